"""The bot's name and descriptions, per language."""

from demo.telegram import limits
from demo.telegram.refusals import bad
from demo.telegram.request import Request


async def set_my_name(request: Request) -> bool:
    """core.telegram.org/bots/api#setmyname"""
    return _set(request, "name", limits.BOT_NAME)


async def set_my_description(request: Request) -> bool:
    """core.telegram.org/bots/api#setmydescription"""
    return _set(request, "description", limits.BOT_DESCRIPTION)


async def set_my_short_description(request: Request) -> bool:
    """core.telegram.org/bots/api#setmyshortdescription"""
    return _set(request, "short_description", limits.BOT_SHORT_DESCRIPTION)


async def get_my_name(request: Request) -> dict[str, str]:
    """core.telegram.org/bots/api#getmyname"""
    return {"name": _get(request, "name") or request.bot.name}


async def get_my_description(request: Request) -> dict[str, str]:
    """core.telegram.org/bots/api#getmydescription"""
    return {"description": _get(request, "description")}


async def get_my_short_description(request: Request) -> dict[str, str]:
    """core.telegram.org/bots/api#getmyshortdescription"""
    return {"short_description": _get(request, "short_description")}


def _set(request: Request, name: str, limit: int) -> bool:
    text = request.text(name)
    if len(text) > limit:
        raise bad(f"{name} is too long")
    request.bot.texts[name, request.text("language_code")] = text
    return True


def _get(request: Request, name: str) -> str:
    texts = request.bot.texts
    return texts.get((name, request.text("language_code"))) or texts.get((name, ""), "")
