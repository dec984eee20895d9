"""Where nobody lives: province, city, district, townships and villages of the demonstration, all names invented."""

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

DISTRICT_CODE = "990001"
REGION_NAMES = {"99": "演示省", "9900": "禾州市", DISTRICT_CODE: "禾泉区"}

# Township, rural branches, urban communities. 353 and 14 in all.
TOWNSHIPS = (
    ("禾东街道", 9, 6),
    ("禾西街道", 8, 5),
    ("泉北街道", 12, 3),
    ("新桥街道", 14, 0),
    ("柳河镇", 26, 0),
    ("石渡镇", 25, 0),
    ("青龙湾镇", 23, 0),
    ("东陂镇", 21, 0),
    ("清溪口镇", 25, 0),
    ("安和镇", 23, 0),
    ("双槐镇", 22, 0),
    ("麦泉镇", 21, 0),
    ("白石坡乡", 19, 0),
    ("竹林寨乡", 24, 0),
    ("大田乡", 21, 0),
    ("上河口乡", 20, 0),
    ("枣园乡", 22, 0),
    ("向阳坡乡", 18, 0),
)
RURAL_BRANCHES = sum(rural for _, rural, _ in TOWNSHIPS)
URBAN_BRANCHES = sum(urban for _, _, urban in TOWNSHIPS)

# Villages whose stories are told; the others get names by lot.
TOLD_VILLAGE = ("柳河镇", "青塘")
TOLD_COMMUNITY = ("禾东街道", "桥南")
OUTSIDE_VILLAGE = ("大田乡", "旧仓")
"""Its committee stands outside the drive; its collective is the 368th of the income statistic."""

_FIRST = "青柳石槐枣桃杏梨麦谷禾泉溪塘渡桥坡岗湾陂沙竹松榆桐莲荷菱雁鹿鹤云霞朝晴向安和永丰裕乐义仁礼德善孝"
_SECOND = ("塘", "湾", "坡", "渡", "桥", "岗", "陂", "堰", "寨", "楼", "铺", "店", "营", "台", "坪", "园", "畈", "墩")
_COMMUNITY = (
    *("桥南", "文昌里", "禾苑", "书院巷", "东关口", "锦禾", "泉音", "望河", "北仓巷", "西园里", "朝禾"),
    *("听泉", "春晓里", "安和苑"),
)


@dataclass(frozen=True, slots=True)
class Place:
    """A committee of the demonstration with its township and the category of its branch."""

    code: str
    name: str
    township: str
    category: str

    @property
    def core(self) -> str:
        return self.name.removesuffix("村委会").removesuffix("社区居委会")


def places(lot: Random) -> list[Place]:
    """All 368 committees in register order; the same for the same lot."""
    villages = _village_names(lot)
    communities = iter(_COMMUNITY)
    found = []
    for number, (township, rural, urban) in enumerate(TOWNSHIPS, 1):
        base = f"{DISTRICT_CODE}{number:03}"
        found += [
            Place(f"{base}{at:03}", f"{next(communities)}社区居委会", township, "urban") for at in range(1, urban + 1)
        ]
        for at in range(rural):
            core = TOLD_VILLAGE[1] if (township, at) == (TOLD_VILLAGE[0], 2) else next(villages)
            found.append(Place(f"{base}{200 + at}", f"{core}村委会", township, "rural"))
        if township == OUTSIDE_VILLAGE[0]:
            found.append(Place(f"{base}{200 + rural}", f"{OUTSIDE_VILLAGE[1]}村委会", township, "outside"))
    return found


def _village_names(lot: Random) -> Iterator[str]:
    names = [first + second for first in _FIRST for second in _SECOND if first != second]
    lot.shuffle(names)
    return (name for name in names if name not in (TOLD_VILLAGE[1], OUTSIDE_VILLAGE[1]))
