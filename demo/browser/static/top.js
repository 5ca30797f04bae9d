// The bar on top: the title, the time in the demo, and the page's own switches.

import { fill, h, icon, say } from "./dom.js";
import { inspectorIsOpen, openInspectorAt, toggleInspector } from "./inspector.js";
import { addPerson } from "./people.js";
import { showRooms } from "./rooms.js";
import { parts } from "./server.js";
import { store } from "./storage.js";
import { offset } from "./times.js";
import { language, localeOf, switchLanguage, words } from "./words.js";

let nodes = {};

/** Draws the bar; `redraw` draws the whole page in the other language. */
export function drawTop(redraw) {
    const own = words();
    document.title = own.title;
    nodes = {
        clock: clockButton(own),
        rooms: h("span", { class: "amount", hidden: true }),
        badge: h("span", { class: "badge alarm", hidden: true }),
        theme: tool(isDark() ? "sun" : "moon", isDark() ? own.toLight : own.toDark, "theme-toggle", toggleTheme),
    };
    const counted = (text, amount) => [h("span", { class: "tool-text" }, text), " ", amount];
    const rooms = tool("rooms", own.rooms, "rooms", showRooms, counted(own.rooms, nodes.rooms));
    const behind = counted(own.inspector, nodes.badge);
    nodes.inspector = tool("inspector", own.inspector, "inspector-toggle", toggleInspector, behind);
    const add = tool("add", own.addPerson, "add", addPerson);
    const tools = h("div", { class: "tools" }, rooms, add, nodes.inspector, languageTool(own, redraw), nodes.theme);
    fill(document.getElementById("top"), brand(own), nodes.clock, tools);
    updateTop();
}

function brand(own) {
    const name = h("span", { class: "brand-words" }, h("strong", {}, own.name), h("small", {}, own.tagline));
    return h("h1", { class: "brand" }, h("span", { class: "logo" }, icon("logo")), name);
}

function clockButton(own) {
    const onclick = () => openInspectorAt("stage");
    return h("button", { class: "clock", type: "button", "data-testid": "clock", title: own.clock, onclick });
}

function tool(sign, label, testid, onclick, more) {
    const name = more ? null : label; // otherwise it is in the words
    return h(
        "button",
        { class: "tool", type: "button", "aria-label": name, title: label, "data-testid": testid, onclick },
        icon(sign),
        more,
    );
}

function languageTool(own, redraw) {
    const change = () => {
        switchLanguage();
        redraw();
        document.querySelector("[data-testid=language-toggle]").focus();
    };
    const other = language() === "ru" ? "en" : "ru";
    const looks = { class: "tool language", type: "button", title: own.otherLanguage, lang: other };
    looks["aria-label"] = `${other.toUpperCase()}: ${own.otherLanguage}`;
    return h("button", { ...looks, "data-testid": "language-toggle", onclick: change }, other === "en" ? "EN" : "RU");
}

/** Updates the clock, the number of rooms, violations, and whether the inspector is open. */
export function updateTop() {
    if (!nodes.clock) return;
    const now = parts.get("stage")?.now;
    nodes.clock.hidden = !now;
    if (now) {
        const moment = new Date(now);
        const write = (options) => moment.toLocaleString(localeOf(language()), options);
        fill(
            nodes.clock,
            icon("clock"),
            h("span", { class: "clock-day" }, write({ weekday: "short", day: "numeric", month: "short" })),
            h("strong", {}, write({ hour: "2-digit", minute: "2-digit" })),
            h("span", { class: "clock-day" }, offset(moment, { language: language() })),
        );
    }
    showAmount(nodes.rooms, parts.get("rooms")?.length ?? 0);
    const violations = parts.get("warnings")?.length ?? 0;
    showAmount(nodes.badge, violations);
    nodes.inspector.title = violations ? `${words().inspector}: ${words().violations(violations)}` : words().inspector;
    nodes.inspector.setAttribute("aria-expanded", String(inspectorIsOpen()));
}

function showAmount(node, amount) {
    node.hidden = !amount;
    say(node, String(amount));
}

function isDark() {
    const { theme } = document.documentElement.dataset;
    return theme ? theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
}

function toggleTheme() {
    const theme = isDark() ? "light" : "dark";
    document.documentElement.dataset.theme = theme;
    store("theme", theme);
    const label = theme === "dark" ? words().toLight : words().toDark;
    fill(nodes.theme, icon(theme === "dark" ? "sun" : "moon"));
    nodes.theme.setAttribute("aria-label", label);
    nodes.theme.title = label;
}
