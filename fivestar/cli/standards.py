"""`fivestar put-in-force`: the standards a district rates by from a day on, from their folder."""

from datetime import datetime
from pathlib import Path

import click

from fivestar import engine
from fivestar.engine.faults import RulebookFaults
from fivestar.foundation.access import SYSTEM
from fivestar.foundation.clock import machine_now
from fivestar.standards import actions
from fivestar.standards.catalogue import ConflictingFact
from fivestar.territory.queries import district_by_code

BAD_INPUT = 2


@click.command("put-in-force")
@click.argument("folder", metavar="标准文件夹", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--district", "code", metavar="代码", required=True, help="区(县)的代码")
@click.option(
    "--from", "first", metavar="日期", required=True, type=click.DateTime(["%Y-%m-%d"]), help="从哪一天起施行"
)
@click.pass_context
def put_in_force(ctx: click.Context, folder: Path, code: str, first: datetime) -> None:
    """检查一份评星标准,存入,从某一天起在一个区施行;前一份到前一天为止,全部支部随即重算。"""
    district = district_by_code(code)
    if district is None:
        raise click.BadParameter(f"没有代码为 {code} 的区(县)", param_hint="--district")
    try:
        hurdles = actions.hurdles_before(district, engine.load(folder), first.date())
        if hurdles:
            for denied in hurdles:
                click.echo(str(denied), err=True)
            ctx.exit(BAD_INPUT)
        edition = actions.load_edition(actor=SYSTEM, path=folder, at=machine_now())
        actions.put_in_force(actor=SYSTEM, district=district, edition=edition, from_day=first.date(), at=machine_now())
    except RulebookFaults as refused:
        for fault in refused.faults:
            click.echo(str(fault), err=True)
        ctx.exit(BAD_INPUT)
    except (actions.UnableToPutInForce, ConflictingFact) as refused:
        raise click.UsageError(str(refused)) from refused
    click.echo(f"{district.name}自 {first:%Y-%m-%d} 起施行“{edition.name}”。")
