// The rows that the bot has stored: its inbox and its outbox.

import { fill, h } from "./dom.js";
import { parts } from "./server.js";
import { language, localeOf, words } from "./words.js";

const ENDS = ["inbox", "outbox"];
const COLUMNS = ["id", "kind", "state", "attempts", "at", "lane", "error"];

export function drawRows(body) {
    const rows = parts.get("rows") ?? { inbox: [], outbox: [] };
    const scrolled = [...body.querySelectorAll(".table-holder")].map((holder) => holder.scrollLeft);
    fill(
        body,
        h("p", { class: "quiet" }, words().rowsText),
        ENDS.map((name) => table(name, rows[name] ?? [])),
    );
    body.querySelectorAll(".table-holder").forEach((holder, at) => (holder.scrollLeft = scrolled[at] ?? 0));
}

function table(name, rows) {
    const own = words();
    const heading = h("h3", {}, own[name], " ", h("span", { class: "amount" }, String(rows.length)));
    if (!rows.length) return h("section", {}, heading, h("p", { class: "quiet" }, own.empty));
    const head = h(
        "tr",
        {},
        COLUMNS.map((column) => h("th", { scope: "col" }, own.columns[column])),
    );
    const lines = rows.map((row) =>
        h(
            "tr",
            {},
            COLUMNS.map((column) => cell(row, column)),
        ),
    );
    const grid = h("table", {}, h("thead", {}, head), h("tbody", {}, lines));
    return h(
        "section",
        {},
        heading,
        h("div", { class: "table-holder", role: "region", tabindex: 0, "aria-label": own[name] }, grid),
    );
}

function cell(row, column) {
    const value = row[column];
    if (column === "at" && value) return h("td", {}, new Date(value).toLocaleTimeString(localeOf(language())));
    if (column === "state") return h("td", {}, words().rowStates[value] ?? value);
    if (column === "kind") return h("td", { title: value }, words().rowKinds[value] ?? value);
    return h(
        "td",
        { class: column === "error" && value ? "bad" : "" },
        value === null || value === undefined ? "" : String(value),
    );
}
