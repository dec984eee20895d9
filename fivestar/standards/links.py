"""Pages of upper rooms that belong to a proposal, such as its effect on every branch. `config/wiring` fills it."""

from dataclasses import dataclass

from fivestar.foundation.registers import Register


@dataclass(frozen=True, slots=True)
class ProposalLink:
    """`url_name` takes the district's code and the proposal's public id; `label` is a message id."""

    url_name: str
    label: str


proposal_links: Register[ProposalLink] = Register("standards.proposal_links")
