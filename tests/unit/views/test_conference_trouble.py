"""Why there is no conference: what organizers read, in tests/golden/ru and tests/golden/en."""

import re

import pytest

import locales
from domain.conference import Pending, Trouble
from handlers.views.conference import line
from handlers.views.conference_trouble import reason
from tests.conftest import Golden
from tests.make import an_event

EVERYWHERE = [(language, is_own) for language in locales.LANGUAGES for is_own in (False, True)]
JUNK = re.compile(r"\d|_|://|[<>&{}]|PLANERKA|http|json|html|dns|ucwa|token|trouble", re.IGNORECASE)


def reasons(language: str, is_own: bool) -> dict[Trouble, str]:
    with locales.speaking(language):
        return {trouble: reason(trouble, is_own) for trouble in Trouble}


@pytest.mark.parametrize(("language", "is_own"), EVERYWHERE)
def test_each_trouble_has_a_sentence_of_its_own(language: str, is_own: bool) -> None:
    """1. An administrator who is told it knows which trouble it was."""
    said = reasons(language, is_own)
    assert len(set(said.values())) == len(Trouble)


@pytest.mark.parametrize(("language", "is_own"), EVERYWHERE)
def test_nothing_but_words(language: str, is_own: bool) -> None:
    """2. Whole sentences, short enough for a card, nothing of the wire."""
    for sentence in reasons(language, is_own).values():
        assert sentence[0].isupper()
        assert sentence.endswith(".")
        assert len(sentence) < 180
        assert not JUNK.search(sentence), sentence


@pytest.mark.parametrize("language", locales.LANGUAGES)
def test_an_own_account_is_not_called_the_bots(language: str) -> None:
    """3. Nor is anybody sent to /skype because of the bot's account."""
    words = {"en": "bot's Skype account", "ru": "учётн"}
    theirs, own = reasons(language, False), reasons(language, True)
    about_accounts = {trouble for trouble, sentence in theirs.items() if words[language] in sentence}
    assert all(theirs[trouble] != own[trouble] for trouble in about_accounts - {Trouble.NO_ACCOUNT})
    assert {trouble for trouble, sentence in theirs.items() if "/skype" in sentence} == {Trouble.NO_ACCOUNT}


@pytest.mark.parametrize("language", locales.LANGUAGES)
def test_all_of_them(golden: Golden, language: str) -> None:
    """4. Read them aloud."""
    theirs, own = reasons(language, False), reasons(language, True)
    changed = [sentence for trouble, sentence in own.items() if sentence != theirs[trouble]]
    golden(f"{language}/texts/troubles.txt", "\n".join([*theirs.values(), "", *changed, ""]))


@pytest.mark.parametrize("language", locales.LANGUAGES)
def test_a_card_knows_whose_account_it_was(language: str) -> None:
    """5. The bot's password is not blamed for the organizer's own."""
    with locales.speaking(language):
        for account, is_own in ((None, False), (1, True)):
            event = an_event(conference=Pending(Trouble.PASSWORD_REFUSED, account=account))
            assert reason(Trouble.PASSWORD_REFUSED, is_own) in line(event, is_organizer=True)
