"""Acts of voices: what is put into the letterbox, what its opening does, what the office does."""

from fivestar.disclosure.voices.actions.errors import UnableToHandle, UnableToSpeak
from fivestar.disclosure.voices.actions.filing import put_in_voice, put_in_word
from fivestar.disclosure.voices.actions.handling import answer, ask_back, open_identity, pass_on, step_aside
from fivestar.disclosure.voices.actions.keeping import climb_overdue, destroy_day_keys, destroy_identities, reroute
from fivestar.disclosure.voices.actions.opening import open_letterbox, put_in_empty

__all__ = [
    "UnableToHandle",
    "UnableToSpeak",
    "answer",
    "ask_back",
    "climb_overdue",
    "destroy_day_keys",
    "destroy_identities",
    "open_identity",
    "open_letterbox",
    "pass_on",
    "put_in_empty",
    "put_in_voice",
    "put_in_word",
    "reroute",
    "step_aside",
]
