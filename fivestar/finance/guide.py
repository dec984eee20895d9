"""The station of the guided path about the ledger."""

from fivestar.foundation.guide import PUBLIC_ROLE, Station
from fivestar.foundation.outcome import N_

STATIONS = (
    Station(
        "ledger",
        PUBLIC_ROLE,
        N_("集体的账一笔一笔看"),
        N_("青塘村 · 账目"),
        N_("不登录也能看：每一期的期初、期末余额，每一笔的凭证号，合同和监督委员会的答复。"),
        N_("看账目"),
        "branch_ledger",
        "branch",
    ),
)
