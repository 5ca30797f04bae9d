// The list above an input: commands of the bot, or what it offers in inline mode. The focus stays in the input.

import { fill, h } from "./dom.js";

let lists = 0;

export class Suggestions {
    constructor(input, label) {
        this.input = input;
        this.items = [];
        this.chosen = -1;
        this.node = h("div", {
            class: "suggestions",
            role: "listbox",
            id: `suggestions-${++lists}`,
            "aria-label": label,
            hidden: true,
        });
        input.setAttribute("aria-autocomplete", "list");
        input.setAttribute("aria-controls", this.node.id);
    }

    get isOpen() {
        return !this.node.hidden;
    }

    /** Items are {title, detail, choose, isAside}; one without `choose` only says something, one aside is not marked at first. */
    show(items) {
        if (!items.length) return this.hide();
        this.items = items;
        fill(
            this.node,
            items.map((item, number) => this.option(item, number)),
        );
        this.node.hidden = false;
        this.mark(items.findIndex(({ choose, isAside }) => choose && !isAside));
    }

    hide() {
        this.node.hidden = true;
        this.items = [];
        this.input.removeAttribute("aria-activedescendant");
    }

    option(item, number) {
        const words = [
            h("strong", { dir: "auto" }, item.title),
            item.detail ? h("span", { dir: "auto" }, item.detail) : null,
        ];
        const state = { role: "option", id: `${this.node.id}-${number}`, "aria-selected": "false" };
        const onpointerdown = (event) => event.preventDefault(); // keeps the focus in the input
        return h("div", { class: item.isAside ? "suggestion aside" : "suggestion", ...state, onpointerdown, onclick: () => this.take(number) }, words);
    }

    mark(number) {
        this.chosen = number;
        [...this.node.children].forEach((node, at) => node.setAttribute("aria-selected", String(at === number)));
        const node = this.node.children[number];
        if (!node) return this.input.removeAttribute("aria-activedescendant");
        this.input.setAttribute("aria-activedescendant", node.id);
        node.scrollIntoView({ block: "nearest" });
    }

    take(number) {
        const { choose } = this.items[number] ?? {};
        if (!choose) return;
        this.hide();
        choose();
    }

    /** Whether a line was marked, which is chosen then. */
    takesMarked() {
        if (!this.isOpen || !this.items[this.chosen]?.choose) return false;
        this.take(this.chosen);
        return true;
    }

    /** Whether a key of the input was meant for the list. */
    handles(event) {
        if (!this.isOpen) return false;
        const steps = { ArrowDown: 1, ArrowUp: -1 }[event.key];
        if (event.key === "Escape") this.hide();
        else if (steps) this.mark((this.chosen + steps + this.items.length) % this.items.length);
        else if (["Enter", "Tab"].includes(event.key) && !event.shiftKey && this.chosen >= 0) this.take(this.chosen);
        else return false;
        return true;
    }
}
