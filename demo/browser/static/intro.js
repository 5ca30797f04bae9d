// The introduction: what this is, and what to try first. It can be folded into one line.

import { fill, h, icon } from "./dom.js";
import { narrow, showLetter } from "./panes.js";
import { act, parts } from "./server.js";
import { store, stored } from "./storage.js";
import { words, wordsOf } from "./words.js";

let isFolded = stored("intro") === "closed";
let drawn = "";

/** Draws it anew, in the page's language. */
export function drawIntro() {
    drawn = "";
    updateIntro();
}

/** Draws it only when it differs, so that reading and scrolling are not disturbed. */
export function updateIntro() {
    const looks = JSON.stringify([isFolded, isReady(), host()?.name]);
    if (looks === drawn) return;
    drawn = looks;
    place().setAttribute("aria-label", words().introLine);
    fill(place(), isFolded ? line() : whole());
}

function place() {
    return document.getElementById("intro");
}

function isReady() {
    return (parts.get("stage")?.state ?? "starting") !== "starting";
}

/** The person who invites the others. */
function host() {
    return parts.get("people")?.[0];
}

function fold(folded) {
    isFolded = folded;
    store("intro", folded ? "closed" : "open");
    updateIntro();
    place().querySelector("button").focus();
}

function line() {
    const onclick = () => fold(false);
    const looks = { class: "intro-line", type: "button", "aria-expanded": "false", onclick };
    return h("button", looks, words().introLine, icon("down"));
}

function whole() {
    const own = words();
    const onclick = () => fold(true);
    const looks = { class: "icon-button", type: "button", "aria-label": own.close, title: own.close, onclick };
    const says = h("div", {}, h("h2", {}, own.introTitle), h("p", {}, own.introText));
    return [h("div", { class: "intro-head" }, says, h("button", looks, icon("close"))), h("ol", { class: "tries" }, tries())];
}

function tries() {
    const own = words();
    const name = host()?.name.split(" ")[0] ?? "…";
    return [
        attempt(own.tryInvite, own.tryInviteText(name), own.tryInviteDo, invite),
        attempt(own.tryAnswer, own.tryAnswerText, own.tryAnswerDo, () => showLetter()),
        attempt(own.tryKill, own.tryKillText, own.tryKillDo, () => act("bot", { do: "kill" })),
    ];
}

function attempt(title, text, label, doing) {
    const onclick = () => {
        if (narrow.matches) fold(true); // it would cover the chat in which something is about to happen
        doing();
    };
    const button = h("button", { class: "button small", type: "button", disabled: !isReady() || !host(), onclick }, label);
    return h("li", {}, h("div", {}, h("strong", {}, title), h("p", {}, text)), button);
}

async function invite() {
    const { id, chats } = host();
    const others = parts.get("people").filter((one) => one.id !== id && one.username && one.standing === "started");
    const names = others.slice(0, 2).map(({ username }) => `@${username}`);
    showLetter(id);
    await act("say", { person: id, chat: chats[0], text: [freshLine(host()), ...names, "skype"].join(" ") });
}

/** A line that has not been written yet, so that a second press plans something else, at another time. */
function freshLine(person) {
    const written = parts.get(`chat:${person.id}:${person.chats[0]}`)?.messages.filter(({ mine }) => mine) ?? [];
    const lines = wordsOf(person).inviteLines;
    return lines.find((line) => !written.some(({ text }) => text.startsWith(line))) ?? lines[0];
}
