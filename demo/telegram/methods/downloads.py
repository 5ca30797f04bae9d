"""getFile."""

from typing import Any

from demo.telegram import limits
from demo.telegram.refusals import bad
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
