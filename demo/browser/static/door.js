// What stands in place of the input while the bot may not write to a person, and above an empty chat.

import { avatar } from "./avatar.js";
import { fill, h } from "./dom.js";
import { act } from "./wire.js";

const SHUT = new Set(["never", "met", "blocked", "deleted"]);

/** Draws the door of a chat: Start, Unblock, or nothing when it is open. */
export function doorOf(chat) {
    const { standing, messages } = chat.value;
    const isShut = SHUT.has(standing) && !chat.isGroup;
    chat.composer.node.hidden = isShut;
    chat.door.hidden = !isShut;
    if (chat.doorDrawn === standing) return;
    chat.doorDrawn = standing;
    chat.about?.remove();
    if (["never", "met"].includes(standing) && !messages.length) chat.about = about(chat);
    fill(chat.door, isShut ? inside(chat, standing) : null);
}

function inside(chat, standing) {
    const { words } = chat;
    const person = chat.address.person;
    const big = (text, onclick) => h("button", { class: "door-button", type: "button", onclick }, text);
    if (standing === "deleted") return h("p", { class: "door-text" }, words.accountGone);
    if (standing === "blocked") {
        return [h("p", { class: "door-text" }, words.youBlocked), big(words.restart, () => act("unblock", { person }))];
    }
    return big(words.pressStart, () => act("start", { person, payload: "" }));
}

function about(chat) {
    const { words, value } = chat;
    const card = h(
        "div",
        { class: "about" },
        avatar({ name: value.title }),
        h("strong", {}, words.about),
        h("p", {}, words.aboutText),
    );
    chat.scroller.prepend(card);
    return card;
}
