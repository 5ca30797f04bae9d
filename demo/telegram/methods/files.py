"""Files in calls: uploaded, named by file_id, or asked for with getFile."""

from typing import Any

from demo.telegram import limits
from demo.telegram.files import StoredFile
from demo.telegram.refusals import Refusal, bad
from demo.telegram.request import Request


async def get_file(request: Request) -> dict[str, Any]:
    """core.telegram.org/bots/api#getfile"""
    file_id = request.text("file_id")
    if not file_id:
        raise bad("file_id not specified")
    file = request.world.files.get(file_id)
    if file is None:
        raise bad("invalid file_id")
    if len(file.data) > limits.DOWNLOAD_BYTES:
        raise bad("file is too big")
    return {**file.ids(), "file_path": file.path}


def file_of(request: Request, name: str) -> StoredFile:
    """The uploaded file, or the known one whose file_id was given."""
    upload = request.upload(name)
    if upload:
        if not upload.data:
            raise bad("file must be non-empty")
        if len(upload.data) > limits.UPLOAD_BYTES:
            raise Refusal(413, "Request Entity Too Large")
        return request.world.files.add(upload.name, upload.data)
    given = request.text(name)
    if not given or given.startswith("attach://"):
        raise bad(f"there is no {name} in the request")
    known = request.world.files.get(given)
    if known:
        return known
    if "://" in given:
        raise bad("wrong file identifier/HTTP URL specified")
    raise bad("wrong remote file identifier specified: Wrong string length")
