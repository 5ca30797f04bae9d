"""Certificates: the ones of the system, or those of the CA bundle, and no others."""

import shutil
import ssl
import subprocess
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from bot.conferences.skype.client import SkypeConferences
from domain.conference import Trouble
from domain.conference_server import ConferenceError

pytestmark = pytest.mark.skipif(shutil.which("openssl") is None, reason="makes its certificate with openssl")


@pytest.fixture
def certificate(tmp_path: Path) -> tuple[Path, Path]:
    """Certificate and key of 127.0.0.1, signed by itself."""
    certificate, key = tmp_path / "certificate.pem", tmp_path / "key.pem"
    subject = ["-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1"]
    files = ["-keyout", str(key), "-out", str(certificate)]
    made_by = ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes"]
    subprocess.run([*made_by, *subject, *files], check=True, capture_output=True)
    return certificate, key


async def test_a_private_authority_must_be_named(
    certificate: tuple[Path, Path], connect: Callable[..., SkypeConferences], expiry: datetime
) -> None:
    """Without the CA bundle nothing is asked; with it the server is heard."""
    asked: list[str] = []

    async def answer(request: web.Request) -> web.Response:
        asked.append(request.path)
        return web.json_response({})

    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(*certificate)
    app = web.Application()
    app.router.add_route("*", "/{tail:.*}", answer)
    listening = TestServer(app, host="127.0.0.1", scheme="https")
    await listening.start_server(ssl=context)
    root = f"https://127.0.0.1:{listening.port}/"
    with pytest.raises(ConferenceError, match="certificate") as caught:
        await connect(root_url=root).create("event-1", "Standup", "", expiry)
    assert (caught.value.trouble, asked) == (Trouble.CERTIFICATE, [])
    with pytest.raises(ConferenceError, match="names neither") as caught:
        await connect(root_url=root, ca_file=str(certificate[0])).create("event-1", "Standup", "", expiry)
    assert (caught.value.trouble, asked) == (Trouble.WRONG_SERVER, ["/"])
    await listening.close()
