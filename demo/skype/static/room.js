// Keeps the page current: moments in the reader's own zone, and the room as the server has it, until it is gone.

const EVERY = 3000; // milliseconds
const FAILURES = 6; // in a row, each waited for twice as long as the one before; then the server is not asked again

let shown = room().outerHTML;

function room() {
    return document.querySelector("main");
}

function tellLocally() {
    const { lang } = document.documentElement;
    const day = { day: "numeric", month: "long", year: "numeric" };
    const time = { hour: "2-digit", minute: "2-digit", timeZoneName: "short" };
    const format = new Intl.DateTimeFormat(lang === "en" ? "en-GB" : lang, { ...day, ...time });
    for (const node of room().querySelectorAll("time")) node.textContent = format.format(new Date(node.dateTime));
}

/** Draws what the server says now, if that is something else. Throws when it says nothing. */
async function look() {
    const answer = await fetch(`${location.pathname}?again`);
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const newest = page.querySelector("main").outerHTML;
    if (newest !== shown) draw(page);
    else room().dataset.state = page.querySelector("main").dataset.state;
    shown = newest;
}

function draw(page) {
    const before = document.querySelector("h1").textContent;
    document.title = page.title;
    room().dataset.state = page.querySelector("main").dataset.state;
    room().replaceChildren(...page.querySelector("main").childNodes);
    room().querySelector(".was")?.append(before);
    tellLocally();
}

/** Waits, but no longer than until the page is visible again. */
function pause(milliseconds) {
    const over = new AbortController();
    return new Promise((resolve) => {
        setTimeout(resolve, milliseconds);
        document.addEventListener("visibilitychange", resolve, { signal: over.signal });
    }).finally(() => over.abort());
}

async function watch() {
    for (let failures = 0; room().dataset.state !== "gone" && failures < FAILURES; ) {
        await pause(EVERY * 2 ** failures);
        if (document.hidden) continue;
        try {
            await look();
            failures = 0;
        } catch {
            room().dataset.state = "silent";
            failures += 1;
        }
    }
}

tellLocally();
watch();
