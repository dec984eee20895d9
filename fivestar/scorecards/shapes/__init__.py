"""The frozen values that scorecards' queries hand to pages: the wall, a branch's dossier, an effect.

Everything here is data before it is a picture. Verdict words are `met`, `unmet`, `unknown`, `not_applicable`, `pending`
(期内); one-character codes are those of `engine.verdicts.CODE`: 0 unmet, 1 met, 2 unknown, 3 not applicable,
4 pending on pace, 5 pending behind pace. Words (…_words) are Chinese rulebook text or already translated.
"""

from fivestar.scorecards.shapes.dossier import (
    Card,
    Dossier,
    FactLine,
    HistoryLine,
    Meter,
    NextStar,
    StarView,
    StepView,
    TargetView,
    TaskView,
    ToldReceipt,
)
from fivestar.scorecards.shapes.effect import (
    Effect,
    EffectLine,
)
from fivestar.scorecards.shapes.marks import (
    VERDICT_OF_CODE,
    Basis,
    Direction,
    LevelCount,
    Note,
    Share,
    StarMark,
)
from fivestar.scorecards.shapes.wall import (
    Aside,
    Block,
    Cell,
    Change,
    HoverCard,
    StarChoice,
    Stuck,
    Wall,
)

__all__ = [
    "VERDICT_OF_CODE",
    "Aside",
    "Basis",
    "Block",
    "Card",
    "Cell",
    "Change",
    "Direction",
    "Dossier",
    "Effect",
    "EffectLine",
    "FactLine",
    "HistoryLine",
    "HoverCard",
    "LevelCount",
    "Meter",
    "NextStar",
    "Note",
    "Share",
    "StarChoice",
    "StarMark",
    "StarView",
    "StepView",
    "Stuck",
    "TargetView",
    "TaskView",
    "ToldReceipt",
    "Wall",
]
