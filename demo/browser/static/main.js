// The page: draws everything once all parts have come, then each part as it changes.

import { drawInspector, updateInspector } from "./inspector.js";
import { drawIntro, updateIntro } from "./intro.js";
import { connectionIs, drawNotices, updateNotices } from "./notices.js";
import { drawPanes, tickPanes, updateChat, updatePeople } from "./panes.js";
import { drawRooms } from "./rooms.js";
import { listen } from "./server.js";
import { drawTop, updateTop } from "./top.js";

const UPDATES = {
    stage: [updateTop, updateNotices, updateIntro, tickPanes],
    people: [updatePeople, updateIntro],
    rooms: [drawRooms, updateTop],
    warnings: [updateTop],
};

function drawAll() {
    drawTop(drawAll);
    drawNotices();
    drawIntro();
    drawInspector(updateTop);
    drawPanes();
}

function changed(id) {
    if (id.startsWith("chat:")) updateChat(id);
    for (const update of UPDATES[id] ?? []) update();
    updateInspector(id);
}

let isDrawn = false;

function ready() {
    if (isDrawn) refresh();
    else drawAll();
    isDrawn = true;
    document.body.dataset.ready = "true";
}

/** After a reconnection anything may have changed, but unfinished text must not be lost. */
function refresh() {
    updatePeople();
    for (const id of Object.keys(UPDATES)) changed(id);
    for (const id of ["call", "rows", "update", "faults"]) updateInspector(id);
}

drawTop(drawAll);
drawNotices();
drawIntro();
listen(changed, ready, connectionIs);
