"""The button that opens Telegram's own list of people."""

from aiogram.types import KeyboardButton, KeyboardButtonRequestUsers, ReplyKeyboardMarkup

from domain.form import Form
from handlers.views import texts

AT_ONCE = 10  # Bot API, KeyboardButtonRequestUsers.max_quantity
REQUEST_IDS = 2**31  # a signed 32-bit number


def people_picker(form: Form) -> ReplyKeyboardMarkup:
    """A bot can do that from the reply keyboard only. What is picked comes back with the id of the form."""
    request = KeyboardButtonRequestUsers(
        request_id=form.id % REQUEST_IDS,
        user_is_bot=False,
        max_quantity=AT_ONCE,
        request_name=True,
        request_username=True,
    )
    rows = [
        [KeyboardButton(text=texts.pick_button(), request_users=request)],
        [KeyboardButton(text=texts.pick_cancel())],
    ]
    return ReplyKeyboardMarkup(keyboard=rows, resize_keyboard=True)
