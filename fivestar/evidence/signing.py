"""AWS Signature Version 4, as every S3-compatible store understands it: the headers of one signed request.

Source: AWS, “Authenticating Requests: Using the Authorization Header”, whose examples are tests here.
"""

import hashlib
import hmac
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from urllib.parse import urlsplit

_ALGORITHM = "AWS4-HMAC-SHA256"
_SERVICE = "s3"


@dataclass(frozen=True, slots=True)
class Key:
    """Of one who may write and read there. The secret is never sent."""

    key_id: str
    secret: str
    region: str


def signed_headers(
    method: str, address: str, *, key: Key, body_sha256: str, at: datetime, headers: Mapping[str, str] | None = None
) -> dict[str, str]:
    """Headers to send, `Authorization` among them; nothing may be added afterwards.

    address: percent-encoded, without a query. body_sha256: 64 hexadecimal digits, of nothing where there is no body.
    """
    parts = urlsplit(address)
    moment = at.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
    sent = {**(headers or {}), "Host": parts.netloc, "x-amz-content-sha256": body_sha256, "x-amz-date": moment}
    lines = sorted((name.lower(), value.strip()) for name, value in sent.items())
    names = ";".join(name for name, _ in lines)
    request = "\n".join(
        [
            method,
            parts.path or "/",
            "",
            *(f"{name}:{value}" for name, value in lines),
            "",
            names,
            body_sha256,
        ]
    )
    scope = f"{moment[:8]}/{key.region}/{_SERVICE}/aws4_request"
    to_sign = "\n".join([_ALGORITHM, moment, scope, hashlib.sha256(request.encode()).hexdigest()])
    signature = hmac.new(_day_key(key, moment[:8]), to_sign.encode(), hashlib.sha256).hexdigest()
    credential = f"Credential={key.key_id}/{scope}"
    return {**sent, "Authorization": f"{_ALGORITHM} {credential}, SignedHeaders={names}, Signature={signature}"}


def _day_key(key: Key, day: str) -> bytes:
    made = f"AWS4{key.secret}".encode()
    for part in (day, key.region, _SERVICE, "aws4_request"):
        made = hmac.new(made, part.encode(), hashlib.sha256).digest()
    return made
