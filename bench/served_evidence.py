"""`python -m bench.served_evidence`: 100,000 hashes in the database of the environment. `bench.evidence` calls it.

The hashes are those of soft random pictures (a coarse field with some grain), whose bits hang together as those of
real ones do; a thousand are near copies of others, half of them mirrored. Every search must give what comparing with
each gives, or the run fails.
"""

from hashlib import sha256
from time import perf_counter

import numpy as np

from bench.places import AT, settle
from bench.rulebooks import AS_AT, FOLDER
from bench.timing import seconds, spread
from fivestar.cli.main import set_up_django

set_up_django()

from django.db import connection  # noqa: E402 -- Django must be set up first
from django.test.utils import CaptureQueriesContext  # noqa: E402 -- Django must be set up first

from fivestar.evidence import fingerprints  # noqa: E402 -- beside the others
from fivestar.evidence.fingerprints import NEAR, Fingerprint  # noqa: E402 -- beside the others
from fivestar.evidence.models import Evidence  # noqa: E402 -- needs Django
from fivestar.evidence.queries import looks  # noqa: E402 -- needs Django
from fivestar.foundation.access import SYSTEM  # noqa: E402 -- beside the others
from fivestar.standards import actions as standards  # noqa: E402 -- needs Django
from fivestar.territory.models import Branch  # noqa: E402 -- needs Django

COUNT, COPIES, SEARCHES, ON_A_PAGE = 100_000, 1_000, 200, 20
BRANCHES = 454


def main() -> None:
    prints = _prints()
    start = perf_counter()
    _keep(prints)
    print(f"    {COUNT:,} hashes kept in {perf_counter() - start:.1f} s, {COPIES:,} of them near copies of others")
    files = list(Evidence.objects.order_by("pk"))
    _agree(files[-SEARCHES:], files)
    one = [seconds(lambda file=file: looks(SYSTEM, [file])) for file in files[-SEARCHES:]]
    some = [seconds(lambda at=at: looks(SYSTEM, files[at : at + ON_A_PAGE])) for at in range(0, 1000, ON_A_PAGE)]
    with CaptureQueriesContext(connection) as captured:
        looks(SYSTEM, files[-1:])
    print(f"    what is like one file: {spread(one)}, {len(captured)} queries")
    print(f"    what is like each of {ON_A_PAGE}: {spread(some)}", flush=True)


def _prints() -> list[Fingerprint]:
    random = np.random.default_rng(7)
    rows, columns = np.linspace(0, 2, 8), np.linspace(0, 2, 9)
    coarse = random.normal(size=(COUNT - COPIES, 3, 3))
    field = np.einsum("ri,nij,cj->nrc", _weights(rows), coarse, _weights(columns))
    field += 0.25 * random.normal(size=field.shape)
    hashes = [int(bits, 2) for bits in _texts(field[:, :, :-1] < field[:, :, 1:])]
    copies = []
    for number in range(COPIES):
        dhash = hashes[int(random.integers(len(hashes)))]
        for bit in random.choice(64, size=int(random.integers(NEAR + 1)), replace=False):
            dhash ^= 1 << int(bit)
        copies.append(_mirror(dhash) if number % 2 else dhash)
    return [Fingerprint(dhash, _mirror(dhash)) for dhash in [*hashes, *copies]]


def _weights(places: np.ndarray) -> np.ndarray:
    """How much of each of three coarse points a fine point takes: linear between them."""
    return np.clip(1 - np.abs(places[:, None] - np.arange(3)), 0, 1)


def _texts(bits: np.ndarray) -> list[str]:
    return ["".join(row) for row in np.where(bits.reshape(len(bits), -1), "1", "0").tolist()]


def _mirror(dhash: int) -> int:
    """Of the picture in a mirror: each row read backwards, darker and lighter changed over."""
    mirrored = 0
    for row in range(8):
        bits = dhash >> 8 * row & 0xFF
        mirrored |= int(f"{bits:08b}"[::-1], 2) << 8 * row
    return mirrored ^ 2**64 - 1


def _keep(prints: list[Fingerprint]) -> None:
    branches = list(Branch.objects.filter(district=settle(BRANCHES)).order_by("pk"))
    edition = standards.load_edition(actor=SYSTEM, path=FOLDER / "rural-2023", at=AT)
    Evidence.objects.bulk_create(
        (
            Evidence(
                branch=branches[number % BRANCHES],
                edition=edition,
                criterion_id=f"R{number % 3:03d}",
                star="industry",
                name="a.jpg",
                kind="jpg",
                bytes=1,
                sha256=sha256(f"kept {number}".encode()).hexdigest(),
                sha256_given=sha256(f"given {number}".encode()).hexdigest(),
                dhash=fingerprints.as_text(look.dhash),
                dhash_mirror=fingerprints.as_text(look.mirror),
                **{f"band_{place}": band for place, band in enumerate(fingerprints.bands(look.dhash))},
                storage_key=f"{AS_AT.year}/{number}",
                brought_as="village",
                added_by="bench",
                added_at=AT,
            )
            for number, look in enumerate(prints)
        ),
        batch_size=2_000,
    )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _agree(searched: list[Evidence], files: list[Evidence]) -> None:
    """The search's answers are those of comparing with every file."""
    keys = np.array([file.pk for file in files])
    hashes = np.array([int(file.dhash, 16) for file in files], dtype=np.uint64)
    places = [(file.branch_id, file.criterion_id) for file in files]
    took, near = [], 0
    found = {key: {one.file.pk for one in look.alike} for key, look in looks(SYSTEM, searched[:ON_A_PAGE]).items()}
    for start in range(ON_A_PAGE, len(searched), ON_A_PAGE):
        for key, look in looks(SYSTEM, searched[start : start + ON_A_PAGE]).items():
            found[key] = {one.file.pk for one in look.alike}
    for file in searched:
        look = Fingerprint(int(file.dhash, 16), int(file.dhash_mirror, 16))
        begun = perf_counter()
        bits = np.minimum(
            np.bitwise_count(hashes ^ np.uint64(look.dhash)), np.bitwise_count(hashes ^ np.uint64(look.mirror))
        )
        took.append(perf_counter() - begun)
        expected = {
            int(keys[at])
            for at in np.flatnonzero(bits <= NEAR)
            if look.says_enough and places[at] != (file.branch_id, file.criterion_id)
        }
        near += len(expected)
        if found.get(file.pk, set()) != expected:
            raise SystemExit(f"file {file.pk}: found {found.get(file.pk)}, comparing with each gives {expected}")
    print(f"    {len(searched)} searches equal comparing with each ({near} near; NumPy in memory {spread(took)})")


if __name__ == "__main__":
    main()
