// Talks to the server: parts are streamed in, actions are posted.

import { toast } from "./toasts.js";
import { words } from "./words.js";

/** The newest value of every part, by its id. */
export const parts = new Map();

const AT_ONCE = 3; // a browser opens six connections to a host; the stream and a few presses must leave some free
const RETRY = 1000;
const waiting = [];

/** Opens the stream for good. `changed(id)` is called for each part after all have come once, `lost(bool)` when the stream breaks or is back. */
export function listen(changed, ready, lost) {
    const stream = new EventSource("/ui/events");
    let known = new Set();
    let complete = false;
    stream.addEventListener("part", (event) => {
        const { id, value } = JSON.parse(event.data);
        known.add(id);
        keep(id, value);
        if (complete) changed(id);
    });
    stream.addEventListener("ready", () => {
        for (const id of parts.keys()) if (!known.has(id)) parts.delete(id);
        complete = true;
        lost(false);
        ready();
    });
    stream.addEventListener("error", () => {
        lost(true);
        known = new Set();
        complete = false;
        if (stream.readyState === EventSource.CLOSED) setTimeout(() => listen(changed, ready, lost), RETRY);
    });
}

function keep(id, value) {
    if (value === null) parts.delete(id);
    else parts.set(id, value);
}

/** Posts an action; the answer, or null after showing why it failed. */
export async function act(action, body, signal) {
    try {
        const answer = await post(action, body, signal);
        if (!answer.error) return answer;
        toast(words().errors[answer.error] ?? answer.error);
    } catch (trouble) {
        if (trouble.name !== "AbortError") toast(words().unreachable);
    }
    return null;
}

/** Posts an action that waits for the bot. The oldest wait is given up, so that a dead bot cannot hold all connections. */
export async function actAndWait(action, body) {
    const patience = new AbortController();
    waiting.push(patience);
    if (waiting.length > AT_ONCE) waiting.shift().abort();
    const answer = await act(action, body, patience.signal);
    if (waiting.includes(patience)) waiting.splice(waiting.indexOf(patience), 1);
    return answer;
}

async function post(action, body, signal) {
    const headers = { "Content-Type": "application/json" };
    const response = await fetch(`/ui/${action}`, { method: "POST", headers, body: JSON.stringify(body), signal });
    return response.ok ? response.json() : { error: "broken" };
}
