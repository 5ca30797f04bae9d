// All panes side by side; on a narrow screen one at a time, with a switch between people.

import { avatar } from "./avatar.js";
import { arrange, fill, h, say } from "./dom.js";
import { Pane } from "./pane.js";
import { parts } from "./server.js";
import { words } from "./words.js";

/** Whether there is room for one person only. */
export const narrow = matchMedia("(max-width: 759px)");

const panes = new Map();
const tabs = new Map();
let front = null;

const LETTER = ".key-row:has(> .success):has(> .danger)"; // accept and decline side by side

narrow.addEventListener("change", () => bring(front));

/** Draws all panes anew, in the page's language. */
export function drawPanes() {
    for (const id of [...panes.keys()]) drops(id);
    fill(document.getElementById("panes"));
    fill(document.getElementById("people"));
    document.getElementById("people").setAttribute("aria-label", words().people);
    updatePeople();
}

export function updatePeople() {
    const people = parts.get("people") ?? [];
    const added = people.filter(({ id }) => !panes.has(id) && panes.size);
    for (const person of people) {
        if (panes.has(person.id)) panes.get(person.id).update(person);
        else adds(person);
    }
    const ids = people.map(({ id }) => id);
    for (const id of [...panes.keys()]) if (!ids.includes(id)) drops(id);
    arrange(
        document.getElementById("panes"),
        ids.map((id) => panes.get(id).node),
    );
    arrange(
        document.getElementById("people"),
        ids.map((id) => tabs.get(id)),
    );
    if (added.length) bring(added.at(-1).id);
    else if (!ids.includes(front) && ids.length) bring(ids[0]);
    drawTabs();
}

function adds(person) {
    const { id } = person;
    const dot = h("span", { class: "badge", hidden: true });
    const tab = h("button", {
        type: "button",
        class: "people-tab",
        "data-testid": `tab-${id}`,
        onclick: () => bring(id),
    });
    tab.append(avatar(person), h("span", { dir: "auto" }, person.name.split(" ")[0]), dot);
    tabs.set(id, tab);
    panes.set(
        id,
        new Pane(person, { isInFront: (other) => !narrow.matches || other === front, onunread: () => drawTabs() }),
    );
    panes.get(id).node.classList.toggle("in-front", id === front);
}

function drops(id) {
    panes.get(id).ends();
    panes.delete(id);
    tabs.delete(id);
}

function drawTabs() {
    for (const [id, tab] of tabs) {
        const { person, unread } = panes.get(id) ?? {};
        if (!person) continue;
        const badge = tab.lastElementChild;
        say(badge, String(unread));
        badge.hidden = !unread;
        tab.setAttribute("aria-pressed", String(id === front));
        tab.title = [person.name, unread ? words().unread(unread) : null].filter(Boolean).join(": ");
    }
}

/** Brings a person's pane into view. */
function bring(id) {
    front = id;
    for (const [other, pane] of panes) pane.node.classList.toggle("in-front", other === id);
    const pane = panes.get(id);
    if (!pane) return;
    if (!narrow.matches) pane.node.scrollIntoView({ inline: "nearest", block: "nearest" });
    tabs.get(id).scrollIntoView({ inline: "nearest", block: "nearest" });
    pane.comes();
    drawTabs();
}

export function updateChat(id) {
    const [, person, chat] = id.split(":").map(Number);
    panes.get(person)?.drawChat(chat);
}

export function tickPanes() {
    for (const pane of panes.values()) pane.tick();
}

/** Brings a person into view, or, without one, the newest letter that can be answered. */
export function showLetter(id) {
    if (id) return bring(id);
    const pane = document.querySelector(LETTER)?.closest(".pane");
    if (!pane) return;
    bring([...panes].find(([, { node }]) => node === pane)[0]);
    const key = [...pane.querySelectorAll(`${LETTER} > .success`)].at(-1);
    key.closest(".message").scrollIntoView({ block: "end" });
    key.focus();
}
