"""Prints docs/reference/projects.md from the tables of the room.

python -m tests.projects.pages
"""

from pathlib import Path

from fivestar.projects.steps import NEEDED, PUBLICATIONS, STEPS
from fivestar.projects.workflow import STATES
from fivestar.standards.law.kinds import BODIES, FLAG_WORDS, KINDS, PARTS

PAGE = Path(__file__).resolve().parents[2] / "docs" / "reference" / "projects.md"
HEAD = """# Projects: steps, states, rules

Printed from the program by `python -m tests.projects.pages`; a test compares. Why a meeting counts or does not:
[Whether a meeting counts](../explanation/deliberation.md).
"""


def projects_page() -> str:
    lines = [HEAD, "## The four deliberations", "", "| step | who may meet | not judged without |", "|---|---|---|"]
    for step in STEPS:
        for body in step.bodies:
            needed = ", ".join(f"`{name}`" for name in NEEDED[body])
            lines.append(f"| {step.label} `{step.id}` | {BODIES[body]} `{body}` | {needed} |")
    lines += ["", "The two disclosures: " + ", ".join(f"{label} `{kind}`" for kind, label in PUBLICATIONS) + ".", ""]
    lines += ["## States", "", "| state | what may be done |", "|---|---|"]
    lines += [f"| {one.label} `{one.id}` | {', '.join(f'`{act}`' for act in one.acts) or '–'} |" for one in STATES]
    lines += ["", "## Rules there can be", "", "Each for `village` and `community`: `village.members.present`.", ""]
    lines += ["| name | what it says | value |", "|---|---|---|"]
    values = {"share": "at least / more than n/d of due / present", "days": "days", "flag": "yes"}
    for kind in KINDS:
        words = f"{BODIES[kind.body]}：{PARTS[kind.part]}" if kind.body else FLAG_WORDS[kind.name]
        lines.append(f"| `{kind.name}` | {words} | {values[kind.kind]} |")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    PAGE.write_text(projects_page(), encoding="utf-8")
