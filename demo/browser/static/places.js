// The window in which a person chooses a place to send.

import { h, icon } from "./dom.js";
import { dialog } from "./toasts.js";
import { wordsOf } from "./words.js";

const PLACES = {
    Moscow: { latitude: 55.7558, longitude: 37.6173 },
    London: { latitude: 51.5074, longitude: -0.1278 },
    Vladivostok: { latitude: 43.1155, longitude: 131.8855 },
};

/** Latitude and longitude in degrees; null when the window was closed. */
export function pickPlace(person) {
    const words = wordsOf(person);
    return dialog({ title: words.placeTitle, testid: "places", closing: words.cancel }, (close) => {
        const place = ([name, where]) => {
            const degrees = h("small", {}, `${where.latitude}, ${where.longitude}`);
            const onclick = () => close(where);
            return h(
                "button",
                { class: "pick", type: "button", onclick },
                icon("place"),
                h("span", { class: "pick-name" }, h("strong", {}, words.places[name]), degrees),
            );
        };
        return h("div", { class: "picks" }, Object.entries(PLACES).map(place));
    });
}
