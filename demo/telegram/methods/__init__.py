"""The Bot API methods that are served, by name in lower case."""

from collections.abc import Awaitable, Callable
from typing import Any

from demo.telegram.request import Request

from . import editing, files, polling, profile, queries, sending, setup, webhooks

Method = Callable[[Request], Awaitable[Any]]

_SERVED: dict[str, Method] = {
    "getMe": setup.get_me,
    "getUpdates": polling.get_updates,
    "setWebhook": webhooks.set_webhook,
    "deleteWebhook": webhooks.delete_webhook,
    "getWebhookInfo": webhooks.get_webhook_info,
    "sendMessage": sending.send_message,
    "sendDocument": sending.send_document,
    "sendPhoto": sending.send_photo,
    "editMessageText": editing.edit_message_text,
    "editMessageCaption": editing.edit_message_caption,
    "editMessageReplyMarkup": editing.edit_message_reply_markup,
    "deleteMessage": editing.delete_message,
    "deleteMessages": editing.delete_messages,
    "answerCallbackQuery": queries.answer_callback_query,
    "answerInlineQuery": queries.answer_inline_query,
    "getFile": files.get_file,
    "setMyCommands": setup.set_my_commands,
    "getMyCommands": setup.get_my_commands,
    "deleteMyCommands": setup.delete_my_commands,
    "setChatMenuButton": setup.set_chat_menu_button,
    "getChatMenuButton": setup.get_chat_menu_button,
    "getChat": setup.get_chat,
    "getChatMember": setup.get_chat_member,
    "sendChatAction": setup.send_chat_action,
    "setMyName": profile.set_my_name,
    "getMyName": profile.get_my_name,
    "setMyDescription": profile.set_my_description,
    "getMyDescription": profile.get_my_description,
    "setMyShortDescription": profile.set_my_short_description,
    "getMyShortDescription": profile.get_my_short_description,
}
METHODS: dict[str, tuple[str, Method]] = {name.lower(): (name, method) for name, method in _SERVED.items()}
