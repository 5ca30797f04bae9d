// The pane of a person: their name, their chats, and the one that is open.

import { avatar } from "./avatar.js";
import { Chat } from "./chat.js";
import { copy } from "./clipboard.js";
import { arrange, fill, h, icon, say } from "./dom.js";
import { menuButton } from "./menu.js";
import { doings } from "./people.js";
import { pickChat } from "./picker.js";
import { act, parts } from "./server.js";
import { place, time } from "./times.js";
import { alertOf, toast } from "./toasts.js";
import { language, localeOf, words, wordsOf } from "./words.js";

const opened = new Map(); // which chat of a person is open; survives a redrawing of the page

export class Pane {
    constructor(person, { isInFront, onunread }) {
        this.person = person;
        this.isInFront = isInFront;
        this.onunread = onunread;
        this.chats = new Map();
        this.tabs = new Map();
        this.who = h("div", { class: "who" });
        this.standing = h("span", { class: "standing" });
        this.moment = h("span", { class: "moment" });
        this.switch = h("div", { class: "switch", role: "group", "aria-label": words().chats });
        this.holder = h("div", { class: "toasts", role: "status" });
        this.body = h("div", { class: "pane-body" });
        const onclick = ({ target }) => (this.tapped = target.getBoundingClientRect().top);
        const looks = { class: "pane", "data-testid": `pane-${person.id}`, onclick };
        this.node = h("section", looks, this.head(), this.body, this.holder);
        this.update(person);
    }

    head() {
        const label = words().menuOf(this.person.name);
        const menu = menuButton(
            { face: icon("more"), label, kind: "icon-button", testid: `menu-${this.person.id}` },
            () => doings(this.person),
        );
        return h(
            "header",
            { class: "pane-head" },
            h("div", { class: "pane-person" }, avatar(this.person), this.who, menu),
            this.switch,
        );
    }

    get theirWords() {
        return wordsOf(this.person);
    }

    update(person) {
        const drawn = JSON.stringify({ ...person, chats: [] });
        this.person = person;
        if (drawn !== this.drawn) this.drawWho(person);
        this.drawn = drawn;
        for (const id of person.chats) this.drawChat(id);
        for (const id of this.chats.keys()) if (!person.chats.includes(id)) this.drops(id);
        this.drawSwitch();
        this.open(this.opened);
    }

    drawWho(person) {
        this.node.setAttribute("aria-label", person.name);
        const username = person.username ? h("span", { class: "username" }, `@${person.username}`) : null;
        const standing = words().standings[person.standing];
        this.standing.textContent = standing ?? "";
        this.standing.hidden = !standing;
        const name = h("div", { class: "name" }, h("h2", { dir: "auto" }, person.name), username);
        fill(this.who, name, h("div", { class: "where" }, this.standing, this.moment));
        this.tick();
    }

    get opened() {
        const id = opened.get(this.person.id);
        return this.person.chats.includes(id) ? id : this.person.chats[0];
    }

    drawChat(id) {
        const value = parts.get(`chat:${this.person.id}:${id}`);
        if (!value || !this.person.chats.includes(id)) return;
        if (!this.chats.has(id)) this.adds(id);
        this.chats.get(id).draw(value);
        this.drawSwitch();
    }

    adds(id) {
        const chat = new Chat(this, id);
        this.chats.set(id, chat);
        const badge = h("span", { class: "badge", hidden: true });
        const tab = h(
            "button",
            { type: "button", class: "switch-tab", onclick: () => this.open(id) },
            h("span", { class: "switch-title", dir: "auto" }),
            badge,
        );
        this.tabs.set(id, tab);
        chat.reveal(id === this.opened);
    }

    drops(id) {
        this.chats.get(id).ends();
        this.chats.delete(id);
        this.tabs.delete(id);
    }

    drawSwitch() {
        const shown = this.person.chats.filter((id) => this.chats.get(id)?.value);
        arrange(
            this.switch,
            shown.map((id) => this.tabs.get(id)),
        );
        for (const id of shown) {
            const { value, unread } = this.chats.get(id);
            const [title, badge] = this.tabs.get(id).children;
            say(title, value.title);
            say(badge, String(unread));
            badge.hidden = !unread;
            this.tabs.get(id).setAttribute("aria-pressed", String(id === this.opened));
            this.tabs.get(id).title = unread ? words().unread(unread) : "";
        }
    }

    open(id) {
        opened.set(this.person.id, id);
        for (const [other, chat] of this.chats) chat.reveal(other === id);
        this.drawSwitch();
    }

    /** Called when the pane is removed for good. */
    ends() {
        for (const id of [...this.chats.keys()]) this.drops(id);
    }

    /** The pane came into view. */
    comes() {
        const chat = this.chats.get(this.opened);
        if (chat?.atEnd) chat.toEnd();
    }

    shows(chat) {
        return chat.address.chat === this.opened && this.isInFront(this.person.id);
    }

    get unread() {
        return [...this.chats.values()].reduce((sum, chat) => sum + chat.unread, 0);
    }

    drawsUnread() {
        this.drawSwitch();
        this.onunread();
    }

    announces(message) {
        document.getElementById("newest").textContent =
            `${this.person.name}. ${message.sender}: ${message.text || message.file?.name || ""}`;
    }

    /** The local time goes on. */
    tick() {
        const now = parts.get("stage")?.now;
        const spoken = { ...this.person, language: localeOf(language()) };
        const reads = new Intl.DisplayNames(language(), { type: "language" }).of(this.person.language ?? "en");
        if (now)
            say(
                this.moment,
                `${time(new Date(now), spoken)} · ${place(this.person, words().cities, new Date(now))} · ${reads}`,
            );
        for (const chat of this.chats.values()) chat.tick();
    }

    async copies(text) {
        if (await copy(text)) this.toasts(this.theirWords.copied);
    }

    async opens(link) {
        if (await act("open", { person: this.person.id, link })) this.open(this.person.chats[0]);
    }

    /** Puts a text into the chat that is chosen, as a switch button does. */
    async passesOn(text) {
        const id = await pickChat(this.person, [...this.chats].map(([chat, { value }]) => [chat, value.title]));
        if (!this.chats.has(id)) return; // closed, or left meanwhile
        this.open(id);
        this.chats.get(id).types(text);
    }

    /** Shows a toast in the half of the pane that was not tapped, so that it hides nothing of interest. */
    toasts(text) {
        const { top, height } = this.body.getBoundingClientRect();
        this.holder.classList.toggle("low", this.tapped < top + height / 2);
        toast(text, this.holder);
    }

    alerts(text) {
        return alertOf(text, { who: this.person.name, ok: this.theirWords.ok });
    }
}
