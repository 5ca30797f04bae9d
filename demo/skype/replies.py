"""Answers in the formats of UCWA and of the web server around it."""

import json
from collections.abc import Mapping
from typing import Any

from aiohttp import web

WORDS = {
    400: "BadRequest",
    403: "Forbidden",
    404: "NotFound",
    405: "MethodNotAllowed",
    409: "Conflict",
    410: "Gone",
    412: "PreconditionFailed",
    413: "EntityTooLarge",
    415: "UnsupportedMediaType",
    428: "PreconditionRequired",
    429: "TooManyRequests",
    500: "ServiceFailure",
}
JSON = "application/json; charset=utf-8"


class Refused(Exception):
    """Ends a handler with an error answer."""

    def __init__(self, reply: web.Response) -> None:
        super().__init__(reply.status)
        self.reply = reply


class Resource(web.Response):
    """An answer that can still be sent in another format; `tree` is its content."""

    def __init__(self, tree: Mapping[str, Any], status: int, headers: Mapping[str, str]) -> None:
        super().__init__(body=written(tree), status=status, headers=headers)
        self.tree = tree


def resource(tree: Mapping[str, Any], status: int = 200, headers: Mapping[str, str] | None = None) -> Resource:
    """A resource, or an error of UCWA, as JSON."""
    return Resource(tree, status, {"Cache-Control": "no-cache", "Content-Type": JSON} | dict(headers or {}))


def oauth(tree: Mapping[str, Any], status: int, headers: Mapping[str, str] | None = None) -> web.Response:
    """An answer of the token endpoint, which is always JSON."""
    common = {"Cache-Control": "no-store", "Content-Type": JSON}
    return web.Response(body=written(tree), status=status, headers=common | dict(headers or {}))


def written(tree: Mapping[str, Any]) -> bytes:
    """JSON. Dates keep the escaped slashes that ASP.NET writes: "\\/Date(0)\\/"."""
    text = json.dumps(tree, ensure_ascii=False)
    return text.replace('"/Date(', '"\\/Date(').replace(')/"', ')\\/"').encode()


def error(status: int, subcode: str | None = None, parameters: Mapping[str, str] | None = None) -> dict[str, Any]:
    """The body of a UCWA error."""
    body: dict[str, Any] = {"code": WORDS[status], "message": "Please try again.", "debugInfo": {}}
    extra = {"subcode": subcode, "parameters": parameters}
    return body | {name: value for name, value in extra.items() if value}


def refused(status: int, subcode: str | None = None, parameters: Mapping[str, str] | None = None) -> Refused:
    """A UCWA error, to be raised."""
    return Refused(resource(error(status, subcode, parameters), status))


def page(status: int, sentence: str, headers: Mapping[str, str] | None = None) -> web.Response:
    """An HTML page of the web server, without anything of UCWA."""
    text = f"<!DOCTYPE html><html><head><title>{status}</title></head><body><h1>{sentence}</h1></body></html>"
    return web.Response(text=text, status=status, headers=headers, content_type="text/html")


def diagnosed(status: int, number: int, reason: str) -> web.Response:
    """An error page of the layer that checks web tickets."""
    says = f'{number};source="127.0.0.1";reason="{reason}"'
    return page(status, f"{status} - Server error.", {"X-Ms-Diagnostics": says})
