"""The code of a printed sheet: an entry's slip as the address of the page that checks it, drawn so that it is read from
paper.

Whoever opened that page once checks a sheet without a network: nothing of the slip is sent, it stands behind the `#`.
"""

from dataclasses import dataclass, replace

import segno
from django.conf import settings

from fivestar.foundation.logtree.slips import Slip
from fivestar.foundation.publiclog.models import LogEntry
from fivestar.foundation.publiclog.reading import slip_of

VERIFY_PATH = "verify/"
"""Below the origin. The page is of a room above (`disclosure.proof`), which takes its address from here."""
MOST_LETTERS = 1600
"""Longer codes are not read from paper by an old telephone at arm's length."""
ERROR_LEVEL = "m"
"""15 % of it may be rain, a fold or a staple."""
_BORDER = 4  # modules of white that readers need


@dataclass(frozen=True, slots=True)
class PrintedCode:
    """text: what the code says. svg: the code. modules: along an edge, without the white around it."""

    text: str
    svg: str
    modules: int


def code_of(entry: LogEntry | None) -> PrintedCode | None:
    """None while the entry has no place in the log yet, or its content was taken out."""
    slip = slip_of(entry) if entry is not None else None
    return drawn(slip_address(slip)) if slip is not None else None


def slip_address(slip: Slip) -> str:
    """In at most MOST_LETTERS: the last witnesses stay away when there is no room for all of them."""
    while True:
        text = f"{settings.ORIGIN}/{VERIFY_PATH}#{slip.to_text()}"
        if len(text) <= MOST_LETTERS:
            return text
        if not slip.witnesses:
            raise ValueError(f"{slip.kind}: a code of {len(text)} letters is more than {MOST_LETTERS}")
        slip = replace(slip, witnesses=slip.witnesses[:-1])


def drawn(text: str) -> PrintedCode:
    code = segno.make(text, error=ERROR_LEVEL, boost_error=False, mode="byte")
    svg = code.svg_inline(border=_BORDER, light="#fff", omitsize=True)
    return PrintedCode(text, svg, int(code.symbol_size(border=0)[0]))
