// Building and arranging nodes. Text only ever becomes a text node.

const SVG = "http://www.w3.org/2000/svg";

/** An element: `on…` properties are listeners, null and false are left out, strings among the children are text. */
export function h(tag, properties, ...children) {
    const node = document.createElement(tag);
    for (const [name, value] of Object.entries(properties ?? {})) put(node, name, value);
    node.append(...present(children));
    return node;
}

function put(node, name, value) {
    if (value === null || value === undefined || value === false) return;
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else node.setAttribute(name, value === true ? "" : value);
}

function present(children) {
    return children.flat(2).filter((child) => child !== null && child !== undefined && child !== false);
}

/** Replaces what is in a node; null and false are left out. */
export function fill(node, ...children) {
    node.replaceChildren(...present(children));
    return node;
}

/** Brings the children of a container into this order, without touching those that are in place already. */
export function arrange(container, nodes) {
    const kept = new Set(nodes);
    for (const child of [...container.children]) if (!kept.has(child)) child.remove();
    let spot = container.firstChild;
    for (const node of nodes) {
        if (node === spot) spot = spot.nextSibling;
        else container.insertBefore(node, spot);
    }
}

/** Sets a text only when it differs, so that a screen reader and a selection are not disturbed. */
export function say(node, text) {
    if (node.textContent !== text) node.textContent = text;
}

/** An icon of 24 by 24, drawn in the colour of the text. */
export function icon(name) {
    const drawing = document.createElementNS(SVG, "svg");
    for (const [key, value] of Object.entries({ viewBox: "0 0 24 24", class: "icon", "aria-hidden": "true" })) {
        drawing.setAttribute(key, value);
    }
    const path = document.createElementNS(SVG, "path");
    path.setAttribute("d", ICONS[name]);
    drawing.append(path);
    return drawing;
}

const ICONS = {
    logo: "M5 6.5h14v13H5zM5 10.5h14M8.5 4v4M15.5 4v4M9 15l2.2 2.2L15.5 13",
    rooms: "M3.5 7.5h11v9h-11zM14.5 11l6-3v8l-6-3",
    add: "M10 11.5a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7zM3.5 20c.4-3.6 2.9-5.5 6.5-5.500s6.1 1.9 6.5 5.500M19 8v6M16 11h6",
    inspector: "M4 6h16M4 12h16M4 18h16M9 4v4M15 10v4M7 16v4",
    sun: "M12 16.500a4.5 4.5 0 1 0 0-9 4.5 4.5 0 0 0 0 9zM12 2.500v2M12 19.500v2M2.5 12h2M19.5 12h2M5.3 5.300l1.4 1.400M17.3 17.300l1.4 1.400M5.3 18.700l1.4-1.400M17.3 6.700l1.4-1.4",
    moon: "M20 14.500A8.5 8.5 0 0 1 9.5 4 8.5 8.5 0 1 0 20 14.500z",
    close: "M6 6l12 12M18 6L6 18",
    more: "M12 5.500v.01M12 12v.01M12 18.500v.01",
    send: "M4 12l16-8-5 16-3.5-6.500zM11.5 13.500L20 4",
    attach: "M19 11.500l-7.2 7.200a4.6 4.6 0 0 1-6.5-6.500l7.6-7.600a3.1 3.1 0 0 1 4.4 4.400l-7.5 7.500a1.5 1.5 0 0 1-2.2-2.200l6.7-6.7",
    commands: "M4 7h10M4 12h16M4 17h7",
    keyboard: "M3.5 6.500h17v11h-17zM7 10.500v.01M10.3 10.500v.01M13.7 10.500v.01M17 10.500v.01M8 14h8",
    down: "M6 9.500l6 6 6-6",
    file: "M7 3.500h7l4 4v13H7zM13.5 3.500v4.500H18",
    place: "M12 21c4-4.5 6.5-7.8 6.5-11a6.5 6.5 0 1 0-13 0c0 3.2 2.5 6.5 6.5 11zM12 12.300a2.3 2.3 0 1 0 0-4.6 2.3 2.3 0 0 0 0 4.600z",
    out: "M9 6h9v9M18 6L7 17",
    copy: "M8.5 8.500h11v11h-11zM15.5 8.500v-4h-11v11h4",
    share: "M13 6l6 5.5-6 5.500v-3.500c-4 0-6.5 1-8 3.5 .3-4.5 3-7.5 8-8z",
    clock: "M12 20.500a8.5 8.5 0 1 0 0-17 8.5 8.5 0 0 0 0 17zM12 7v5l3.5 2",
    check: "M5 12.500l4.5 4.500L19 7.5",
};
