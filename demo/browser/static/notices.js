// Notices of the page about the state of the demo.

import { fill, h } from "./dom.js";
import { act, parts } from "./server.js";
import { words } from "./words.js";

let isLost = false;
let drawn = "";

/** Draws them anew, in the page's language. */
export function drawNotices() {
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
    const now = JSON.stringify([state, isLost]);
    if (now === drawn) return;
    drawn = now;
    fill(document.getElementById("notices"), isLost ? bar("lost", words().lost) : status(state));
}

function status(state) {
    if (state === "running") return null;
    const isDead = state === "killed" || state === "failed";
    return bar(state, words()[state], isDead ? startButton() : h("div", { class: "progress", "aria-hidden": "true" }));
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
