"""Who may say what about a branch. A fact has one supplier: departments answer for theirs; what villages and townships
say, in a file too, is stated and waits for its review.
"""

from fivestar.foundation.access import Duty, Policy, Subject

_ORGANISE = frozenset({Duty.ORGANISE})
_SUPPLY = frozenset({Duty.SUPPLY})
_STATE = frozenset({Duty.OWN, Duty.HELPER, Duty.CLERK})

SUBJECTS = (
    Subject("facts.ImportBatch", path_field="path", domains=(("facts", "department"),), seen_by="facts.read_batch"),
)

POLICIES = (
    # May he bring a file to this district's import page at all? Each row of the file is asked for below.
    # What the organisation department confirms by file weighs what it confirms one by one.
    Policy("facts.import_confirmed", "territory.Region", duties=_ORGANISE, reach="touching", second_factor=True),
    Policy("facts.import_confirmed", "territory.Region", duties=_SUPPLY, reach="touching"),
    Policy("facts.import_stated", "territory.Region", duties=_STATE, reach="touching"),
    # One fact of one branch.
    Policy("facts.confirm_department", "territory.Branch", duties=_ORGANISE, second_factor=True),
    Policy("facts.confirm_department", "territory.Branch", duties=_SUPPLY, domain="facts"),
    Policy("facts.confirm_local", "territory.Branch", duties=_ORGANISE, second_factor=True),
    # What the village supplies, and what the township supplies of it.
    Policy("facts.state_local", "territory.Branch", duties=_STATE),
    Policy("facts.state_township", "territory.Branch", duties=frozenset({Duty.CLERK})),
    # What a helper or the clerk answered for the secretary (代填) is taken back by him alone.
    Policy("facts.undo_answer", "territory.Branch", duties=frozenset({Duty.OWN})),
    # A re-check found that what they carried did not hold: they are to be confirmed anew.
    Policy(
        "facts.reopen",
        "territory.Branch",
        duties=frozenset({Duty.ORGANISE, Duty.TASKFORCE, Duty.GUIDE}),
        domain="stars",
    ),
    # Bulk of a whole district, taken over from another record: the program itself and the organisation department.
    Policy("facts.record", "territory.Region", duties=_ORGANISE, second_factor=True),
    # A file on its way: those whose post lies over the unit it was brought for, and whose department's it is.
    Policy("facts.read_batch", "facts.ImportBatch", duties=_ORGANISE | _SUPPLY | _STATE, domain="facts"),
    Policy("facts.change_batch", "facts.ImportBatch", duties=_ORGANISE | _SUPPLY | _STATE, domain="facts"),
)
