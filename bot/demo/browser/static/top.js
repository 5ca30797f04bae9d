// The bar on top: what this is, what time it is in the demo, and the page's own switches.

import { fill, h, icon, say } from "./dom.js";
import { inspectorIsOpen, openInspectorAt, toggleInspector } from "./inspector.js";
import { keep } from "./keeping.js";
import { addPerson } from "./people.js";
import { showRooms } from "./rooms.js";
import { parts } from "./wire.js";
import { language, localeOf, switchLanguage, words } from "./words.js";

let nodes = {};

/** Draws the bar; `redraw` draws the whole page in the other language. */
export function drawTop(redraw) {
  const own = words();
  document.title = own.title;
  const clock = h("button", { class: "clock", type: "button", "data-testid": "clock", title: own.clock, onclick: () => openInspectorAt("stage") });
  const badge = h("span", { class: "badge alarm", hidden: true });
  nodes = { clock, badge, rooms: h("span", { class: "amount", hidden: true }) };
  nodes.theme = tool(isDark() ? "sun" : "moon", isDark() ? own.toLight : own.toDark, "theme-toggle", toggleTheme);
  nodes.inspector = tool("inspector", own.inspector, "inspector-toggle", toggleInspector, [h("span", { class: "tool-text" }, own.inspector), " ", badge]);
  const name = h("span", { class: "brand-words" }, h("strong", {}, own.name), h("small", {}, own.tagline));
  fill(
    document.getElementById("top"),
    h("h1", { class: "brand" }, h("span", { class: "logo" }, icon("logo")), name),
    clock,
    h(
      "div",
      { class: "tools" },
      tool("rooms", own.rooms, "rooms", showRooms, [h("span", { class: "tool-text" }, own.rooms), " ", nodes.rooms]),
      tool("add", own.addPerson, "add", addPerson),
      nodes.inspector,
      languageTool(own, redraw),
      nodes.theme,
    ),
  );
  updateTop();
}

function tool(sign, label, testid, onclick, more) {
  const name = more ? null : label; // otherwise it is in the words
  return h("button", { class: "tool", type: "button", "aria-label": name, title: label, "data-testid": testid, onclick }, icon(sign), more);
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

/** What changes by itself: the clock, the number of rooms, violations, and whether the inspector is open. */
export function updateTop() {
  if (!nodes.clock) return;
  const now = parts.get("stage")?.now;
  nodes.clock.hidden = !now;
  if (now) {
    const moment = new Date(now);
    const write = (options) => moment.toLocaleString(localeOf(language()), options);
    fill(nodes.clock, icon("clock"), h("span", { class: "clock-day" }, write({ weekday: "short", day: "numeric", month: "short" })), h("strong", {}, write({ hour: "2-digit", minute: "2-digit" })));
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
  keep("theme", theme);
  const label = theme === "dark" ? words().toLight : words().toDark;
  fill(nodes.theme, icon(theme === "dark" ? "sun" : "moon"));
  nodes.theme.setAttribute("aria-label", label);
  nodes.theme.title = label;
}
