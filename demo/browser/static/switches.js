// Switches of the inspector: killing and starting the bot, faults, and time.

import { fill, h, say } from "./dom.js";
import { act, parts } from "./server.js";
import { full } from "./times.js";
import { language, words } from "./words.js";

export function drawSwitches(body) {
    if (!body.querySelector(".switches")) fill(body, h("div", { class: "switches" }, bot(), faults(), clock()));
    update(body);
}

function update(body) {
    const own = words();
    const { state, now } = parts.get("stage") ?? {};
    const isDead = state === "killed" || state === "failed";
    say(body.querySelector(".bot-state"), own.botStates[state] ?? "…");
    for (const [name, shown] of Object.entries({ kill: !isDead, start: isDead })) {
        body.querySelector(`.bot-${name}`).hidden = !shown;
    }
    for (const box of body.querySelectorAll("[data-fault]"))
        box.checked = Boolean(parts.get("faults")?.[box.dataset.fault]);
    say(body.querySelector(".clock-now"), now ? full(new Date(now), { language: language(), zone: undefined }) : "");
}

function bot() {
    const own = words();
    const button = (name, look) => {
        const onclick = () => act("bot", { do: name });
        const key = h(
            "button",
            { class: `button ${look}`, type: "button", onclick, "data-testid": `bot-${name}` },
            own[name],
        );
        return h("div", { class: `deed bot-${name}` }, key, h("p", { class: "quiet" }, own[`${name}Text`]));
    };
    const heading = h("h3", {}, own.botTitle, " ", h("span", { class: "quiet bot-state", role: "status" }));
    return h("section", {}, heading, button("kill", "danger"), button("start", "strong"));
}

function faults() {
    const own = words();
    const fault = ([name, [title, text]]) => {
        const onchange = ({ target }) => act("fault", { name, on: target.checked });
        const box = h("input", {
            type: "checkbox",
            role: "switch",
            "data-fault": name,
            "data-testid": `fault-${name}`,
            onchange,
        });
        const says = h("span", {}, h("strong", {}, title), h("span", { class: "quiet" }, text));
        return h("label", { class: "fault" }, box, says);
    };
    return h("section", {}, h("h3", {}, own.faultsTitle), Object.entries(own.faults).map(fault));
}

function clock() {
    const own = words();
    const go = (minutes) => act("clock", { minutes });
    const step = ([minutes, text]) =>
        h(
            "button",
            { class: "button", type: "button", "data-testid": `clock-${minutes}`, onclick: () => go(Number(minutes)) },
            text,
        );
    const steps = Object.entries(own.steps).map(step);
    const heading = h("h3", {}, own.clockTitle, " ", h("span", { class: "quiet clock-now" }));
    return h(
        "section",
        {},
        heading,
        h("p", { class: "quiet" }, own.clockText),
        h("div", { class: "steps" }, steps),
        byMinutes(own, go),
    );
}

function byMinutes(own, go) {
    const onsubmit = (event) => {
        event.preventDefault();
        go(Number(new FormData(event.target).get("minutes")));
    };
    const size = { type: "number", min: 1, max: 44640, value: 30, required: true };
    const field = h("input", { name: "minutes", ...size, "data-testid": "clock-minutes" });
    const label = h("label", {}, own.minutes, " ", field);
    return h("form", { class: "by-minutes", onsubmit }, label, h("button", { class: "button" }, own.forward));
}
