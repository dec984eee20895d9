"""Dumps of PostgreSQL made that evening and the next morning, in an attacker's hand, tell no address, device, minute or
code, and the rows' places no order."""

import os
import shutil
import subprocess
from datetime import timedelta

import pytest
from django.conf import settings
from django.db import connection

from fivestar.disclosure.voices.models import Slip
from tests.cast import Cast
from tests.disclosure.voices.stories import EVENING, open_box, voice_of
from tests.disclosure.voices.test_leaves_nothing import ADDRESSES, AGENT, ten_speak

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif("postgresql" not in str(settings.DATABASES["default"]["ENGINE"]), reason="of PostgreSQL"),
    pytest.mark.skipif(shutil.which("pg_dump") is None, reason="pg_dump is missing"),
]


def dump() -> str:
    told = connection.settings_dict
    more = {"PGPASSWORD": str(told["PASSWORD"])} if told["PASSWORD"] else {}
    command = ["pg_dump", "--data-only", "--dbname", str(told["NAME"])]
    for flag, name in (("--host", "HOST"), ("--port", "PORT"), ("--username", "USER")):
        command += [flag, str(told[name])] if told[name] else []
    return subprocess.run(
        command, check=True, capture_output=True, text=True, timeout=120, env={**os.environ, **more}
    ).stdout


def test_a_dump_of_the_evening_and_of_the_morning_tells_nothing_and_their_order_is_drawn_by_lot(cast: Cast) -> None:
    codes = ten_speak(cast)
    evening = dump()
    open_box()
    morning = dump()

    minutes = [(EVENING + timedelta(minutes=7 * number)).strftime("%Y-%m-%d %H:%M") for number in range(10)]
    assert [one for one in ("路灯", *codes) if one in evening] == []
    assert [one for one in (*ADDRESSES, AGENT, *minutes, *codes) if one in evening + morning] == []
    in_order = [voice_of(code).public_id for code in codes]
    with connection.cursor() as cursor:
        cursor.execute("SELECT public_id FROM disclosure_voice ORDER BY ctid")
        by_place = [row[0] for row in cursor.fetchall()]
    assert sorted(by_place) == sorted(in_order)
    assert by_place != in_order
    assert Slip.objects.count() == 0
