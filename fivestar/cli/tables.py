"""Tables of facts: one row per branch, one column per fact. Read in chunks, every cell checked against its definition.

Text files and workbooks go cell by cell, Parquet column by column; both name row, column and what was expected.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path

import polars as pl
from polars.exceptions import PolarsError

from fivestar.cli.cells import branch_value, fact_value
from fivestar.cli.parquet import checked_chunk, header_faults
from fivestar.engine.facts import FactDef, base_name
from fivestar.engine.faults import N_
from fivestar.engine.frames import column_type
from fivestar.engine.rulebook import Rulebook
from fivestar.foundation.sheets import Row, SheetFault, SheetFaults, Stream, read_stream

MAX_FAULTS = 50
CHUNK_ROWS = 65_536
BRANCH = "branch"


class FactTable:
    """A file of facts for one rulebook. `chunks` gives frames for `engine.rate_frame`; SheetFaults at the end when
    anything is wrong, so that all of it is said at once. Nothing is rated from a table with a fault in it.
    """

    def __init__(self, path: Path, rulebook: Rulebook) -> None:
        self.path = path
        self.name = path.name or str(path)
        self.total: int | None = None
        self.encoding: str | None = None
        self._facts = {key: rulebook.facts[base_name(key)] for key in rulebook.keys}
        self._faults: list[SheetFault] = []
        self._seen: dict[str, int] = {}

    def chunks(self) -> Iterator[pl.DataFrame]:
        yield from self._parquet_chunks() if _is_parquet(self.path) else self._row_chunks(read_stream(self.path))
        if not self._seen and not self._faults:
            self._faults.append(SheetFault(self.name, None, None, N_("文件里没有数据行")))
        if self._faults:
            raise SheetFaults(self._faults[:MAX_FAULTS])

    def _row_chunks(self, stream: Stream) -> Iterator[pl.DataFrame]:
        self.encoding = stream.encoding
        self._check_header(stream.header)
        rows: list[Row] = []
        for row in stream.rows:
            rows.append(row)
            if len(rows) == CHUNK_ROWS:
                yield self._checked(stream.header, rows)
                rows = []
            if len(self._faults) >= MAX_FAULTS:
                return
        if rows:
            yield self._checked(stream.header, rows)

    def _checked(self, header: Sequence[str], rows: Sequence[Row]) -> pl.DataFrame:
        """The rows as typed columns; a faulty cell is noted and left empty."""
        width = len(header)
        for row in rows:
            if len(row.cells) > width:
                count = len(row.cells) - width
                self._fault(row.number, None, N_("这一行比表头多 {count} 格"), count=count)
        place = header.index(BRANCH)
        columns = [pl.Series(BRANCH, [self._branch(row, place) for row in rows], dtype=pl.String)]
        for index, key in enumerate(header):
            if key != BRANCH:
                fact = self._facts[key]
                values = [self._value(row, index, key, fact) for row in rows]
                columns.append(pl.Series(key, values, dtype=column_type(fact)))
        return pl.DataFrame(columns)

    def _branch(self, row: Row, place: int) -> str | None:
        code, message = branch_value(row.cells[place])
        if message:
            self._fault(row.number, BRANCH, message, found=row.cells[place])
        elif code is not None:
            self._note(code, row.number)
        return code

    def _value(self, row: Row, index: int, key: str, fact: FactDef) -> int | bool | str | None:
        value, problem = fact_value(fact, row.cells[index])
        if problem:
            self._fault(row.number, key, problem[0], **problem[1])
        return value

    def _note(self, code: str, number: int) -> None:
        first = self._seen.setdefault(code, number)
        if first != number:
            self._fault(number, BRANCH, N_("支部 {code} 重复,已在第 {first} 行"), code=code, first=first)

    def _parquet_chunks(self) -> Iterator[pl.DataFrame]:
        try:
            schema = pl.read_parquet_schema(self.path)
            self._check_header(list(schema))
            self._faults += header_faults(self.name, schema, self._facts)
            if self._faults:
                return
            scan = pl.scan_parquet(self.path)
            self.total = scan.select(pl.len()).collect().item()
            for start in range(0, self.total or 0, CHUNK_ROWS):
                chunk = scan.slice(start, CHUNK_ROWS).collect()
                frame, faults = checked_chunk(self.name, chunk, start + 1, self._facts)
                self._faults += faults
                for number, code in enumerate(frame[BRANCH].to_list(), start=start + 1):
                    if code is not None:
                        self._note(code, number)
                yield frame
                if len(self._faults) >= MAX_FAULTS:
                    return
        except PolarsError as error:
            self._fault(None, None, N_("不是可读的 Parquet 文件:{detail}"), detail=str(error))

    def _check_header(self, header: Sequence[str]) -> None:
        """Without these no cell can be checked, so they are said first and alone."""
        if BRANCH not in header:
            self._fault(1, BRANCH, N_("没有 branch(支部代码)这一列"))
        for key in header:
            if key != BRANCH and key not in self._facts:
                message = N_("不认识的列 {key};应为这套标准用到的事实")
                self._fault(1, key, message, key=key)
        if self._faults:
            raise SheetFaults(self._faults[:MAX_FAULTS])

    def _fault(self, row: int | None, column: str | None, message_id: str, /, **values: object) -> None:
        self._faults.append(SheetFault(self.name, row, column, message_id, values))


def _is_parquet(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            return file.read(4) == b"PAR1"
    except OSError:
        return False
