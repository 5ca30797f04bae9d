"""The invitees of a form: Telegram's picker of people, roles, and removal."""

from collections.abc import Awaitable, Callable

from aiogram import F, Router
from aiogram.types import Message, ReplyKeyboardRemove, SharedUser

from domain.address import on_telegram
from domain.card import ShowsInvitees
from domain.details import Role
from domain.person import Person
from domain.policy import Policy
from domain.ports import UnitOfWork
from domain.usecases.identify import Identify
from domain.usecases.invite import Invite
from domain.usecases.shared.forms import own_form
from handlers.arguments import number_in
from handlers.callbacks import FormAction, FormCallback
from handlers.chat import Chat
from handlers.conversations import show
from handlers.typed import mentions_in
from handlers.views import texts
from handlers.views.people_picker import people_picker


async def on_page(_query: object, callback_data: FormCallback, chat: Chat, work: UnitOfWork, me: Person) -> None:
    form = await own_form(work, callback_data.form, me)
    await chat.show(ShowsInvitees(form.id, form.event_id, number_in(callback_data.arg)))


async def on_required(_query: object, callback_data: FormCallback, work: UnitOfWork, me: Person) -> None:
    await show(work, me, await Invite(work).role(callback_data.form, me, number_in(callback_data.arg), Role.REQUIRED))


async def on_optional(_query: object, callback_data: FormCallback, work: UnitOfWork, me: Person) -> None:
    await show(work, me, await Invite(work).role(callback_data.form, me, number_in(callback_data.arg), Role.OPTIONAL))


async def on_drop(_query: object, callback_data: FormCallback, work: UnitOfWork, me: Person) -> None:
    await show(work, me, await Invite(work).drop(callback_data.form, me, number_in(callback_data.arg)))


async def on_pick(_query: object, callback_data: FormCallback, chat: Chat, work: UnitOfWork, me: Person) -> None:
    """Opens Telegram's own list of people."""
    form = await own_form(work, callback_data.form, me)
    await chat.keyboard(texts.pick_people(), people_picker(form))


async def on_shared(message: Message, chat: Chat, work: UnitOfWork, *, me: Person, policy: Policy) -> None:
    if (shared := message.users_shared) is None:
        return
    people = [await _meet(user, work, policy) for user in shared.users]
    before = (await own_form(work, shared.request_id, me)).details.invitees
    form = await Invite(work).people(shared.request_id, me, people)
    await show(work, me, form)
    added = len(form.details.invitees) - len(before)
    await chat.keyboard(texts.added(added), ReplyKeyboardRemove(remove_keyboard=True))
    await chat.clear()


async def on_back(_message: Message, chat: Chat) -> None:
    await chat.clear()
    await chat.keyboard(texts.pick_cancel(), ReplyKeyboardRemove(remove_keyboard=True))


async def meet_mentioned(message: Message, work: UnitOfWork, policy: Policy) -> None:
    """Those whom Telegram's own mentions name can be invited like those who were picked."""
    for user in (entity.user for entity in mentions_in(message)):
        if user is not None and not user.is_bot:
            shared = SharedUser(user_id=user.id, first_name=user.first_name, last_name=user.last_name)
            await _meet(shared, work, policy)


async def _meet(user: SharedUser, work: UnitOfWork, policy: Policy) -> Person:
    """A person not known yet gets the name from the organizer's contacts, until they write to the bot themselves."""
    known = await work.people.by_address(on_telegram(user.user_id))
    if known is not None:
        return known
    name = " ".join(part for part in (user.first_name, user.last_name) if part)
    return await Identify(work, policy)(user.user_id, name or f"@{user.username or user.user_id}", user.username)


def router() -> Router:
    router = Router(name="people")
    presses: dict[FormAction, Callable[..., Awaitable[None]]] = {
        FormAction.INVITEES: on_page,
        FormAction.REQUIRED: on_required,
        FormAction.OPTIONAL: on_optional,
        FormAction.DROP: on_drop,
        FormAction.PICK: on_pick,
    }
    for action, handler in presses.items():
        router.callback_query.register(handler, FormCallback.filter(F.action == action))
    router.message.register(on_shared, F.users_shared)
    router.message.register(on_back, F.func(lambda message: message.text == texts.pick_cancel()))
    return router
