// The bar in place of the input while the bot may not write to a person (Start, Unblock), and the text of a new chat.

import { avatar } from "./avatar.js";
import { fill, h } from "./dom.js";
import { act } from "./server.js";

const NOT_WRITABLE = new Set(["never", "met", "blocked", "deleted"]);

/** Draws Start or Unblock in place of the input, or shows the input when the bot may write. */
export function drawStartBar(chat) {
    const { standing, messages } = chat.value;
    const isBlocked = NOT_WRITABLE.has(standing) && !chat.isGroup;
    chat.composer.node.hidden = isBlocked;
    chat.startBar.hidden = !isBlocked;
    if (chat.drawnStanding === standing) return;
    chat.drawnStanding = standing;
    chat.about?.remove();
    if (["never", "met"].includes(standing) && !messages.length) chat.about = about(chat);
    fill(chat.startBar, isBlocked ? inside(chat, standing) : null);
}

function inside(chat, standing) {
    const { words } = chat;
    const person = chat.address.person;
    const big = (text, onclick) => h("button", { class: "start-bar-button", type: "button", onclick }, text);
    if (standing === "deleted") return h("p", { class: "start-bar-text" }, words.accountGone);
    if (standing === "blocked") {
        const unblock = big(words.restart, () => act("unblock", { person }));
        return [h("p", { class: "start-bar-text" }, words.youBlocked), unblock];
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
