// Which words the page speaks, and which those around a chat: the former by the toggle, the latter by the person.

import { english } from "./english.js";
import { keep } from "./keeping.js";
import { russian } from "./russian.js";

const SPOKEN = { ru: russian, en: english };

/** ru or en. */
export function language() {
    return document.documentElement.lang === "ru" ? "ru" : "en";
}

/** The page's words. */
export function words() {
    return SPOKEN[language()];
}

/** What Telegram itself would say to this person. */
export function wordsOf(person) {
    return SPOKEN[(person.language ?? "en").slice(0, 2)] ?? english;
}

/** The language tag for numbers and dates: with plain "en" a browser would write American ones. */
export function localeOf(spoken) {
    return !spoken || spoken === "en" ? "en-GB" : spoken;
}

export function switchLanguage() {
    document.documentElement.lang = language() === "ru" ? "en" : "ru";
    keep("language", language());
}
