// A round picture of a name: its first letters on the colour that Telegram would give it.

import { h } from "./dom.js";

const COLOURS = 7;
const letters = new Intl.Segmenter();

/** One of the colours in which Telegram writes a name. */
export function colourOf(name) {
    let sum = 0;
    for (const letter of name) sum = (sum * 31 + letter.codePointAt(0)) % 9973;
    return sum % COLOURS;
}

export function avatar({ name }) {
    const initials = name
        .split(/\s+/)
        .filter(Boolean)
        .slice(0, 2)
        .map((word) => firstOf(word))
        .join("");
    return h("span", { class: `avatar back-${colourOf(name)}`, "aria-hidden": "true" }, initials.toUpperCase());
}

function firstOf(word) {
    const sign = word.replace(/^[^\p{L}\p{N}\p{Emoji_Presentation}]+/u, "") || word;
    return letters.segment(sign)[Symbol.iterator]().next().value.segment;
}
