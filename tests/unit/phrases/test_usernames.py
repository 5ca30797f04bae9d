"""People named in a text: one reader for forms and whole events, which used to read them differently."""

import pytest

from domain.phrases import read_event
from domain.phrases.usernames import Name, mention, named_in, names_in, unmarked
from tests.unit.phrases.reading import MOSCOW, NOW


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("@anna, @boris\n@vera ,@gleb", ("anna", "boris", "vera", "gleb")),
        ("@igor", ("igor",)),
        ("@ann", ()),
        ("@" + "a" * 33, ()),
        ("https://t.me/smirnov", ("smirnov",)),
        ("t.me/smirnov, telegram.me/annalee.", ("smirnov", "annalee")),
        ("https://t.me/planerka_bot?start=new", ()),
        ("https://t.me/news/123 https://t.me/+abcdefgh", ()),
        ("(@smirnov) [@annalee]", ("smirnov", "annalee")),
        ("anna@example.org, https://example.org/@anna", ()),
        (f"@smirnov и {mention('Борис', 1004)}", ("smirnov", 1004)),
        ("anna boris", ()),
    ],
)
def test_people_are_named_by_username_link_or_mention(text: str, names: tuple[Name, ...]) -> None:
    """1. Four to thirty-two characters; addresses, and links to posts and chats, name nobody."""
    assert named_in(text) == names


def test_where_only_people_are_asked_for_usernames_do_without_the_sign() -> None:
    """2. But a sentence names nobody."""
    assert names_in("anna, boris") == ("anna", "boris")
    assert names_in("спасибо") == names_in("ask bob") == ()


def test_a_whole_event_has_its_people_on_any_line() -> None:
    """3. Brackets that held them go from the title, lines that only name them from the description."""
    text = f"Планёрка (@smirnov) завтра 10:00 {mention('Борис', 1004)}\n@annalee t.me/igor\nОтчёт готовит @vera"
    event = read_event(text, NOW, MOSCOW)
    assert event is not None
    assert (event.summary, event.description) == ("Планёрка", "Отчёт готовит @vera")
    assert event.usernames == ("smirnov", 1004, "annalee", "igor", "vera")


def test_a_mention_reads_as_it_was_typed() -> None:
    """4. Whatever the name has in it."""
    assert unmarked(f"Зовём {mention('Б]о[рис', 1004)}!") == "Зовём Б о рис!"
