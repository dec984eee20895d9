"""What imports do not show goes downwards too: relations, addresses, templates."""

import ast
import re
from pathlib import Path

from django.apps import apps
from django.db.models import Model

from tests.architecture.house import (
    PACKAGE,
    ROOMS,
    calls,
    height,
    room_of,
    sources,
    template_name,
    templates,
    url_rooms,
)

# design section 2, the whole house from the top; rooms that are not built yet are not missed.
DESIGN = (
    "cli config demonstration desk press disclosure advice rating rechecks specialties exemplars satisfaction"
    " fieldwork projects shortfalls scorecards finance notices meetings facts evidence standards responsibility"
    " territory foundation engine"
).split()
_TEMPLATE_TAG = re.compile(r"""{%-?\s*(extends|include)\s+["']([^"'#]+)["'#]""")
_URL_TAG = re.compile(r"""{%\s*url\s+["']([\w-]+)["']""")


def _dangling(references: list[tuple[str, str, str, str]]) -> list[str]:
    """References (place, room, what, room of it) that go upwards."""
    return [
        f"{place} ({room}) uses {what} ({other})"
        for place, room, what, other in references
        if height(room) < height(other)
    ]


def test_the_rooms_stand_in_the_order_of_the_design() -> None:
    folders = {path.name for path in PACKAGE.iterdir() if (path / "__init__.py").exists()}

    assert set(ROOMS) == folders
    assert list(ROOMS) == [room for room in DESIGN if room in ROOMS]


def test_a_reference_upwards_is_found() -> None:
    references = [
        ("wall.html", "scorecards", "branch", "territory"),
        ("base.html", "foundation", "wall", "scorecards"),
        ("card.html", "scorecards", "wall", "scorecards"),
    ]

    assert _dangling(references) == ["base.html (foundation) uses wall (scorecards)"]


def test_every_app_is_labelled_with_its_room() -> None:
    ours = {config.name: config.label for config in apps.get_app_configs() if config.name.startswith("fivestar.")}

    assert ours == {f"fivestar.{room}": room for room in ROOMS if room not in {"cli", "config", "engine"}}


def test_relations_between_records_go_downwards() -> None:
    references = [
        (f"{model.__name__}.{field.name}", model._meta.app_label, related.__name__, related._meta.app_label)
        for model in apps.get_models()
        if model.__module__.startswith("fivestar.")
        for field in model._meta.get_fields()
        if field.is_relation
        and not field.auto_created
        and isinstance(related := field.related_model, type)
        and issubclass(related, Model)
        and related.__module__.startswith("fivestar.")
    ]

    assert references
    assert _dangling(references) == []


def test_templates_extend_and_include_downwards() -> None:
    homes = {template_name(path): room_of(path) for path in templates()}
    references = [
        (str(path.relative_to(PACKAGE)), room_of(path), name, homes[name])
        for path in templates()
        for _tag, name in _TEMPLATE_TAG.findall(path.read_text(encoding="utf-8"))
        if name in homes
    ]

    assert references
    assert _dangling(references) == []


def test_addresses_in_templates_point_downwards() -> None:
    rooms = url_rooms()
    references = [
        (str(path.relative_to(PACKAGE)), room_of(path), name, rooms[name])
        for path in templates()
        for name in _URL_TAG.findall(path.read_text(encoding="utf-8"))
        if name in rooms
    ]

    assert references
    assert _dangling(references) == []


def _addresses(path: Path) -> list[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return [
        call.args[0].value
        for call in calls(tree, {"reverse", "reverse_lazy", "redirect", "resolve_url"})
        if call.args and isinstance(call.args[0], ast.Constant) and isinstance(call.args[0].value, str)
    ]


def test_addresses_in_code_point_downwards() -> None:
    rooms = url_rooms()
    references = [
        (str(path.relative_to(PACKAGE)), room_of(path), name, rooms[name])
        for path in sources()
        for name in _addresses(path)
        if name in rooms
    ]

    assert _dangling(references) == []


def test_records_are_not_fetched_by_name_past_the_contracts() -> None:
    fetching = [
        str(path.relative_to(PACKAGE))
        for path in sources()
        if any(calls(ast.parse(path.read_text(encoding="utf-8")), {"get_model", "get_registered_model"}))
        and room_of(path) != "foundation"  # the access mechanism is told models by label, from the registers
    ]

    assert fetching == []
