// One chat as one person sees it: the messages, and what is below them.

import { Composer } from "./composer.js";
import { arrange, h, icon, say } from "./dom.js";
import { countOn } from "./entities.js";
import { Message } from "./message.js";
import { act, parts } from "./server.js";
import { drawStartBar } from "./start_bar.js";
import { day, dayKey } from "./times.js";

const NEAR = 60; // pixels from the end that still count as being there

export class Chat {
    constructor(pane, id) {
        this.pane = pane;
        this.address = { person: pane.person.id, chat: id };
        this.messages = new Map();
        this.days = new Map();
        this.unread = 0;
        this.atEnd = true;
        this.composer = new Composer(this);
        this.startBar = h("div", { class: "start-bar" });
        const overList = this.overList();
        const children = [overList, this.startBar, this.composer.node];
        this.node = h("div", { class: "chat", lang: this.reader.language }, children);
    }

    overList() {
        this.list = h("div", { class: "list" });
        this.scroller = h("div", { class: "scroller", role: "log", "aria-live": "off", tabindex: 0 }, this.list);
        this.scroller.addEventListener("scroll", () => this.scrolled(), { passive: true });
        this.resizing = new ResizeObserver(() => this.atEnd && this.toEnd());
        this.resizing.observe(this.scroller);
        const looks = { class: "chip", type: "button", hidden: true, onclick: () => this.toEnd() };
        this.chip = h("button", looks, h("span", {}), icon("down"));
        return h("div", { class: "over-list" }, this.scroller, this.chip);
    }

    /** Called when the chat is removed for good. */
    ends() {
        this.resizing.disconnect();
        this.composer.ends();
        this.node.remove();
    }

    get reader() {
        return this.pane.person;
    }

    get words() {
        return this.pane.theirWords;
    }

    get isGroup() {
        return this.value?.kind === "group";
    }

    now() {
        return new Date(parts.get("stage")?.now ?? Date.now());
    }

    draw(value) {
        const isFirst = this.value === undefined;
        this.value = value;
        this.scroller.setAttribute("aria-label", this.words.chatWith(this.pane.person.name, value.title));
        const fresh = this.drawMessages(value.messages);
        drawStartBar(this);
        this.composer.update(value);
        if (isFirst) return this.toEnd();
        if (fresh.some((message) => message.mine)) this.atEnd = true;
        this.count(fresh.filter((message) => !message.mine && !message.service));
        if (this.atEnd) this.toEnd();
    }

    /** Draws only new and changed messages; returns the new ones. */
    drawMessages(messages) {
        const before = this.messages;
        this.messages = new Map();
        const fresh = [];
        for (const message of messages) {
            let drawn = before.get(message.id);
            if (drawn) drawn.update(message);
            else [drawn] = [new Message(message, this), fresh.push(message)];
            this.messages.set(message.id, drawn);
        }
        arrange(this.list, this.inDays());
        if (before.size) for (const { id } of fresh) this.messages.get(id).node.classList.add("arriving");
        return fresh;
    }

    inDays() {
        const [nodes, before] = [[], this.days];
        this.days = new Map();
        let [today, writer] = [null, null];
        for (const { node, message } of this.messages.values()) {
            const key = dayKey(new Date(message.date), this.reader);
            if (key !== today) nodes.push(this.dayNode(key, message.date, before));
            const same = key === today && writer === message.sender && !message.service;
            node.classList.toggle("following", same);
            nodes.at(-1).classList.toggle("followed", same);
            [today, writer] = [key, message.service ? null : message.sender];
            nodes.push(node);
        }
        nodes.at(-1)?.classList.remove("followed");
        return nodes;
    }

    dayNode(key, moment, before) {
        const written = () => h("div", { class: "day" }, h("span", {}, day(new Date(moment), this.reader)));
        this.days.set(key, before.get(key) ?? written());
        return this.days.get(key);
    }

    count(fresh) {
        if (!fresh.length) return;
        if (this.pane.shows(this)) this.pane.announces(fresh.at(-1));
        if (!this.atEnd || !this.pane.shows(this)) this.unread += fresh.length;
        this.drawUnread();
    }

    drawUnread() {
        this.chip.hidden = this.atEnd || this.scroller.clientHeight === 0;
        say(this.chip.firstChild, this.unread ? this.words.newMessages(this.unread) : "");
        this.chip.setAttribute("aria-label", this.unread ? this.words.newMessages(this.unread) : this.words.toNewest);
        this.pane.drawsUnread();
    }

    scrolled() {
        const { scrollHeight, scrollTop, clientHeight } = this.scroller;
        if (!clientHeight) return;
        const grew = scrollHeight !== this.tall; // then the browser moved the text, not the person
        this.tall = scrollHeight;
        if (grew && this.atEnd) return this.toEnd();
        this.atEnd = scrollHeight - scrollTop - clientHeight < NEAR;
        if (this.atEnd && this.pane.shows(this)) this.unread = 0;
        this.drawUnread();
    }

    toEnd() {
        this.atEnd = true;
        this.tall = this.scroller.scrollHeight;
        this.scroller.scrollTop = this.tall;
        if (this.pane.shows(this)) this.unread = 0;
        this.drawUnread();
    }

    /** Puts the chat into its pane, or takes it out and remembers how far it was read. */
    reveal(shown) {
        if (shown === this.node.isConnected) return;
        if (!shown) this.readTo = this.scroller.scrollTop;
        if (!shown) return this.node.remove();
        this.pane.body.append(this.node);
        if (this.atEnd) this.toEnd();
        else this.scroller.scrollTop = this.readTo;
    }

    tick() {
        countOn(this.list, this.reader, this.now());
    }

    /** Whether it was sent. */
    async sends(text) {
        return (await act("say", { ...this.address, text })) !== null;
    }

    copies(text) {
        return this.pane.copies(text);
    }

    opens(link) {
        return this.pane.opens(link);
    }

    types(text) {
        this.composer.put(text);
        this.composer.input.focus();
    }

    toasts(text) {
        this.pane.toasts(text);
    }

    alerts(text) {
        return this.pane.alerts(text);
    }

    showsMessage(id) {
        const message = this.messages.get(id);
        message?.node.scrollIntoView({ block: "center" });
        message?.glow();
    }
}
