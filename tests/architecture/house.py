"""The order of the rooms, read from the import contract, and who lives where."""

import ast
import configparser
import subprocess
from collections.abc import Iterator
from pathlib import Path

from django.urls import URLPattern, URLResolver, get_resolver

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "fivestar"


# Fixed by allauth and by Django's LOGIN_URL, whoever answers there: any page may name them.
_ALLAUTHS_NAMES = ("account_", "mfa_")


def contract(name: str) -> configparser.SectionProxy:
    parser = configparser.ConfigParser()
    parser.read(ROOT / ".importlinter", encoding="utf-8")
    return parser[f"importlinter:contract:{name}"]


ROOMS = tuple(contract("layers")["layers"].replace("|", " ").split())  # from the top, neighbours one after the other


def height(room: str) -> int:
    """0 for the lowest room."""
    return len(ROOMS) - 1 - ROOMS.index(room)


def room_of(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0]


def sources() -> list[Path]:
    """Every module of the product but migrations."""
    return [path for path in sorted(PACKAGE.rglob("*.py")) if "migrations" not in path.parts]


def templates() -> list[Path]:
    return [path for path in sorted(PACKAGE.rglob("templates/**/*")) if path.is_file()]


def template_name(path: Path) -> str:
    parts = path.relative_to(PACKAGE).parts
    return "/".join(parts[parts.index("templates") + 1 :])


def tracked_texts() -> Iterator[tuple[str, str]]:
    """(path, text) of every file in the repository that is text."""
    listing = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    )
    for name in filter(None, listing.stdout.split("\0")):
        path = ROOT / name
        if not path.is_file() or path.is_symlink():
            continue
        try:
            yield name, path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue


def url_rooms() -> dict[str, str]:
    """The room in whose urls.py each named address of ours is defined."""
    rooms: dict[str, str] = {}

    def walk(patterns: list[URLPattern | URLResolver], room: str) -> None:
        for pattern in patterns:
            if isinstance(pattern, URLResolver):
                module = getattr(pattern.urlconf_module, "__name__", "")
                inner = module.split(".")[1] if module.startswith("fivestar.") else "allauth"
                walk(pattern.url_patterns, inner)
            elif pattern.name and room in ROOMS and not pattern.name.startswith(_ALLAUTHS_NAMES):
                assert rooms.setdefault(pattern.name, room) == room, f"{pattern.name} is defined in two rooms"

    walk(get_resolver().url_patterns, "config")
    return rooms


def calls(tree: ast.AST, names: set[str]) -> Iterator[ast.Call]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            function = node.func
            name = function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")
            if name in names:
                yield node
