"""What is entered in the public log: the one table. A kind is added here before anything of it is recorded."""

from dataclasses import dataclass

from fivestar.foundation.outcome import N_


@dataclass(frozen=True, slots=True)
class Kind:
    """label: on a page. fields: what its content has, beside `day`; none of them ever names a person."""

    id: str
    label: str
    fields: tuple[str, ...]


KINDS = (
    Kind("notice.posted", N_("公示贴出"), ("id", "class", "from", "to", "corrects", "rows", "figures", "document")),
    Kind("notice.withdrawn", N_("公示撤回"), ("id",)),
    Kind("edition.in_force", N_("评星标准施行"), ("category", "edition", "from")),
    Kind("rule.entered", N_("规则录入"), ("id", "rule", "value", "unit", "from", "to", "article", "source")),
    Kind("rule.withdrawn", N_("规则撤回"), ("id",)),
    Kind("recheck.committed", N_("复核抽签承诺"), ("id", "commitment", "take", "result_name", "result_on")),
    Kind("recheck.drawn", N_("复核抽签结果"), ("id", "commitment", "result", "secret", "drawn")),
    Kind("recheck.void", N_("复核抽签作废"), ("id", "commitment")),
    Kind("tour.committed", N_("观摩路线承诺"), ("id", "commitment", "result_name", "result_on")),
    Kind("tour.drawn", N_("观摩路线抽出"), ("id", "commitment", "result", "secret", "drawn")),
    Kind("ledger.published", N_("集体账目公开"), ("id", "period", "opening", "closing", "lines", "document")),
    Kind("rating.published", N_("评星结果公布"), ("id", "document")),
)
BY_ID = {kind.id: kind for kind in KINDS}
