"""The numbers for dialling into conferences.

UCWA 2.0 reference, "phoneDialInInformation" and "dialInRegion".
"""

import re
from collections.abc import Iterator

from bot.conferences.skype.answers import embedded
from bot.conferences.skype.meetings import Resource, cut
from domain.conference import Phone

LIMIT = 10
REGION_LIMIT = 60


def phones_of(information: Resource) -> tuple[Phone, ...]:
    """Each number once, at most LIMIT: the default region's first, toll-free ones last. Skips anything else."""
    default = str(information.get("defaultRegion") or "")
    found = sorted(_numbers(information), key=lambda phone: phone.region != default)
    free = information.get("tollFreeNumbers")
    found += [Phone(number) for each in (free if isinstance(free, list) else []) if (number := _dialled(each))]
    named = {phone.number: phone for phone in reversed(found)}  # of two with one number, the first stays
    return tuple(dict.fromkeys(named[phone.number] for phone in found))[:LIMIT]


def _numbers(information: Resource) -> Iterator[Phone]:
    for region in embedded(information, "dialInRegion"):
        if number := _dialled(region.get("number")):
            name = str(region.get("name") or "").encode(errors="replace").decode()  # half characters cannot be stored
            yield Phone(number, cut(" ".join(name.split()), REGION_LIMIT))
    if number := _dialled(information.get("tollNumber")):
        yield Phone(number)


def _dialled(number: object) -> str | None:
    """ "tel:+4 612-345" → "+4612345"."""
    text = str(number or "").strip().removeprefix("tel:")
    digits = re.sub(r"[\s().-]", "", text)
    return digits if re.fullmatch(r"\+?[0-9]{3,20}", digits) else None
