"""`python -m bot check`: the verdict on one dependency, and the check of the settings themselves."""

from dataclasses import dataclass

from bot.settings.hints import exposed, unknown


@dataclass(frozen=True)
class Verdict:
    """The result of one check; `words` tell the administrator what to do."""

    what: str
    ok: bool
    words: str

    def __str__(self) -> str:
        return f"{'ok  ' if self.ok else 'FAIL'}  {self.what}: {self.words}"


def check() -> Verdict:
    hints = [*unknown(), *exposed()]
    return Verdict("settings", not hints, "; ".join(hints) or "Every PLANERKA_ variable is known and well formed.")
