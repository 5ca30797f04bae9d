// The calls and updates between the bot and Telegram. Each `draw…` adds new lines and leaves the others alone.

import { arrange, fill, h } from "./dom.js";
import { parts } from "./server.js";
import { words } from "./words.js";

const drawn = new WeakMap(); // the nodes of a list by key, so that an unfolded line stays unfolded

export function drawCalls(body) {
    drawList(body, { about: words().callsText, none: words().noCalls }, newest("call", callNode));
}

export function drawUpdates(body) {
    drawList(body, { about: words().updatesText, none: words().noUpdates }, newest("update", updateNode));
}

/** The parts `call:<n>` or `update:<n>`, each its own key: a demo that was started anew counts anew. */
function newest(kind, node) {
    const found = [...parts].filter(([id]) => id.startsWith(`${kind}:`)).map(([, value]) => value);
    return found.sort((one, other) => other.n - one.n).map((value) => [value, () => node(value)]);
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

function updateNode({ n, kind, from }) {
    const who = from ? h("span", { class: "quiet", dir: "auto" }, words().from(from)) : null;
    return h("li", { class: "entry" }, h("code", {}, kind), who, h("span", { class: "number" }, `#${n}`));
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

/** The name of the person or group with this id; the id itself when it is unknown. */
function nameOf(id) {
    const person = (parts.get("people") ?? []).find((one) => one.id === Number(id));
    if (person) return person.name;
    const chat = [...parts].find(([part]) => part.startsWith("chat:") && part.endsWith(`:${id}`));
    return chat ? chat[1].title : String(id);
}
