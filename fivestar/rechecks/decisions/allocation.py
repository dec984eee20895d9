"""How many are taken from each stratum."""

from collections.abc import Mapping


def shares_of(sizes: Mapping[str, int], total: int) -> dict[str, int]:
    """`total` divided in proportion to the sizes by the largest remainders; at least one of each where there is room.

    Never more than a stratum has. Equal remainders go by the stratum's name.
    """
    filled = {name: size for name, size in sizes.items() if size > 0}
    total = min(total, sum(filled.values()))
    each = 1 if total >= len(filled) else 0
    taken = dict.fromkeys(sizes, 0) | dict.fromkeys(filled, each)
    left = total - each * len(filled)
    rest = sum(filled.values()) - each * len(filled)
    if left <= 0 or rest <= 0:
        return taken
    exact = {name: (left * (size - each), rest) for name, size in filled.items()}
    for name, (numerator, denominator) in exact.items():
        taken[name] += numerator // denominator
    by_remainder = sorted(exact, key=lambda name: (-(exact[name][0] % rest), name))
    for name in by_remainder[: total - sum(taken.values())]:
        taken[name] += 1
    return taken
