// Dates and times in the zone and the language of a person.

import { localeOf } from "./words.js";

const formats = new Map();

function format(language, zone, options) {
    const key = JSON.stringify([language, zone, options]);
    if (!formats.has(key)) formats.set(key, build(localeOf(language), zone, options));
    return formats.get(key);
}

function build(locale, zone, options) {
    try {
        return new Intl.DateTimeFormat(locale, { timeZone: zone ?? undefined, ...options });
    } catch {
        return new Intl.DateTimeFormat("en-GB", options); // a language or zone that this browser does not know
    }
}

/** “15:00”. */
export function time(moment, reader) {
    return format(reader.language, reader.zone, { hour: "2-digit", minute: "2-digit" }).format(moment);
}

/** “Tue 24 November”, for a day that is plain from the context. */
export function day(moment, reader) {
    return format(reader.language, reader.zone, { weekday: "short", day: "numeric", month: "long" }).format(moment);
}

/** “24 November 2026 at 15:00 GMT+3”. */
export function full(moment, reader) {
    const options = { dateStyle: "long", timeStyle: "short" };
    return `${format(reader.language, reader.zone, options).format(moment)} ${offset(moment, reader)}`;
}

/** The calendar day, good for comparing only. */
export function dayKey(moment, reader) {
    return format("en-CA", reader.zone, { year: "numeric", month: "2-digit", day: "2-digit" }).format(moment);
}

/** “London, GMT+1”. */
export function place(reader, cities, moment) {
    const zone = reader.zone ?? Intl.DateTimeFormat().resolvedOptions().timeZone;
    const city = cities[zone] ?? zone.split("/").at(-1).replaceAll("_", " ");
    return city === "UTC" ? "UTC" : `${city}, ${offset(moment, { ...reader, zone })}`;
}

/** “GMT+3”; without a zone, that of this browser. */
export function offset(moment, reader) {
    const pieces = format("en", reader.zone, { timeZoneName: "shortOffset" }).formatToParts(moment);
    return pieces.find((piece) => piece.type === "timeZoneName")?.value ?? "";
}

const PIECES = {
    w: { weekday: "long" },
    d: { dateStyle: "short" },
    D: { dateStyle: "long" },
    t: { timeStyle: "short" },
    T: { timeStyle: "medium" },
};

/** What a date_time entity shows (core.telegram.org/bots/api#date-time-entity-formatting); null: its text as it is. */
export function formatted(unix, letters, reader, now) {
    if (!letters) return null;
    const moment = new Date(unix * 1000);
    if (letters === "r") return relative(moment, now, reader);
    return [...letters].map((letter) => format(reader.language, reader.zone, PIECES[letter]).format(moment)).join(", ");
}

const STEPS = [
    ["day", 86400],
    ["hour", 3600],
    ["minute", 60],
];

function relative(moment, now, reader) {
    const seconds = Math.round((moment - now) / 1000);
    const [unit, size] = STEPS.find(([, length]) => Math.abs(seconds) >= length) ?? ["minute", 60];
    const locale = localeOf(reader.language);
    return new Intl.RelativeTimeFormat(locale, { numeric: "auto" }).format(Math.trunc(seconds / size), unit);
}
