// A text and its entities (core.telegram.org/bots/api#messageentity) as nodes. Offsets are UTF-16 units, as in strings.

import { h } from "./dom.js";
import { isStartLink, webAddress } from "./links.js";
import { formatted, full } from "./times.js";

const TAGS = { bold: "strong", italic: "em", underline: "u", strikethrough: "s" };
const BLOCKS = new Set(["pre", "blockquote", "expandable_blockquote"]);
const LONG_QUOTE = { lines: 3, characters: 160 };

/** Nodes of a text. `chat` is asked for its reader and words, and told of commands, links and codes that are tapped. */
export function textNodes(text, entities, chat) {
    const holder = document.createDocumentFragment();
    const sorted = entities.map((entity) => ({ ...entity, end: entity.offset + entity.length })).sort(outerFirst);
    write(holder, { text, from: 0, to: text.length }, sorted, chat);
    return holder;
}

function outerFirst(one, other) {
    return one.offset - other.offset || other.end - one.end;
}

function write(holder, { text, from, to }, entities, chat) {
    let at = from;
    const left = [...entities];
    while (left.length) {
        const entity = left.shift();
        const [start, end] = [Math.max(entity.offset, at), Math.min(entity.end, to)];
        if (start >= end) continue;
        holder.append(text.slice(at, start));
        const inner = left.filter((other) => other.offset < end);
        const node = made(entity, text.slice(start, end), chat);
        if (!node.dataset.written)
            write(node.querySelector(".inside") ?? node, { text, from: start, to: end }, inner, chat);
        holder.append(node);
        at = BLOCKS.has(entity.type) && text[end] === "\n" ? end + 1 : end; // a block brings its own line break
    }
    holder.append(text.slice(at, to));
}

function made(entity, piece, chat) {
    const special = SPECIAL[entity.type];
    return special ? special(entity, piece, chat) : h(TAGS[entity.type] ?? "span", { class: `is-${entity.type}` });
}

const SPECIAL = {
    url: (_entity, piece, chat) => link(piece, chat),
    text_link: (entity, _piece, chat) => link(entity.url, chat),
    bot_command: (_entity, piece, chat) => tappable("a-command", () => chat.sends(piece)),
    code: (_entity, piece, chat) => tappable("a-code", () => chat.copies(piece)),
    pre: (entity) => block(entity),
    spoiler: (_entity, _piece, chat) => spoiler(chat),
    blockquote: () => h("blockquote", { class: "quote" }),
    expandable_blockquote: (_entity, piece, chat) => expandable(piece, chat),
    date_time: dateTime,
};

function link(address, chat) {
    const href = webAddress(address);
    if (href === null) return h("span", { class: "is-link" });
    const onclick = (event) => {
        if (!isStartLink(href)) return;
        event.preventDefault();
        chat.opens(href);
    };
    return h("a", { href, rel: "noopener noreferrer", target: "_blank", onclick });
}

/** Inside running text a button breaks lines badly, so it is a span that behaves like one. */
function tappable(kind, tap, properties) {
    const onkeydown = (event) => {
        if (!["Enter", " "].includes(event.key) || event.target !== event.currentTarget) return;
        event.preventDefault();
        tap(event);
    };
    return h("span", { class: kind, role: "button", tabindex: 0, onclick: tap, onkeydown, ...properties });
}

function block(entity) {
    const code = h("code", { class: "inside" });
    const language = entity.language ? h("span", { class: "pre-language" }, entity.language) : null;
    return h("pre", { tabindex: 0 }, language, code);
}

function spoiler(chat) {
    const show = (event) => {
        const node = event.currentTarget;
        if (node.classList.contains("shown")) return;
        event.preventDefault();
        event.stopPropagation();
        node.classList.add("shown");
        for (const name of ["role", "tabindex", "aria-label"]) node.removeAttribute(name);
    };
    const node = tappable("a-spoiler", () => {}, { "aria-label": chat.words.hidden });
    node.append(h("span", { class: "inside" }));
    node.addEventListener("click", show, true);
    node.addEventListener("keydown", (event) => ["Enter", " "].includes(event.key) && show(event), true);
    return node;
}

function expandable(piece, chat) {
    const inside = h("span", { class: "inside" });
    const isLong = piece.split("\n").length > LONG_QUOTE.lines || piece.length > LONG_QUOTE.characters;
    if (!isLong) return h("blockquote", { class: "quote" }, inside);
    const more = h("button", { class: "quote-more", type: "button", "aria-expanded": "false" }, chat.words.expand);
    const quote = h("blockquote", { class: "quote folded" }, inside, more);
    quote.addEventListener("click", (event) => {
        if (event.target.closest("a, [role=button]") || (!event.target.closest("button") && String(getSelection())))
            return;
        const folded = quote.classList.toggle("folded");
        more.setAttribute("aria-expanded", String(!folded));
        more.textContent = folded ? chat.words.expand : chat.words.collapse;
    });
    return quote;
}

function dateTime(entity, _piece, chat) {
    const moment = new Date(entity.unix_time * 1000);
    const properties = { datetime: moment.toISOString(), title: full(moment, chat.reader) };
    const shown = formatted(entity.unix_time, entity.date_time_format, chat.reader, chat.now());
    if (shown === null) return h("time", properties);
    const counting = entity.date_time_format === "r" ? String(entity.unix_time) : null;
    return h("time", { ...properties, "data-counting": counting, "data-written": "yes" }, shown);
}

/** Lets “in 5 minutes” count on. */
export function countOn(node, reader, now) {
    for (const time of node.querySelectorAll("time[data-counting]")) {
        time.textContent = formatted(Number(time.dataset.counting), "r", reader, now);
    }
}
