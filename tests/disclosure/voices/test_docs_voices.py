"""The figures in the explanation are the program's."""

from pathlib import Path

from fivestar.disclosure.voices import boxes, codes, flood, jobs, terms, work

PAGE = Path(__file__).resolve().parents[3] / "docs" / "explanation" / "voices.md"


def test_the_explanation_says_what_the_program_does() -> None:
    text = " ".join(PAGE.read_text(encoding="utf-8").split())
    empty = {one.name: one for one in jobs.PERIODIC}["voices.empty_slips"]
    seconds = int(empty.every.total_seconds())
    a_day = round(24 * 60 * 60 / seconds / jobs.ONE_IN)
    days = {one.id: one.value for one in terms.terms()}

    sentences = [
        f"one in {jobs.ONE_IN} every {seconds} seconds, about {a_day} a day",
        f"filled up to {boxes.SMALLEST_SLIP // 1024} KiB or a doubling",
        f"{codes.RANDOM_CHARACTERS} characters of Crockford's alphabet drawn at random",
        f"{codes.RANDOM_CHARACTERS * 5} bits",
        f"{flood.MOST['follow']} wrong codes a day",
        f"From the {flood.FREE['file'] + 1}th voice of a day from one address (the {flood.FREE['follow'] + 1}th wrong",
        f"no more than {flood.MOST_BY_SUM['file']} voices ({flood.MOST_BY_SUM['follow']} codes) a day",
        f"From the {flood.MOST['file'] + 1}st all are refused",
        f"in {flood.SIZE / 1024**2:.1f} MiB of memory",
        f"{work.PARTS} searches for a SHA-256 digest that begins with {work.ZERO_BITS} zero bits",
        f"some {work.PARTS * 2**work.ZERO_BITS // 1000},000 digests",
        f"after {flood.FREE_FOR_ALL['file']} voices or {flood.ADDRESSES:,} addresses",
        f"destroyed {days['identity_after_closing']} days after closing, after two years at the latest",
        "any run of 12 characters",
    ]
    assert [one for one in sentences if one not in text] == []
    assert days["identity_at_most"] == 2 * 365


def test_the_sum_of_guesses_is_right() -> None:
    tries_a_day = 1_000_000 * flood.MOST["follow"]
    one_try = 10_000 / 2**95

    assert f"{tries_a_day:.1e}" == "6.0e+07"
    assert f"{one_try:.1e}" == "2.5e-25"
    assert f"{tries_a_day * one_try:.1e}" == "1.5e-17"
    assert f"{tries_a_day * one_try * 365 * 1000:.0e}" == "6e-12"
