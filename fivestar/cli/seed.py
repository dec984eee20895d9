"""`fivestar seed`: both rulebooks, and in a demonstration the fictitious district and the real register."""

import time

import click
from django.conf import settings

from fivestar.demonstration.published import seed_real_district
from fivestar.demonstration.seeding import load_standards, seed_district
from fivestar.foundation.outcome import Refused


@click.command()
def seed() -> None:
    """装入评星标准;演示版另装演示区 990001 和 411003 的公开名录。可重复执行,已有的不改动。"""
    began = time.monotonic()

    def say(line: str) -> None:
        click.echo(f"{time.monotonic() - began:5.1f} s  {line}")

    try:
        editions = load_standards(say)
        if settings.IS_PRODUCTION:
            say("正式运行:不装演示数据;名录用 fivestar import-register 导入")
            return
        seed_district(editions, settings.DEMONSTRATION_DATE, say)
        seed_real_district(editions, say)
    except Refused as refused:
        raise click.ClickException(str(refused)) from refused
