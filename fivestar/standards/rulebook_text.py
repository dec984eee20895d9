"""A rulebook as the YAML files a rulebook folder holds, for download, review and `fivestar check`."""

import io
import zipfile
from datetime import date
from typing import Any

import yaml

from fivestar.engine import Rulebook

_HEAD = "# {name}\n# {digest}\n"


class _Folded(yaml.SafeDumper):
    """Lists set in from their key, as the shipped rulebooks are written."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:  # noqa: FBT001, FBT002 -- yaml's own signature
        super().increase_indent(flow, indentless=False)


def files(rulebook: Rulebook) -> dict[str, str]:
    """Path inside the folder → text: edition.yaml, facts.yaml and a file for each star, in their order."""
    document = rulebook.document
    stars = {f"stars/{number}-{star['id']}.yaml": star for number, star in enumerate(document["stars"], start=1)}
    edition = {
        "format": document["format"],
        **_with_dates(document["edition"]),
        "facts": ["facts.yaml"],
        "stars": list(stars),
    }
    return {
        "edition.yaml": _text(rulebook, edition),
        "facts.yaml": _text(rulebook, {"facts": document["facts"]}),
        **{path: _text(rulebook, star) for path, star in stars.items()},
    }


def as_text(rulebook: Rulebook) -> str:
    """The whole rulebook as one text, each file under its name."""
    return "\n".join(f"# ── {path} ──\n{text}" for path, text in files(rulebook).items())


def as_zip(rulebook: Rulebook) -> bytes:
    """The folder as a zip; the same rulebook gives the same bytes."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, text in files(rulebook).items():
            entry = zipfile.ZipInfo(f"{rulebook.edition.id}/{path}")
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, text)
    return target.getvalue()


def _with_dates(edition: dict[str, Any]) -> dict[str, Any]:
    """Days as YAML days, unquoted, as people write them."""
    return {**edition, **{key: date.fromisoformat(edition[key]) for key in ("valid_from", "valid_to")}}


def _text(rulebook: Rulebook, value: Any) -> str:
    head = _HEAD.format(name=rulebook.edition.name, digest=rulebook.digest)
    body = yaml.dump(value, Dumper=_Folded, allow_unicode=True, sort_keys=False, width=110)
    return head + body
