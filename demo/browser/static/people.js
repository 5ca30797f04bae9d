// Adding a person, and the menu of a person: blocking the bot, joining and leaving groups.

import { h } from "./dom.js";
import { act, parts } from "./server.js";
import { dialog } from "./toasts.js";
import { language, words } from "./words.js";

const ZONES = [
    "Europe/Kaliningrad",
    "Europe/Moscow",
    "Europe/Samara",
    "Asia/Yekaterinburg",
    "Asia/Novosibirsk",
    "Asia/Vladivostok",
    "Europe/London",
    "Europe/Berlin",
    "Europe/Istanbul",
    "Asia/Almaty",
    "Asia/Tashkent",
    "America/New_York",
];

/** The menu of a person. */
export function doings(person) {
    const isBlocked = person.standing === "blocked";
    const blocking = {
        text: isBlocked ? words().unblock : words().block,
        choose: () => act(isBlocked ? "unblock" : "block", { person: person.id }),
    };
    const started = ["started", "blocked"].includes(person.standing);
    const starting = { text: words().pressStart, choose: () => act("start", { person: person.id, payload: "" }) };
    return [started ? blocking : starting, ...(parts.get("groups") ?? []).flatMap((group) => inGroup(person, group))];
}

function inGroup(person, { id, title, has_bot }) {
    const deed = (text, action) => ({ text: text(title), choose: () => act(action, { person: person.id, chat: id }) });
    if (!person.chats.includes(id)) return [deed(words().join, "join")];
    const withBot = has_bot ? deed(words().removeBot, "remove_bot") : deed(words().addBot, "add_bot");
    return [deed(words().leave, "leave"), withBot];
}

/** Asks for name, username, language and zone; the answer of the server, or null. */
export async function addPerson() {
    const own = words();
    const person = await dialog({ title: own.addTitle, testid: "add-person", closing: own.cancel }, (close) => {
        const onsubmit = (event) => {
            event.preventDefault();
            close(Object.fromEntries(new FormData(event.target)));
        };
        const name = h("input", { name: "name", required: true, maxlength: 64, autocomplete: "off", autofocus: true });
        const username = h("input", {
            name: "username",
            pattern: "@?[A-Za-z][A-Za-z0-9_]{3,31}",
            title: own.errors.no_username,
            autocomplete: "off",
            placeholder: "ivanov",
        });
        const fields = [
            name,
            username,
            select("language", { ru: own.russian, en: own.english }, language()),
            zones(own),
        ];
        const labelled = fields.map((field) => h("label", { class: "field" }, own.fields[field.name], field));
        const foot = h("div", { class: "dialog-foot" }, h("button", { class: "button strong" }, own.add));
        return h("form", { onsubmit }, h("p", { class: "quiet" }, own.addText), labelled, foot);
    });
    return person && act("add", { ...person, username: person.username || null });
}

function zones(own) {
    const names = ZONES.map((zone) => [zone, own.cities[zone] ?? zone.split("/").at(-1).replaceAll("_", " ")]);
    return select("zone", Object.fromEntries(names), "Europe/Moscow");
}

function select(name, options, chosen) {
    const option = ([value, text]) => h("option", { value, selected: value === chosen }, text);
    return h("select", { name }, Object.entries(options).map(option));
}
