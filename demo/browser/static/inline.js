// Inline mode: the results of the bot when its name is typed in a chat.

import { act, actAndWait, parts } from "./server.js";

/** The text of an inline query; null when the input does not begin with the name of the bot and a space. */
export function inlineQuery(text) {
    const name = `@${parts.get("stage")?.username} `;
    return text.toLowerCase().startsWith(name.toLowerCase()) ? text.slice(name.length) : null;
}

/** Lines for the list above the input; `taken` is called when one of them is chosen. */
export async function offers(query, chat, taken) {
    const answer = await actAndWait("inline", { ...chat.address, text: query });
    const results = (answer?.results ?? []).map(({ id, title, description }) => ({
        title,
        detail: description,
        choose: () => {
            taken();
            act("choose", { ...chat.address, text: query, result: id });
        },
    }));
    const found = results.length ? results : [{ title: chat.words.noResults }];
    return answer?.button ? [starting(answer.button, chat, taken), ...found] : found;
}

/** The bot's button above the lines, which leads to the private chat. */
function starting([text, parameter], chat, taken) {
    const link = `https://t.me/${parts.get("stage").username}?start=${parameter}`;
    const choose = () => {
        taken();
        chat.opens(link);
    };
    return { title: text, isAside: true, choose };
}
