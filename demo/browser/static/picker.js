// Telegram's own windows for choosing people to share with the bot, and a chat to send something to.

import { avatar } from "./avatar.js";
import { fill, h } from "./dom.js";
import { parts } from "./server.js";
import { dialog } from "./toasts.js";
import { wordsOf } from "./words.js";

/** The ids that were chosen, 1 to `most` of them; null when the window was closed. */
export function pickPeople(person, most) {
    const words = wordsOf(person);
    const chosen = new Set();
    return dialog({ title: words.pickTitle(most), testid: "picker", closing: words.cancel }, (close) => {
        const looks = { class: "button strong", type: "button", disabled: true, onclick: () => close([...chosen]) };
        const share = h("button", looks, words.share(0));
        const choosing = () => (fill(share, words.share(chosen.size)).disabled = !chosen.size);
        const who = h("p", { class: "quiet", dir: "auto" }, words.pickText(person.name));
        return [who, ...searching(person, { chosen, most, choosing }), h("div", { class: "dialog-foot" }, share)];
    });
}

/** The id of the chat that was tapped, of these [id, title]; null when the window was closed. */
export function pickChat(person, chats) {
    const words = wordsOf(person);
    return dialog({ title: words.pickChat, testid: "chats", closing: words.cancel }, (close) => {
        const choice = ([id, title]) =>
            h("button", { class: "button", type: "button", dir: "auto", onclick: () => close(id) }, title);
        return h("div", { class: "picks" }, chats.map(choice));
    });
}

/** The search field and the people found; `chosen` follows the ticks, and `choosing` is called for each. */
function searching(person, { chosen, most, choosing }) {
    const { search: label, nobody } = wordsOf(person);
    const list = h("div", { class: "picks" });
    const toggle = (id, isChosen) => {
        if (isChosen && most === 1) chosen.clear();
        if (isChosen) chosen.add(id);
        else chosen.delete(id);
        choosing();
        draw();
    };
    const oninput = () => draw(true);
    const search = h("input", { type: "search", placeholder: label, "aria-label": label, oninput });
    const draw = (anew) => drawPicks(list, { found: found(person, search.value), chosen, most, toggle, nobody, anew });
    draw(true);
    return [search, list];
}

function found(person, text) {
    const wanted = text.trim().toLowerCase().replace(/^@/, "");
    const fits = ({ name, username }) => `${name} ${username ?? ""}`.toLowerCase().includes(wanted);
    return (parts.get("people") ?? []).filter(
        (other) => other.id !== person.id && other.standing !== "deleted" && fits(other),
    );
}

function drawPicks(list, { found: people, chosen, most, toggle, nobody, anew }) {
    if (anew)
        fill(list, people.length ? people.map((person) => pick(person, toggle)) : h("p", { class: "quiet" }, nobody));
    for (const box of list.querySelectorAll("input")) {
        const id = Number(box.value);
        box.checked = chosen.has(id);
        box.disabled = !box.checked && most > 1 && chosen.size >= most;
    }
}

function pick(person, toggle) {
    const box = h("input", {
        type: "checkbox",
        value: person.id,
        onchange: ({ target }) => toggle(person.id, target.checked),
    });
    const username = person.username ? h("small", {}, `@${person.username}`) : null;
    return h(
        "label",
        { class: "pick" },
        avatar(person),
        h("span", { class: "pick-name" }, h("strong", { dir: "auto" }, person.name), username),
        box,
    );
}
