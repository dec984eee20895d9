"""The tree of regions a register needs: made where missing, named where a name is known."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from fivestar.foundation.ids import new_public_id
from fivestar.territory import names
from fivestar.territory.models import Region
from fivestar.territory.register import NATION_CODE, Row

KINDS = (Region.Kind.NATION, Region.Kind.PROVINCE, Region.Kind.CITY, Region.Kind.DISTRICT, Region.Kind.TOWNSHIP)
_PARENT_LENGTH = {2: 0, 4: 2, 6: 4, 9: 6}
NATION = "全国"
FICTITIOUS = "99"
"""No province has this code: everything under it is invented."""
_AT_ONCE = 2000


@dataclass(frozen=True, slots=True)
class Needed:
    """A region a file speaks of; a name the file leaves out is empty."""

    kind: str
    code: str
    name: str

    @property
    def parent_code(self) -> str:
        return self.code[: _PARENT_LENGTH[len(self.code)]] or NATION_CODE


def needed(rows: Iterable[Row], region_names: Mapping[str, str]) -> dict[str, Needed]:
    """The regions of all rows by code, upper before lower. `region_names` (code → name) wins over the file."""
    found: dict[str, dict[str, Needed]] = {kind: {} for kind in KINDS}
    for row in rows:
        for kind, code, name in row.regions():
            known = found[kind].get(code)
            if known is None or (name and not known.name):
                found[kind][code] = Needed(kind, code, region_names.get(code, name))
    return {code: region for kind in KINDS for code, region in found[kind].items()}


def existing(codes: Iterable[str]) -> dict[str, Region]:
    wanted = list(codes)
    regions: dict[str, Region] = {}
    for start in range(0, len(wanted), _AT_ONCE):
        for region in Region.objects.filter(code__in=wanted[start : start + _AT_ONCE]):
            regions[region.code] = region
    return regions


def lock() -> None:
    """Makes another import wait until the transaction ends: two at once would make the same villages."""
    nation, is_new = Region.objects.get_or_create(
        code=NATION_CODE, defaults={"kind": Region.Kind.NATION, "name": NATION, "short_name": NATION, "path": ""}
    )
    if is_new:
        nation.path = f"{nation.pk}."
        _named(nation, NATION).save()
    Region.objects.select_for_update(no_key=True).get(pk=nation.pk)


def ensure(regions: Mapping[str, Needed]) -> dict[str, Region]:
    """Every needed region by code, with those made that were missing. A name learnt later replaces the bare code.

    The caller holds the transaction.
    """
    lock()
    there = existing(regions)
    for kind in KINDS:
        missing = [one for one in regions.values() if one.kind == kind and one.code not in there]
        made = Region.objects.bulk_create([_new(one, there) for one in missing], batch_size=_AT_ONCE)
        for region in made:
            assert region.parent is not None  # only the nation has none, and it is there
            region.path = f"{region.parent.path}{region.pk}."
            there[region.code] = region
        Region.objects.bulk_update(made, ["path"], batch_size=_AT_ONCE)
    renamed = [_named(there[one.code], one.name) for one in regions.values() if _is_news(there[one.code], one.name)]
    Region.objects.bulk_update(renamed, ["name", "short_name", "pinyin", "initials"], batch_size=_AT_ONCE)
    return there


def _new(one: Needed, there: Mapping[str, Region]) -> Region:
    region = Region(
        public_id=new_public_id(),
        kind=one.kind,
        code=one.code,
        parent=there[one.parent_code],
        is_fictitious=one.code.startswith(FICTITIOUS),
    )
    return _named(region, one.name or one.code)


def _is_news(region: Region, name: str) -> bool:
    return bool(name) and name != region.name


def _named(region: Region, name: str) -> Region:
    region.name, region.short_name = name, names.region_short_name(name)
    region.pinyin, region.initials = names.pinyin(region.short_name)
    return region
