// Behind the scenes, folded away at first.

import { drawCalls, drawUpdates, drawWarnings } from "./calls.js";
import { fill, h, icon, say } from "./dom.js";
import { drawRows } from "./queues.js";
import { parts } from "./server.js";
import { store, stored } from "./storage.js";
import { drawSwitches } from "./switches.js";
import { words } from "./words.js";

const DRAWING = { stage: drawSwitches, calls: drawCalls, warnings: drawWarnings, rows: drawRows, updates: drawUpdates };
const NEEDS = {
    stage: ["stage", "faults"],
    calls: ["call"],
    warnings: ["warnings"],
    rows: ["rows"],
    updates: ["update"],
};
const NAMES = Object.keys(DRAWING);

let open = stored("inspector") === "open";
let tab = "stage";
let onToggle = () => {};
let tabs = new Map();
let body = h("div");
let due = null;

export function inspectorIsOpen() {
    return open;
}

export function toggleInspector() {
    open = !open;
    store("inspector", open ? "open" : "closed");
    place().hidden = !open;
    if (open) drawTab();
    onToggle();
}

export function openInspectorAt(name) {
    if (!open) toggleInspector();
    choose(name);
}

/** Draws the inspector anew, in the page's language; `toggled` is called when it opens or closes. */
export function drawInspector(toggled) {
    onToggle = toggled;
    const own = words();
    const close = () => {
        toggleInspector();
        document.querySelector("[data-testid=inspector-toggle]").focus();
    };
    const cross = h(
        "button",
        { class: "icon-button", type: "button", "aria-label": own.close, title: own.close, onclick: close },
        icon("close"),
    );
    tabs = new Map(NAMES.map((name) => [name, tabOf(name)]));
    body = h("div", { class: "inspector-body", role: "tabpanel", id: "inspector-body", tabindex: 0 });
    const list = h("div", { class: "inspector-tabs", role: "tablist", "aria-label": own.inspector, onkeydown: walk }, [
        ...tabs.values(),
    ]);
    fill(place(), h("div", { class: "inspector-head" }, h("h2", {}, own.inspector), cross), list, body);
    place().setAttribute("aria-label", own.inspector);
    place().hidden = !open;
    choose(tab);
    updateInspector("warnings");
}

function tabOf(name) {
    const badge = h("span", { class: "badge alarm", hidden: true });
    const attributes = {
        type: "button",
        role: "tab",
        id: `inspector-${name}`,
        "aria-controls": "inspector-body",
        "data-testid": `inspector-${name}`,
    };
    return h("button", { ...attributes, onclick: () => choose(name) }, words().tabs[name], badge);
}

function choose(name) {
    tab = name;
    for (const [other, node] of tabs) {
        node.setAttribute("aria-selected", String(other === name));
        node.tabIndex = other === name ? 0 : -1;
    }
    body.setAttribute("aria-labelledby", `inspector-${name}`);
    fill(body);
    body.scrollTop = 0;
    drawTab();
}

function walk(event) {
    const at = NAMES.indexOf(tab);
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: -1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    choose(NAMES.at(to % NAMES.length));
    tabs.get(tab).focus();
}

function drawTab() {
    if (open) DRAWING[tab](body);
}

/** A part has changed, or all that begin with this word. */
export function updateInspector(id) {
    if (id === "warnings" && tabs.size) {
        const amount = parts.get("warnings")?.length ?? 0;
        const badge = tabs.get("warnings").lastElementChild;
        badge.hidden = !amount;
        say(badge, String(amount));
    }
    if (NEEDS[tab].includes(id.split(":")[0]) && !due) due = requestAnimationFrame(drawDue);
}

/** Draws once for all parts that come together: a tap causes a dozen calls. */
function drawDue() {
    due = null;
    drawTab();
}

function place() {
    return document.getElementById("inspector");
}
