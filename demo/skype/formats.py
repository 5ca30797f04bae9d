"""Formats each answer of the simulated server: media type, XML, and the headers of its web server."""

from collections.abc import Mapping
from typing import Any
from xml.etree.ElementTree import Element, SubElement, tostring

from aiohttp import web

from demo.skype.replies import JSON, Resource
from demo.skype.switches import Switches

XML = "application/vnd.microsoft.com.ucwa+xml; charset=utf-8"
COMMON = {"Server": "Microsoft-IIS/10.0", "X-Powered-By": "ASP.NET", "X-MS-Server-Fqdn": "pool.example.org"}


def formatted(reply: web.Response, accept: str, switches: Switches) -> web.Response:
    """The answer in a format that the caller accepts; `accept` is the header."""
    reply.headers.update(COMMON)
    if not isinstance(reply, Resource):
        return reply
    if switches.xml and "json" not in accept.lower():
        reply.body = tostring(_element(reply.tree, "self"), "utf-8", xml_declaration=True)
        reply.headers["Content-Type"] = XML
    elif reply.headers["Content-Type"] == JSON:
        reply.headers["Content-Type"] = switches.media_type
    return reply


def _element(tree: Mapping[str, Any], name: str) -> Element:
    if "code" in tree:
        return _reason(tree)
    links = tree.get("_links", {})
    href = links.get("self", {}).get("href", "")
    element = Element("resource", {"rel": str(tree.get("rel", name)), "href": href})
    for rel, link in links.items():
        if rel != "self":
            SubElement(element, "link", {"rel": rel, **link})
    for key, value in tree.items():
        if key not in ("_links", "_embedded", "rel"):
            SubElement(element, "property", {"name": key}).text = str(value)
    for rel, embedded in tree.get("_embedded", {}).items():
        element.extend(_element(one, rel) for one in (embedded if isinstance(embedded, list) else [embedded]))
    return element


def _reason(tree: Mapping[str, Any]) -> Element:
    element = Element("reason", {"xmlns": "http://schemas.microsoft.com/rtc/2012/03/ucwa"})
    for key, value in tree.items():
        SubElement(element, key).text = value if isinstance(value, str) else None
    return element
