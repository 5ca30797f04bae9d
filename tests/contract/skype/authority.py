"""A company's private certificate authority, and the certificates a server on this machine may show."""

import ssl
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from ipaddress import IPv4Address
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

BEGIN, END, PAST = (datetime(year, 1, 1, tzinfo=UTC) for year in (2020, 2099, 2021))
"""TLS looks at the machine's own clock, so what is good must be good for long."""
SERVER = [x509.DNSName("localhost"), x509.IPAddress(IPv4Address("127.0.0.1"))]
_SIGNING = dict.fromkeys(
    ("content_commitment", "key_encipherment", "data_encipherment", "key_agreement", "encipher_only", "decipher_only"),
    False,
) | {"digital_signature": True}


@dataclass(frozen=True)
class Signer:
    """A certificate with its key: an authority, or a server that signs itself."""

    certificate: x509.Certificate
    key: ec.EllipticCurvePrivateKey

    def pem(self) -> bytes:
        """Both, as servers load them."""
        key = self.key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
        return self.certificate.public_bytes(Encoding.PEM) + key


class Authority:
    """`ca_file` is what an administrator hands out; the rest are contexts for servers on 127.0.0.1 and localhost."""

    def __init__(self, folder: Path) -> None:
        """Keeps its files in the folder."""
        self._folder = folder
        self._root = _made("Example Root CA", None, END, [])
        self.ca_file = str(folder / "ca.pem")
        Path(self.ca_file).write_bytes(self._root.certificate.public_bytes(Encoding.PEM))

    def good(self) -> ssl.SSLContext:
        """A certificate that whoever has `ca_file` trusts."""
        return self._context("good", _made("pool.example.org", self._root, END, SERVER))

    def expired(self) -> ssl.SSLContext:
        """The same, but out of date."""
        return self._context("expired", _made("pool.example.org", self._root, PAST, SERVER))

    def other_name(self) -> ssl.SSLContext:
        """A certificate of the authority for another host."""
        return self._context("other", _made("pool.example.org", self._root, END, [x509.DNSName("pool.example.org")]))

    def self_signed(self) -> ssl.SSLContext:
        """A certificate that nobody else has signed."""
        return self._context("self-signed", _made("pool.example.org", None, END, SERVER))

    def _context(self, name: str, signer: Signer) -> ssl.SSLContext:
        file = self._folder / f"{name}.pem"
        file.write_bytes(signer.pem())
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(file)
        return context


def _made(name: str, by: Signer | None, until: datetime, hosts: Sequence[x509.GeneralName]) -> Signer:
    """A certificate signed by `by`, or by itself; without hosts it is an authority's."""
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    issuer = by.certificate.subject if by else subject
    signing_key = by.key if by else key
    is_authority = not hosts
    builder = (
        x509.CertificateBuilder(issuer, subject, key.public_key(), x509.random_serial_number(), BEGIN, until)
        .add_extension(x509.BasicConstraints(ca=is_authority, path_length=None), critical=True)
        .add_extension(x509.KeyUsage(**_SIGNING, key_cert_sign=is_authority, crl_sign=is_authority), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(signing_key.public_key()), critical=False)
    )
    if hosts:
        server = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH])
        builder = builder.add_extension(x509.SubjectAlternativeName(hosts), critical=False)
        builder = builder.add_extension(server, critical=False)
    return Signer(builder.sign(signing_key, SHA256()), key)
