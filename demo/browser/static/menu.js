// A menu below or above a button: arrow keys, Escape, and the focus back where it came from.

import { fill, h } from "./dom.js";

/** A button with a menu; `items()` gives [{text, choose}] each time it opens. */
export function menuButton({ face, label, kind, testid }, items) {
    const list = h("div", { class: "menu", role: "menu", "aria-label": label, hidden: true });
    const names = { title: label, "aria-label": label, "data-testid": testid };
    const state = { "aria-haspopup": "menu", "aria-expanded": "false" };
    const button = h("button", { class: kind, type: "button", ...names, ...state }, face);
    const holder = h("div", { class: "menu-holder" }, button, list);

    const set = (open) => {
        list.hidden = !open;
        button.setAttribute("aria-expanded", String(open));
    };
    const close = () => {
        set(false);
        button.focus();
    };
    const open = () => {
        fill(list, entries(items(), close));
        set(true);
        list.firstElementChild?.focus();
    };
    button.addEventListener("click", () => (list.hidden ? open() : close()));
    list.addEventListener("keydown", (event) => walk(event, [...list.children], close));
    holder.addEventListener("focusout", (event) => !holder.contains(event.relatedTarget) && set(false));
    return holder;
}

function entries(items, close) {
    const entry = ({ text, choose }) => {
        const onclick = () => {
            close();
            choose();
        };
        return h("button", { role: "menuitem", type: "button", tabindex: -1, onclick }, text);
    };
    return items.map(entry);
}

function walk(event, entries, close) {
    const at = entries.indexOf(document.activeElement);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: -1 }[event.key];
    if (to !== undefined) entries.at(to % entries.length).focus();
    else if (["Escape", "Tab"].includes(event.key)) close();
    else return;
    event.preventDefault();
}
