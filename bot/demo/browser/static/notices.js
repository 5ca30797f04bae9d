// What the page itself says: the introduction, and how the demo is doing.

import { fill, h, icon } from "./dom.js";
import { keep, kept } from "./keeping.js";
import { act, parts } from "./wire.js";
import { words, wordsOf } from "./words.js";

let isLost = false;
let showLetter = () => {};
let drawn = "";

/** `lettersShown` brings a letter with answer buttons into view. */
export function drawNotices(lettersShown) {
    showLetter = lettersShown;
    drawn = "";
    updateNotices();
}

export function connectionIs(lost) {
    isLost = lost;
    updateNotices();
}

/** Draws what has changed, and leaves the rest alone. */
export function updateNotices() {
    const { state } = parts.get("stage") ?? { state: "starting" };
    const names = (parts.get("people") ?? []).map(({ name, username }) => [name, username]);
    const now = JSON.stringify([state, isLost, names, kept("intro")]);
    if (now === drawn) return;
    drawn = now;
    fill(document.getElementById("notices"), isLost ? bar("lost", words().lost) : status(state), intro(state));
}

function status(state) {
    if (state === "starting" || state === "playing") {
        return bar(state, words()[state], h("div", { class: "progress", "aria-hidden": "true" }));
    }
    return state === "killed" ? bar("killed", words().killed, startButton()) : null;
}

function bar(state, text, more) {
    return h(
        "div",
        { class: `bar ${state}`, role: "status", "data-testid": `bar-${state}` },
        h("span", {}, text),
        more,
    );
}

function startButton() {
    return h(
        "button",
        { class: "button small", type: "button", onclick: () => act("bot", { do: "start" }) },
        words().startIt,
    );
}

function intro(state) {
    if (kept("intro") === "closed") return null;
    const own = words();
    const close = () => {
        keep("intro", "closed");
        document.querySelector("[data-testid=intro]").remove();
        updateNotices();
    };
    const cross = h(
        "button",
        { class: "icon-button", type: "button", "aria-label": own.close, title: own.close, onclick: close },
        icon("close"),
    );
    const says = h("div", {}, h("h2", {}, own.introTitle), h("p", {}, own.introText));
    const isReady = ["running", "killed", "playing"].includes(state);
    return h(
        "section",
        { class: "intro", "data-testid": "intro", "aria-label": own.introTitle },
        h("div", { class: "intro-head" }, says, cross),
        h("ol", { class: "tries" }, tries(isReady)),
    );
}

function tries(isReady) {
    const own = words();
    const first = parts.get("people")?.[0];
    return [
        attempt(
            own.tryInvite,
            own.tryInviteText(first?.name.split(" ")[0] ?? "…"),
            own.tryInviteDo,
            isReady && first && (() => invite(first)),
        ),
        attempt(own.tryAnswer, own.tryAnswerText, own.tryAnswerDo, isReady && (() => showLetter())),
        attempt(own.tryKill, own.tryKillText, own.tryKillDo, isReady && (() => act("bot", { do: "kill" }))),
    ];
}

function attempt(title, text, button, doing) {
    const onclick = () => doing && doing();
    const face = h("button", { class: "button small", type: "button", disabled: !doing, onclick }, button);
    return h("li", {}, h("div", {}, h("strong", {}, title), h("p", {}, text)), face);
}

async function invite(person) {
    const others = parts
        .get("people")
        .filter(({ id, username, standing }) => id !== person.id && username && standing === "started");
    const names = others
        .slice(0, 2)
        .map(({ username }) => `@${username}`)
        .join(" ");
    const text = wordsOf(person).inviteLine(names);
    showLetter(person.id);
    await act("say", { person: person.id, chat: person.chats[0], text });
}
