"""Windows authentication over https: the proof is tied to the server's certificate (RFC 5929 section 4.1)."""

import hashlib
import ipaddress
import ssl
from datetime import UTC, datetime
from pathlib import Path

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, ed25519
from pydantic import SecretStr
from spnego.channel_bindings import GssChannelBindings
from yarl import URL

from bot.conferences.skype.errors import PasswordRefused
from bot.conferences.skype.http import Wire
from bot.conferences.skype.urls import CheckedUrl
from bot.conferences.skype.windows import windows_answer
from demo.skype.windows import WindowsSignIn

USER, PASSWORD = "planerka@example.org", "secret"


def certificate(algorithm: hashes.HashAlgorithm | None, folder: Path) -> bytes:
    """DER of one signed by itself with this hash (None: Ed25519, which has none); `folder` gets it in PEM."""
    key = ec.generate_private_key(ec.SECP256R1()) if algorithm else ed25519.Ed25519PrivateKey.generate()
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "127.0.0.1")])
    address = x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))])
    builder = x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
    builder = builder.not_valid_before(datetime(2020, 1, 1, tzinfo=UTC)).not_valid_after(
        datetime(2049, 1, 1, tzinfo=UTC)
    )
    made = builder.add_extension(address, critical=False).sign(key, algorithm)  # type: ignore[arg-type]
    pem = serialization.Encoding.PEM
    secret = key.private_bytes(pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    (folder / "key.pem").write_bytes(secret)
    (folder / "certificate.pem").write_bytes(made.public_bytes(pem))
    return made.public_bytes(serialization.Encoding.DER)


async def asked(folder: Path, sign_in: WindowsSignIn) -> int:
    """The status at the end of a sign-in at a server with the certificate in `folder`."""

    async def answer(request: web.Request) -> web.Response:
        status, headers, _ = sign_in.answer(request.transport, request.headers.get("Authorization"))
        return web.Response(status=status, headers=headers)

    app = web.Application()
    app.router.add_post("/", answer)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(folder / "certificate.pem", folder / "key.pem")
    listening = TestServer(app, host="127.0.0.1", scheme="https")
    await listening.start_server(ssl=context)
    wire = Wire(str(folder / "certificate.pem"), 10.0, lambda: None)
    url = CheckedUrl(URL(f"https://127.0.0.1:{listening.port}/"))
    try:
        return (await windows_answer(wire, url, USER, SecretStr(PASSWORD))).status
    finally:
        await wire.close()
        await listening.close()


def bindings(name: str, of: bytes) -> GssChannelBindings:
    return GssChannelBindings(application_data=b"tls-server-end-point:" + hashlib.new(name, of).digest())


@pytest.mark.parametrize("scheme", ["NTLM", "Negotiate"])
@pytest.mark.parametrize("algorithm", [hashes.SHA256(), hashes.SHA384(), hashes.SHA512()])
async def test_tied_to_the_certificate(tmp_path: Path, algorithm: hashes.HashAlgorithm, scheme: str) -> None:
    """N20. A server with extended protection accepts the proof, which names its certificate by the hash it is signed
    with."""
    expected = bindings(algorithm.name, certificate(algorithm, tmp_path))
    assert await asked(tmp_path, WindowsSignIn({USER: PASSWORD}, (scheme,), expected)) == 200


async def test_not_passed_on(tmp_path: Path) -> None:
    """N21. Somebody in between, who passes the proof on to the real server, does not get in with it."""
    certificate(hashes.SHA256(), tmp_path)
    with pytest.raises(PasswordRefused):
        await asked(tmp_path, WindowsSignIn({USER: PASSWORD}, bindings=bindings("sha256", b"the real certificate")))


async def test_a_certificate_without_a_hash(tmp_path: Path) -> None:
    """N22. Ed25519 has no hash to name the certificate by, so the proof is tied to nothing, and still accepted."""
    certificate(None, tmp_path)
    assert await asked(tmp_path, WindowsSignIn({USER: PASSWORD})) == 200
