// The texts of the page, in the chosen language, and those inside a chat, in the language of the person.

import { english } from "./english.js";
import { russian } from "./russian.js";
import { store } from "./storage.js";

const SPOKEN = { ru: russian, en: english };

/** ru or en. */
export function language() {
    return document.documentElement.lang === "ru" ? "ru" : "en";
}

/** The page's words. */
export function words() {
    return SPOKEN[language()];
}

/** The texts that Telegram itself shows to this person. */
export function wordsOf(person) {
    return SPOKEN[(person.language ?? "en").slice(0, 2)] ?? english;
}

/** The language tag for numbers and dates: with plain "en" a browser would write American ones. */
export function localeOf(spoken) {
    return !spoken || spoken === "en" ? "en-GB" : spoken;
}

export function switchLanguage() {
    document.documentElement.lang = language() === "ru" ? "en" : "ru";
    store("language", language());
}
