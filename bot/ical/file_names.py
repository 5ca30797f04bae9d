"""The names of calendar files. ASCII only: mail programs and archives garble other letters."""

import re
import unicodedata

from domain.event import Event

LIMIT = 64
_UNNAMED = "event"  # a title without letters or digits that ASCII can stand for

# Russian as in passports, then what Ukrainian, Belarusian, Kazakh and the languages of Europe add.
_LETTERS = "абвгдеёзийклмнопрстуфыэ" + "іїґўәғқңөұүһ" + "łøđı"
_LATIN = dict(zip(_LETTERS, "abvgdeeziyklmnoprstufye" + "iiguagqnouuh" + "lodi", strict=True)) | {
    "ж": "zh", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ъ": "", "ь": "", "ю": "yu", "я": "ya",
    "є": "ie", "ß": "ss", "æ": "ae", "œ": "oe",
}  # fmt: skip


def file_name(event: Event) -> str:
    """sobranie-aktsionerov-2026-08-28.ics, at most LIMIT characters; the date is that of the organizer's zone."""
    end = f"-{event.when.local_start.date().isoformat()}.ics"
    return (_slug(event.summary)[: LIMIT - len(end)].rstrip("-") or _UNNAMED) + end


def _slug(title: str) -> str:
    """Words of ASCII letters and digits, joined by dashes."""
    latin = "".join(_LATIN.get(letter, letter) for letter in title.lower())
    plain = unicodedata.normalize("NFKD", latin).lower().encode("ascii", "ignore").decode()
    return "-".join(re.findall(r"[a-z0-9]+", plain))
