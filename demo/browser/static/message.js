// One message: a bubble, or a service line of Telegram.

import { colourOf } from "./avatar.js";
import { fill, h, icon } from "./dom.js";
import { textNodes } from "./entities.js";
import { inlineKeyboard } from "./keyboard.js";
import { webAddress } from "./links.js";
import { full, time } from "./times.js";

/** Draws a message and keeps it current; `chat` is what entities and keyboards ask and tell. */
export class Message {
    constructor(message, chat) {
        this.chat = chat;
        this.bubble = h("div", { class: "bubble" });
        this.node = h("div", { class: "message", role: "article", "data-testid": "message", "data-mid": message.id });
        this.node.dataset.chat = chat.address.chat;
        this.node.append(this.bubble);
        this.draw(message);
    }

    /** Whether the message differs from what is drawn; then it is drawn anew, and glows when it was edited. */
    update(message) {
        if (JSON.stringify(message) === this.drawn) return false;
        const edited = message.rev !== this.message.rev;
        this.draw(message);
        if (edited) this.glow();
        return true;
    }

    draw(message) {
        const focused = this.keyFocused();
        const keysBefore = JSON.stringify(this.message?.buttons);
        this.message = message;
        this.drawn = JSON.stringify(message);
        this.node.dataset.rev = message.rev;
        this.node.classList.toggle("mine", message.mine && !message.service);
        this.node.classList.toggle("service", message.service);
        this.node.setAttribute("aria-label", `${message.sender}, ${time(new Date(message.date), this.chat.reader)}`);
        fill(this.bubble, message.service ? this.line() : this.contents());
        if (JSON.stringify(message.buttons) !== keysBefore) this.drawKeys(focused);
    }

    drawKeys(focused) {
        this.keys?.remove();
        this.keys = inlineKeyboard(this.message, this.chat);
        this.node.classList.toggle("with-keys", this.keys !== null);
        if (this.keys) this.node.append(this.keys);
        if (focused) this.keys?.children[focused.row]?.children[focused.column]?.focus();
    }

    /** Where the focus is in the keyboard, so that it stays there when the keyboard is drawn anew. */
    keyFocused() {
        const key = this.keys?.contains(document.activeElement) ? document.activeElement : null;
        const row = key?.parentElement;
        return key && { row: [...this.keys.children].indexOf(row), column: [...row.children].indexOf(key) };
    }

    glow() {
        this.bubble.classList.remove("glowing");
        void this.bubble.offsetWidth; // starts the animation over
        this.bubble.classList.add("glowing");
    }

    line() {
        const { special, text, sender } = this.message;
        return h("span", { dir: "auto" }, text || `${sender}: ${this.chat.words.special[special] ?? special ?? ""}`);
    }

    contents() {
        const { message } = this;
        return [
            this.senderName(),
            this.via(),
            this.reply(),
            this.file(),
            this.special(),
            this.text(message),
            this.meta(),
        ];
    }

    senderName() {
        if (this.message.mine || !this.chat.isGroup) return null;
        return h("div", { class: `sender colour-${colourOf(this.message.sender)}`, dir: "auto" }, this.message.sender);
    }

    via() {
        return this.message.via && h("div", { class: "via" }, this.chat.words.via(this.message.via.replace(/^@/, "")));
    }

    reply() {
        const to = this.message.reply_to;
        if (!to) return null;
        const onclick = () => this.chat.showsMessage(to.id);
        const lines = [h("strong", { dir: "auto" }, to.sender), h("span", { dir: "auto" }, to.text)];
        return h("button", { class: `reply colour-${colourOf(to.sender)}`, type: "button", onclick }, lines);
    }

    file() {
        const { file } = this.message;
        if (!file) return null;
        const href = webAddress(new URL(file.url, location.href).href);
        const size = h("small", {}, this.chat.words.bytes(file.size));
        const words = h("span", { class: "file-words" }, h("strong", { dir: "auto" }, file.name), size);
        return h(
            "a",
            { class: "file", href, download: file.name },
            h("span", { class: "file-sign" }, icon("file")),
            words,
        );
    }

    special() {
        const { special } = this.message;
        return special && h("div", { class: "special", dir: "auto" }, this.chat.words.special[special] ?? special);
    }

    text({ text, entities }) {
        return text && h("div", { class: "text", dir: "auto" }, textNodes(text, entities ?? [], this.chat));
    }

    meta() {
        const moment = new Date(this.message.date);
        const edited = this.message.edited ? `${this.chat.words.edited} ` : "";
        const when = h(
            "time",
            { datetime: this.message.date, title: full(moment, this.chat.reader) },
            time(moment, this.chat.reader),
        );
        return h("div", { class: "meta" }, edited, when, this.message.mine ? icon("check") : null);
    }
}
