"""The wire format of calls (core.telegram.org/bots/api#making-requests): query, form, multipart or JSON."""

import json
from typing import Any

from aiohttp import BodyPartReader, MultipartReader, web

from .refusals import bad
from .request import Parameters, Upload


async def parameters_of(request: web.Request) -> Parameters:
    """All parameters of a call and its uploads by part name; Refusal for a body that does not fit its content type."""
    given: dict[str, Any] = dict(request.query)
    kind = request.content_type
    if kind == "multipart/form-data":
        fields, uploads = await from_parts(await request.multipart())
        return given | fields, uploads
    if kind == "application/json":
        return given | from_json(await request.text()), {}
    return given | dict(await request.post()), {}


def from_json(body: str) -> dict[str, Any]:
    """Parameters from a JSON body."""
    try:
        fields = json.loads(body or "{}")
    except ValueError:
        raise bad("can't parse request body JSON object") from None
    if not isinstance(fields, dict):
        raise bad("request body must be a JSON object")
    return {name: value for name, value in fields.items() if value is not None}


async def from_parts(parts: MultipartReader) -> Parameters:
    """Parameters and uploads from a multipart body; a part with a file name is an upload."""
    fields: dict[str, Any] = {}
    uploads: dict[str, Upload] = {}
    async for part in parts:
        if not isinstance(part, BodyPartReader) or not part.name:
            continue
        data = bytes(await part.read())
        if part.filename is None:
            fields[part.name] = data.decode("utf-8", "replace")
        else:
            uploads[part.name] = Upload(part.filename, data)
    return fields, uploads
