"""Answers in the shapes of UCWA and of the web server around it."""

import json
from collections.abc import Mapping
from typing import Any

from aiohttp import web

WORDS = {
    400: "BadRequest",
    403: "Forbidden",
    404: "NotFound",
    405: "MethodNotAllowed",
    410: "Gone",
    412: "PreconditionFailed",
    415: "UnsupportedMediaType",
    428: "PreconditionRequired",
}


class Refused(Exception):
    """Ends a handler with an answer that says no."""

    def __init__(self, reply: web.Response) -> None:
        super().__init__(reply.status)
        self.reply = reply


def resource(body: Mapping[str, Any], status: int = 200, headers: Mapping[str, str] | None = None) -> web.Response:
    """A resource. Dates keep the escaped slashes that ASP.NET writes: "\\/Date(0)\\/"."""
    text = json.dumps(body).replace("/Date(", "\\/Date(").replace(')/"', ')\\/"')
    common = {"Cache-Control": "no-cache", "Content-Type": "application/json; charset=utf-8"}
    return web.Response(body=text.encode(), status=status, headers=common | dict(headers or {}))


def refused(status: int, subcode: str | None = None, parameters: Mapping[str, str] | None = None) -> Refused:
    """UCWA's own way of saying no."""
    body: dict[str, Any] = {"code": WORDS[status], "message": "Please try again.", "debugInfo": {}}
    extra = {"subcode": subcode, "parameters": parameters}
    return Refused(resource(body | {name: value for name, value in extra.items() if value}, status))


def page(status: int, sentence: str, headers: Mapping[str, str] | None = None) -> web.Response:
    """A page of the web server, which knows nothing about UCWA."""
    text = f"<!DOCTYPE html><html><head><title>{status}</title></head><body><h1>{sentence}</h1></body></html>"
    return web.Response(text=text, status=status, headers=headers, content_type="text/html")
