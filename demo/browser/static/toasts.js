// Toasts, which go by themselves, and dialogs, which have to be closed.

import { h, icon } from "./dom.js";

const SHOWN = 3500;

/** Shows a text for a few seconds; in a person's pane if its holder is given, else on the page. */
export function toast(text, holder = document.getElementById("page-toasts")) {
    const node = h("div", { class: "toast", "data-testid": "toast", dir: "auto" }, text);
    holder.append(node);
    setTimeout(() => node.remove(), SHOWN);
}

/** A modal window, closed by Escape, by its buttons or by a click beside it; resolves with what `close` was given. */
export function dialog({ title, testid, closing, wide }, build) {
    return new Promise((resolve) => {
        const heading = h("h2", { id: `title-of-${testid}`, dir: "auto" }, title);
        const box = h("dialog", { class: wide ? "wide" : "", "data-testid": testid, "aria-labelledby": heading.id });
        const close = (value) => box.close(value === undefined ? "" : JSON.stringify(value));
        const cross =
            closing &&
            h(
                "button",
                { class: "icon-button", type: "button", "aria-label": closing, onclick: () => close() },
                icon("close"),
            );
        box.append(
            h("div", { class: "dialog-head" }, heading, cross),
            h("div", { class: "dialog-body" }, build(close)),
        );
        box.addEventListener("click", (event) => event.target === box && close());
        box.addEventListener("close", () => {
            box.remove();
            resolve(box.returnValue ? JSON.parse(box.returnValue) : null);
        });
        document.body.append(box);
        box.showModal();
    });
}

/** The window of an answer with show_alert. */
export function alertOf(text, { who, ok, testid = "alert" }) {
    return dialog({ title: who, testid }, (close) => [
        h("p", { class: "alert-text", dir: "auto" }, text),
        h(
            "div",
            { class: "dialog-foot" },
            h("button", { class: "button strong", type: "button", onclick: () => close() }, ok),
        ),
    ]);
}
