// The field in which a person writes: the input, the commands, inline mode, and what can be attached.

import { fill, h, icon } from "./dom.js";
import { inlineQuery, offers } from "./inline.js";
import { drawReplyKeyboard } from "./keyboard.js";
import { menuButton } from "./menu.js";
import { pickPeople } from "./picker.js";
import { pickPlace } from "./places.js";
import { act } from "./server.js";
import { Suggestions } from "./suggestions.js";

const PAUSE = 300; // milliseconds before the bot gets an inline query
const HIGHEST = 140;
const drafts = new Map(); // survive a redrawing of the page in the other language

export class Composer {
    constructor(chat) {
        this.chat = chat;
        const { words, address } = chat;
        this.draft = `${address.person}:${address.chat}`;
        this.input = this.textarea();
        this.suggestions = new Suggestions(this.input, words.commands);
        this.keys = h("div", { class: "reply-keys", role: "group", "aria-label": words.showKeyboard });
        this.question = h("div", { class: "question", hidden: true });
        this.keysToggle = this.round("keyboard", words.showKeyboard, () => this.showKeys(this.keys.hidden));
        this.node = h(
            "form",
            { class: "composer", onsubmit: (event) => this.submit(event) },
            this.suggestions.node,
            this.question,
            this.line(),
            this.keys,
        );
    }

    textarea() {
        const { words, address, pane } = this.chat;
        const input = h("textarea", {
            rows: 1,
            dir: "auto",
            placeholder: words.message,
            "aria-label": `${pane.person.name}: ${words.message}`,
            "data-testid": `composer-${address.person}`,
            oninput: () => this.typed(),
            onkeydown: (event) => this.key(event),
            onblur: () => this.suggestions.hide(),
        });
        input.value = drafts.get(this.draft) ?? "";
        return input;
    }

    line() {
        const { words } = this.chat;
        this.commandsButton = this.round("commands", words.commands, () => this.toggleCommands());
        const attach = menuButton({ face: icon("attach"), label: words.attach, kind: "icon-button" }, () => [
            { text: words.location, choose: () => this.locate() },
        ]);
        const send = h(
            "button",
            {
                class: "icon-button send",
                type: "submit",
                "data-testid": "send",
                "aria-label": words.send,
                title: words.send,
                onpointerdown: (event) => event.preventDefault(), // keeps the focus, and the suggestions, in the input
            },
            icon("send"),
        );
        return h("div", { class: "composer-line" }, this.commandsButton, this.input, this.keysToggle, attach, send);
    }

    round(sign, label, onclick) {
        return h(
            "button",
            { class: "icon-button", type: "button", "aria-label": label, title: label, onclick },
            icon(sign),
        );
    }

    /** Updates the commands, the reply keyboard and the question that waits for a reply. */
    update({ commands, keyboard, asking, messages }) {
        this.commands = commands ?? [];
        this.commandsButton.hidden = !this.commands.length;
        this.drawKeys(keyboard);
        const question = asking && messages.find((message) => message.id === asking);
        this.question.hidden = !question;
        if (question)
            fill(
                this.question,
                h("strong", {}, this.chat.words.replyTo),
                " ",
                h("span", { dir: "auto" }, question.text),
            );
    }

    drawKeys(keyboard) {
        const drawn = JSON.stringify(keyboard ?? null);
        if (drawn === this.keysDrawn) return;
        this.keysDrawn = drawn;
        this.keysToggle.hidden = !keyboard?.length;
        drawReplyKeyboard(this.keys, keyboard ?? [], (button, row, column) => this.useKey(button, row, column));
        this.showKeys(Boolean(keyboard?.length));
    }

    showKeys(shown) {
        this.keys.hidden = !shown;
        this.keysToggle.setAttribute("aria-expanded", String(shown));
    }

    async useKey(button, row, column) {
        if (button.does === "location") return this.locate();
        if (button.does !== "people") return act("press_reply", { ...this.chat.address, row, column });
        const people = await pickPeople(this.chat.pane.person, button.max ?? 1);
        if (people) await act("pick", { ...this.chat.address, people });
    }

    async locate() {
        const place = await pickPlace(this.chat.pane.person);
        if (place) await act("locate", { ...this.chat.address, ...place });
    }

    key(event) {
        if (event.isComposing) return;
        if (this.suggestions.handles(event)) event.preventDefault();
        else if (event.key === "Enter" && !event.shiftKey) this.submit(event);
    }

    async submit(event) {
        event.preventDefault();
        const text = this.input.value.trim();
        if (!text) return this.input.focus();
        if (inlineQuery(this.input.value) !== null && this.suggestions.takesMarked()) return;
        this.put("");
        if (!(await this.chat.sends(text)) && !this.input.value) this.put(text);
    }

    /** Called when the chat is removed for good. */
    ends() {
        clearTimeout(this.pause);
    }

    /** Puts a text into the input, as a switch button does. */
    put(text) {
        this.input.value = text;
        this.typed();
    }

    typed() {
        const text = this.input.value;
        drafts.set(this.draft, text);
        this.input.style.height = "auto";
        this.input.style.height = text ? `${Math.min(this.input.scrollHeight + 2, HIGHEST)}px` : "";
        clearTimeout(this.pause);
        const query = inlineQuery(text);
        if (query !== null) this.pause = setTimeout(() => this.ask(query), PAUSE);
        else if (/^\/\w*$/.test(text)) this.suggestCommands(text);
        else this.suggestions.hide();
    }

    toggleCommands() {
        if (this.suggestions.isOpen) return this.suggestions.hide();
        this.input.focus();
        this.suggestCommands("/");
    }

    suggestCommands(text) {
        const fitting = this.commands.filter(({ command }) => `/${command}`.startsWith(text.toLowerCase()));
        const item = ({ command, description }) => ({
            title: `/${command}`,
            detail: description,
            choose: () => this.command(command),
        });
        this.suggestions.show(fitting.map(item));
    }

    command(command) {
        this.put("");
        this.chat.sends(`/${command}`);
    }

    async ask(query) {
        this.suggestions.show([{ title: this.chat.words.asking }]);
        const items = await offers(query, this.chat, () => this.put(""));
        if (inlineQuery(this.input.value) === query) this.suggestions.show(items);
    }
}
