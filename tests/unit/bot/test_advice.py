"""What administrators are told to do about each trouble."""

import re

from bot.conferences.skype.advice import ADVICE
from domain.conference import Trouble


def test_each_trouble_has_its_advice() -> None:
    """1. In words of its own, as whole sentences of one line."""
    assert set(ADVICE) == set(Trouble)
    assert len(set(ADVICE.values())) == len(Trouble)
    assert [advice for advice in ADVICE.values() if not re.fullmatch(r"[A-Z][^\n]*\.", advice)] == []
