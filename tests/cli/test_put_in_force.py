"""A district's first standards are put in force on the command line."""

from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from fivestar.cli.main import main
from fivestar.scorecards.models import Scorecard
from fivestar.standards.models import EditionInForce
from tests.cast import Cast
from tests.factories import RULEBOOKS

pytestmark = pytest.mark.django_db


def put(folder: Path, district: str = "990099", day: str = "2023-01-01") -> Result:
    return CliRunner().invoke(main, ["put-in-force", str(folder), "--district", district, "--from", day])


def test_the_shipped_standards_begin_on_their_day_and_every_branch_is_rated(cast: Cast) -> None:
    result = put(RULEBOOKS / "rural-2023")

    assert result.exit_code == 0, result.output
    assert result.output == "青禾区(测试)自 2023-01-01 起施行“农村“五星”支部评星标准(2023 年)”。\n"
    rows = EditionInForce.objects.values_list("district__code", "category", "edition__slug", "from_day", "to_day")
    assert list(rows) == [("990099", "rural", "rural-2023", date(2023, 1, 1), None)]
    assert Scorecard.objects.filter(branch=cast.dongliu, is_current=True).count() == 2


def test_what_is_wrong_is_said_and_nothing_begins(cast: Cast, tmp_path: Path) -> None:
    (tmp_path / "edition.yaml").write_text("format: 1\n", encoding="utf-8")

    results = [
        put(RULEBOOKS / "rural-2023", district="000000"),
        put(RULEBOOKS / "rural-2023", day="2025-01-01"),
        put(tmp_path),
    ]

    assert [result.exit_code for result in results] == [2, 2, 2]
    assert ["000000" in results[0].output, "2025-01-01" in results[1].output, "edition.yaml" in results[2].output] == [
        True
    ] * 3
    assert EditionInForce.objects.count() == 0
