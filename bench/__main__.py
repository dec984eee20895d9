"""`python -m bench [part]`: engine, files, district, public, evidence, asking, year, log, province.

`python -m bench programs` writes the compared programs anew.
"""

import sys
from time import perf_counter

from bench.timing import calibration


def _engine() -> None:
    from bench import engine  # each part brings in only what it measures

    engine.run()


def _programs() -> None:
    from bench.programs import kept  # each part brings in only what it measures
    from bench.rulebooks import AS_AT, rural

    kept.write(rural(), AS_AT)


def _files() -> None:
    from bench import files  # each part brings in only what it measures

    files.run()


def _district() -> None:
    from bench import district  # each part brings in only what it measures

    district.run()


def _public() -> None:
    from bench import public  # each part brings in only what it measures

    public.run()


def _province() -> None:
    from bench import province  # each part brings in only what it measures

    province.run()


def _evidence() -> None:
    from bench import evidence  # each part brings in only what it measures

    evidence.run()


def _asking() -> None:
    from bench import asking  # each part brings in only what it measures

    asking.run()


def _year() -> None:
    from bench import year  # each part brings in only what it measures

    year.run()


def _log() -> None:
    from bench import log  # each part brings in only what it measures

    log.run()


PARTS = {
    "engine": _engine,
    "files": _files,
    "district": _district,
    "public": _public,
    "evidence": _evidence,
    "asking": _asking,
    "year": _year,
    "log": _log,
    "province": _province,
}


def main(wanted: list[str]) -> None:
    if wanted == ["programs"]:
        _programs()
        return
    unknown = set(wanted) - set(PARTS)
    if unknown:
        raise SystemExit(f"{', '.join(sorted(unknown))}: not a part; there are {', '.join(PARTS)}")
    for name in wanted or PARTS:
        print(f"\n=== {name} · {calibration()}", flush=True)
        start = perf_counter()
        PARTS[name]()
        print(f"--- {name}: {perf_counter() - start:.0f} s · {calibration()}", flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
