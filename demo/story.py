"""The life of one event between three people. Each act says in its docstring, in both languages, what happens."""

from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from inspect import cleandoc

from demo.stage import Stage

Act = Callable[[Stage], Awaitable[None]]


async def everybody_starts(stage: Stage) -> None:
    """Everyone presses Start. Anna chooses London; Alexander has something of his own on the day to come.
    Все нажимают «Старт». Анна выбирает Лондон; у Александра на тот день уже есть своё событие.
    """
    for person in stage.people:
        await person.starts()
        await person.sees("/settings")
    await stage.anna.says("/settings")
    await stage.anna.presses("London +1")
    await stage.anna.sees("Time zone: London")
    await stage.alexander.says("Звонок поставщику 28.08.2028 12:00-13:00")
    await stage.alexander.presses("Отправить")
    await stage.alexander.presses("Сохранить только у себя")


async def one_message(stage: Stage) -> None:
    """Elena writes one message, and the form is filled. Nobody else has heard of it yet.
    Елена пишет одно сообщение, и форма заполнена. Больше никто пока ничего не получил.
    """
    await stage.elena.says("Собрание акционеров 28.08 10:00-12:30 @smirnov @annalee skype")
    await stage.elena.sees_button("Отправить")


async def sending(stage: Stage) -> None:
    """She presses “Send”: the conference is created, and everyone gets an invitation in their own language and time.
    Она нажимает «Отправить»: конференция создана, каждый получает приглашение на своём языке и в своём времени.
    """
    await stage.elena.presses("Отправить")
    await stage.elena.sees("присоединиться к конференции")
    await stage.alexander.receives_file(".ics")
    await stage.anna.receives_file(".ics")


async def answering(stage: Stage) -> None:
    """Alexander accepts; Anna first says maybe, then accepts. Every copy of the card follows.
    Александр принимает; Анна сначала отвечает «Возможно», потом принимает. Все карточки обновляются.
    """
    await stage.alexander.presses("Принять")
    await stage.anna.presses("Maybe")
    await stage.anna.presses("Accept")
    await stage.elena.sees("✅\u00a02")


async def looking(stage: Stage) -> None:
    """Elena and Anna open the event from their calendars: the organizer's view and the attendee's.
    Елена и Анна открывают событие из календаря: вид организатора и вид участника.
    """
    await stage.elena.says("/calendar")
    await stage.elena.presses("1")
    await stage.elena.presses("Файл .ics")
    await stage.elena.receives_file(".ics")
    await stage.anna.says("/calendar")
    await stage.anna.presses("1")
    await stage.anna.sees_button(".ics file")


async def moving(stage: Stage) -> None:
    """Elena moves the event: the messages show old → new and ask everyone to respond again. The link stays the same.
    Елена переносит событие: в уведомлениях — было → стало, и ответить просят заново. Ссылка остаётся прежней.
    """
    await stage.elena.presses("Редактировать")
    await stage.elena.presses("✓ Время")
    await stage.elena.says("28.08 14:00-16:30")
    await stage.elena.sees("14:00 – 16:30")
    await stage.elena.presses("Отправить")
    await stage.alexander.sees("10:00 – 12:30 (GMT+03:00) → пн, 28 августа 2028, 14:00 – 16:30")
    await stage.anna.sees("08:00 – 10:30 (GMT+01:00) → Mon, 28 Aug 2028, 12:00 – 14:30")


async def removing_the_link(stage: Stage) -> None:
    """Elena copies the link, then removes it: the form points at the copy that is left in the description.
    Елена копирует ссылку, потом удаляет её: форма показывает, что ссылка осталась в описании.
    """
    await stage.elena.presses("Скопировать ссылку")
    await stage.elena.presses("Редактировать")
    await stage.elena.presses("Удалить ссылку")
    await stage.elena.sees(stage.elena.clipboard)
    await stage.elena.sees_button("Убрать ссылку из описания")


async def telling_of_it(stage: Stage) -> None:
    """One tap takes it out of the description too. “Send”: the conference is deleted, and the attendees are told.
    Одно нажатие убирает её и из описания. «Отправить»: конференция удалена, участники об этом знают.
    """
    await stage.elena.presses("Убрать ссылку из описания")
    await stage.elena.presses("Отправить")
    await stage.alexander.sees("конференцию убрали")
    await stage.anna.sees("conference removed")


async def adding_it_again(stage: Stage) -> None:
    """She adds a conference again: a new room with a new link.
    Она снова добавляет конференцию: новая комната с новой ссылкой.
    """
    await stage.elena.presses("Редактировать")
    await stage.elena.presses("Добавить конференцию Skype")
    await stage.elena.presses("Отправить")
    await stage.anna.sees_button("Join the conference")
    await stage.alexander.sees_button("Присоединиться к конференции")


async def cancelling(stage: Stage) -> None:
    """Elena cancels, with a note to the attendees: one message each is left, and the conference is gone.
    Елена отменяет событие и объясняет почему: у каждого остаётся одно сообщение, конференция удалена.
    """
    await stage.elena.presses("Отменить")
    await stage.elena.says("Переносим на сентябрь, дату сообщу.")
    await stage.elena.sees("Переносим")
    await stage.elena.presses("Отменить")
    await stage.alexander.sees("Переносим")
    await stage.anna.sees("Переносим")


async def deleting(stage: Stage) -> None:
    """Alexander and Anna delete the event from their calendars; Anna takes that back.
    Александр и Анна удаляют событие из своих календарей; Анна передумывает.
    """
    await stage.alexander.presses("Удалить")
    await stage.anna.presses("Delete")
    await stage.crew.planerka.until_idle()  # or, on a slow machine, one edit of a card shows both
    await stage.anna.presses("Restore")


INVITED = (everybody_starts, one_message, sending)
"""Up to the invitations, before any answer."""
ACTS = (
    *INVITED,
    answering,
    looking,
    moving,
    removing_the_link,
    telling_of_it,
    adding_it_again,
    cancelling,
    deleting,
)


async def story(stage: Stage, acts: Sequence[Act]) -> AsyncIterator[str]:
    """Play act after act; yields each as text when it is over. Raises NotSeen when something expected does not come."""
    for number, act in enumerate(acts, start=1):
        await act(stage)
        await stage.settles()
        yield f"=== {number}. {_headline(act)}\n\n{stage.changes()}\n"


def _headline(act: Act) -> str:
    return cleandoc(act.__doc__ or "").replace("\n", "\n    ")
