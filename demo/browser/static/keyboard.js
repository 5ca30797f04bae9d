// The buttons below a message, and those in place of a keyboard.

import { fill, h, icon } from "./dom.js";
import { isStartLink, webAddress } from "./links.js";
import { actAndWait } from "./server.js";

const SIGNS = { url: "out", copy: "copy", switch: "share", people: "add", location: "place", contact: "add" };

/** The inline keyboard of a message; null when there is none. */
export function inlineKeyboard(message, chat) {
    if (!message.buttons?.length) return null;
    const row = (buttons, number) => {
        const keys = buttons.map((button, column) =>
            inlineKey(button, { message: message.id, row: number, column, text: button.text }, chat),
        );
        return h("div", { class: "key-row" }, keys);
    };
    return h("div", { class: "keys" }, message.buttons.map(row));
}

function inlineKey(button, place, chat) {
    const look = { class: `key ${button.style ?? ""}`, dir: "auto" };
    const href = button.does === "url" ? webAddress(button.url ?? "") : null;
    if (href !== null && !isStartLink(href)) {
        return h("a", { ...look, href, rel: "noopener noreferrer", target: "_blank" }, face(button));
    }
    if (button.does === "disabled") return h("button", { ...look, type: "button", disabled: true }, face(button));
    const doing = {
        url: () => href && chat.opens(href),
        copy: () => chat.copies(button.copy),
        callback: (node) => press(node, place, chat),
        switch: (node) => press(node, place, chat),
    }[button.does];
    const label = button.does === "copy" ? chat.words.copyButton(button.text) : null;
    return h(
        "button",
        { ...look, type: "button", title: label, onclick: ({ currentTarget }) => doing(currentTarget) },
        face(button),
    );
}

function face(button) {
    const sign = SIGNS[button.does];
    return [h("span", { class: "key-text" }, button.text), sign ? icon(sign) : null];
}

async function press(key, place, chat) {
    if (key.getAttribute("aria-busy") === "true") return;
    key.setAttribute("aria-busy", "true");
    const answer = await actAndWait("press", { ...chat.address, ...place });
    key.removeAttribute("aria-busy");
    if (answer) tell(answer, chat);
}

function tell(answer, chat) {
    const alerted = typeof answer.alert === "string" ? answer.alert : answer.alert && answer.toast;
    if (alerted) chat.alerts(alerted);
    else if (answer.toast) chat.toasts(answer.toast);
    if (answer.typed) return chat.pane.passesOn(answer.typed);
    const href = answer.url ? webAddress(answer.url) : null;
    if (href === null) return;
    if (isStartLink(href)) chat.opens(href);
    else window.open(href, "_blank", "noopener,noreferrer");
}

/** Draws a reply keyboard into its holder; `use(button, row, column)` is called for a press. */
export function drawReplyKeyboard(holder, rows, use) {
    const row = (buttons, number) => {
        const key = (button, column) => {
            const onclick = () => use(button, number, column);
            return h(
                "button",
                { class: `key ${button.style ?? ""}`, type: "button", dir: "auto", onclick },
                face(button),
            );
        };
        return h("div", { class: "key-row" }, buttons.map(key));
    };
    fill(holder, rows.map(row));
}
