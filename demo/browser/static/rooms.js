// The conferences on the simulated Skype server: its rooms.

import { fill, h, icon } from "./dom.js";
import { webAddress } from "./links.js";
import { parts } from "./server.js";
import { full } from "./times.js";
import { dialog } from "./toasts.js";
import { language, words } from "./words.js";

let shown = null;

/** Opens the list; it stays current while it is open. */
export async function showRooms() {
    const own = words();
    shown = h("div", { class: "rooms" });
    drawRooms();
    await dialog({ title: own.roomsTitle, testid: "rooms-list", closing: own.close, wide: true }, () => shown);
    shown = null;
}

export function drawRooms() {
    if (!shown) return;
    const rooms = parts.get("rooms") ?? [];
    fill(shown, rooms.length ? rooms.map(room) : h("p", { class: "quiet" }, words().noRooms));
}

function room({ subject, organizer, access, expires, url }) {
    const own = words();
    const until = expires ? full(new Date(expires), { language: language(), zone: undefined }) : "—";
    const facts = [
        [own.room.account, organizer],
        [own.room.access, own.access[access] ?? access],
        [own.room.expires, until],
    ];
    const pairs = facts.map(([term, value]) => h("div", {}, h("dt", {}, term), h("dd", { dir: "auto" }, value)));
    const link = { class: "button", href: webAddress(url), rel: "noopener noreferrer", target: "_blank" };
    return h(
        "article",
        { class: "room" },
        h("h3", { dir: "auto" }, subject || own.room.none),
        h("dl", {}, pairs),
        h("a", link, own.openRoom, icon("out")),
    );
}
