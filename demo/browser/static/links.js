// Where a link leads: only the web, and start links of the bot stay on the page.

/** The address if a browser may open it, else null. A bare name gets https. */
export function webAddress(text) {
    const address = /^[a-z][a-z\d+.-]*:/i.test(text) ? text : `https://${text}`;
    try {
        const { protocol, href } = new URL(address);
        return ["http:", "https:"].includes(protocol) ? href : null;
    } catch {
        return null;
    }
}

/** Whether it is a start link of a bot, https://t.me/<bot>?start=… */
export function isStartLink(address) {
    try {
        const { hostname, pathname } = new URL(address);
        return ["t.me", "telegram.me"].includes(hostname) && /^\/\w{3,32}$/.test(pathname);
    } catch {
        return false;
    }
}
