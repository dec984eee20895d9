"""Pictures that look alike are found, those that do not are not, and the banding misses none within its reach."""

from random import Random

from hypothesis import given
from hypothesis import strategies as st
from PIL import ImageEnhance, ImageOps

from fivestar.evidence.cleaning.pictures import fingerprint_of
from fivestar.evidence.fingerprints import (
    BITS,
    NEAR,
    Fingerprint,
    Shelf,
    as_text,
    bands,
    distance,
    nearest,
    probes,
)
from tests.evidence.made import scene

hashes = st.integers(0, 2**BITS - 1)


def test_a_smaller_brighter_or_mirrored_copy_is_near() -> None:
    picture = scene()
    look = fingerprint_of(picture)

    copies = [
        picture.resize((320, 240)),
        ImageEnhance.Brightness(picture).enhance(1.2),
        ImageOps.mirror(picture),
        picture.crop((4, 4, 636, 476)),
    ]

    assert [nearest(look, fingerprint_of(copy).dhash) <= NEAR for copy in copies] == [True] * 4


def test_other_pictures_are_not_near() -> None:
    prints = [fingerprint_of(scene(seed)) for seed in range(1, 41)]

    near = [
        (one, other) for one in range(40) for other in range(one) if nearest(prints[one], prints[other].dhash) <= NEAR
    ]

    assert near == []


def test_a_turned_picture_is_missed_as_the_docs_say() -> None:
    picture = scene()

    assert nearest(fingerprint_of(picture), fingerprint_of(picture.rotate(90, expand=True)).dhash) > NEAR


def test_an_empty_sheet_says_too_little_to_be_compared() -> None:
    assert not fingerprint_of(ImageOps.colorize(scene().convert("L"), "#fff", "#fff")).says_enough


@given(hashes, hashes, st.sets(st.integers(0, BITS - 1), max_size=NEAR), st.booleans())
def test_whatever_differs_in_at_most_seven_bits_shares_a_probed_band(
    dhash: int, mirror: int, flipped: set[int], is_mirrored: bool
) -> None:
    other = mirror if is_mirrored else dhash
    for bit in flipped:
        other ^= 1 << bit

    looked_up = probes(Fingerprint(dhash, mirror))

    assert any(band in values for band, values in zip(bands(other), looked_up, strict=True))


@given(hashes)
def test_the_bands_are_the_hash_in_four_parts(dhash: int) -> None:
    assert "".join(f"{band:04x}" for band in bands(dhash)) == as_text(dhash)


def test_near_ones_are_told_with_their_distance() -> None:
    random = Random(1)
    look = Fingerprint(random.getrandbits(BITS), random.getrandbits(BITS))
    stored = {1: look.dhash, 2: look.dhash ^ 0b111, 3: look.mirror ^ 1, 4: look.dhash ^ 2**8 - 1}

    assert distance(look.dhash, stored[4]) == NEAR + 1
    assert Shelf(stored.items()).near(look) == {1: 0, 2: 3, 3: 1}
