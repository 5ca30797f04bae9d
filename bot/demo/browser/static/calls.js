// What went between the bot and Telegram. Each `draw…` adds what is new and leaves alone what is there.

import { arrange, fill, h } from "./dom.js";
import { parts } from "./wire.js";
import { words } from "./words.js";

const drawn = new WeakMap(); // the nodes of a list by key, so that what somebody has unfolded stays unfolded

export function drawCalls(body) {
    const calls = [...(parts.get("calls") ?? [])].reverse();
    drawList(
        body,
        { about: words().callsText, none: words().noCalls },
        calls.map((call) => [call.n, () => callNode(call)]),
    );
}

export function drawUpdates(body) {
    const updates = [...(parts.get("updates") ?? [])].reverse();
    drawList(
        body,
        { about: words().updatesText, none: words().noUpdates },
        updates.map((update) => [update.id, () => updateNode(update)]),
    );
}

export function drawWarnings(body) {
    const warnings = parts.get("warnings") ?? [];
    const node = (text) => h("li", { class: "violation" }, text);
    const entries = warnings.map((text, at) => [`${at}:${text}`, () => node(text)]).reverse();
    drawList(body, { about: words().warningsText, none: words().noWarnings }, entries);
}

function drawList(body, { about, none }, entries) {
    const list = body.querySelector("ol") ?? h("ol", { class: "entries" });
    if (!list.parentElement) fill(body, h("p", { class: "quiet" }, about), h("p", { class: "quiet none" }, none), list);
    body.querySelector(".none").hidden = entries.length > 0;
    const before = drawn.get(list) ?? new Map();
    const now = new Map(entries.map(([key, make]) => [key, before.get(key) ?? make()]));
    drawn.set(list, now);
    arrange(list, [...now.values()]);
}

function updateNode({ id, kind, from }) {
    const who =
        from === null || from === undefined
            ? null
            : h("span", { class: "quiet", dir: "auto" }, words().from(nameOf(from)));
    return h("li", { class: "entry" }, h("code", {}, kind), who, h("span", { class: "number" }, `#${id}`));
}

function callNode(call) {
    const went = call.status >= 400 || call.fault ? "failed" : "went";
    const head = [
        h("code", {}, call.method),
        call.chat ? h("span", { class: "quiet", dir: "auto" }, `→ ${nameOf(call.chat)}`) : null,
        call.fault ? h("span", { class: "tag bad" }, words().fault) : null,
        h("span", { class: `tag ${went === "went" ? "good" : "bad"}` }, String(call.status)),
        h("span", { class: "number" }, `${Math.round(call.ms)} ${words().milliseconds}`),
    ];
    const details = h("details", { class: "call" }, h("summary", {}, head));
    details.addEventListener("toggle", () => details.open && details.children.length === 1 && unfold(details, call));
    return h("li", {}, details);
}

function unfold(details, { params, answer }) {
    const pretty = (value) =>
        h("pre", { tabindex: 0 }, typeof value === "string" ? value : JSON.stringify(value, null, 2));
    details.append(h("h3", {}, words().parameters), pretty(params), h("h3", {}, words().answer), pretty(answer));
}

/** Who has this id: a person, a group, or nobody known. */
function nameOf(id) {
    const person = (parts.get("people") ?? []).find((one) => one.id === Number(id));
    if (person) return person.name;
    for (const [part, value] of parts) if (part.endsWith(`:${id}`)) return value.title;
    return String(id);
}
