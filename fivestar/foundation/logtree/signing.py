"""Signatures that name their algorithm, so that another (SM2 with SM3) can stand beside this one later.

`ecdsa-p256-sha256:` and r ‖ s in base64url, as browsers make them. A key is the DER of its SubjectPublicKeyInfo; it is
named by the SHA-256 of that.
"""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error as NotBase64
from hashlib import sha256

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature, encode_dss_signature

ALGORITHM = "ecdsa-p256-sha256"
KEY_KIND = "ecdsa-p256"
_HALF = 32

PrivateKey = ec.EllipticCurvePrivateKey


class BadSignature(ValueError):  # noqa: N818 -- says what it is
    """Not made by that key over those bytes, or not written as signatures are."""


class BadKey(ValueError):  # noqa: N818 -- says what it is
    """Not a P-256 key."""


def new_key() -> PrivateKey:
    return ec.generate_private_key(ec.SECP256R1())


def read_private(pem: bytes) -> PrivateKey:
    try:
        key = serialization.load_pem_private_key(pem, password=None)
    except (ValueError, TypeError, UnsupportedAlgorithm) as unreadable:
        raise BadKey("not a PEM private key without a password") from unreadable
    if not isinstance(key, ec.EllipticCurvePrivateKey) or not isinstance(key.curve, ec.SECP256R1):
        raise BadKey("not a P-256 key")
    return key


def private_pem(key: PrivateKey) -> bytes:
    return key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )


def public_text(key: PrivateKey) -> str:
    """Its public half: `ecdsa-p256:` and the SubjectPublicKeyInfo in base64url."""
    spki = key.public_key().public_bytes(serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo)
    return f"{KEY_KIND}:{to_text(spki)}"


def key_id(public: str) -> str:
    """`sha256:…` of the SubjectPublicKeyInfo. Raises BadKey."""
    _public(public)
    return "sha256:" + sha256(_spki(public)).hexdigest()


def sign(key: PrivateKey, message: bytes) -> str:
    r, s = decode_dss_signature(key.sign(message, ec.ECDSA(hashes.SHA256())))
    return signature_text(r.to_bytes(_HALF, "big") + s.to_bytes(_HALF, "big"))


def signature_text(raw: bytes) -> str:
    return f"{ALGORITHM}:{to_text(raw)}"


def signature_bytes(signature: str) -> bytes:
    """r ‖ s. Raises BadSignature for another algorithm or another spelling."""
    name, _, text = signature.partition(":")
    try:
        raw = from_text(text)
    except ValueError:
        raw = b""
    if name != ALGORITHM or len(raw) != 2 * _HALF:
        raise BadSignature(f"not a signature of the kind {ALGORITHM}")
    return raw


def check(public: str, message: bytes, signature: str) -> None:
    """Raises BadSignature, or BadKey when the key is none."""
    raw = signature_bytes(signature)
    r, s = int.from_bytes(raw[:_HALF], "big"), int.from_bytes(raw[_HALF:], "big")
    try:
        _public(public).verify(encode_dss_signature(r, s), message, ec.ECDSA(hashes.SHA256()))
    except InvalidSignature:
        raise BadSignature("not made by this key over these bytes") from None


def to_text(raw: bytes) -> str:
    """base64url without padding."""
    return urlsafe_b64encode(raw).rstrip(b"=").decode("ascii")


def from_text(text: str) -> bytes:
    """Exactly what `to_text` writes: the unused bits of the last letter are not free to be changed."""
    try:
        raw = urlsafe_b64decode(text + "=" * (-len(text) % 4))
    except (NotBase64, ValueError):
        raw = b""
    if to_text(raw) != text:
        raise ValueError("not base64url")
    return raw


def _spki(public: str) -> bytes:
    kind, _, text = public.partition(":")
    try:
        raw = from_text(text)
    except ValueError:
        raw = b""
    if kind != KEY_KIND or not raw:
        raise BadKey(f"not a key of the kind {KEY_KIND}")
    return raw


def _public(public: str) -> ec.EllipticCurvePublicKey:
    try:
        key = serialization.load_der_public_key(_spki(public))
    except (ValueError, UnsupportedAlgorithm) as unreadable:
        raise BadKey("not a SubjectPublicKeyInfo") from unreadable
    if not isinstance(key, ec.EllipticCurvePublicKey) or not isinstance(key.curve, ec.SECP256R1):
        raise BadKey("not a P-256 key")
    return key
