"""Tables from and to files: Excel, CSV (UTF-8 or GB18030) and Parquet, with faults by row and column. No Django.

table = read_table(path)            # or read_table(upload.file, name=upload.name)
table.header                        # ("branch", "households", …)
for number, cells in table.rows:    # number as the person sees it in Excel, header row included
"""

from fivestar.foundation.sheets.faults import SheetFault, SheetFaults
from fivestar.foundation.sheets.ledger import Ledger, write_ledgers
from fivestar.foundation.sheets.reading import read_stream, read_table
from fivestar.foundation.sheets.table import Cell, Row, Stream, Table, is_error_cell
from fivestar.foundation.sheets.workbook import sheet_titles
from fivestar.foundation.sheets.writing import XLSX, Sheet, write_xlsx

__all__ = [
    "XLSX",
    "Cell",
    "Ledger",
    "Row",
    "Sheet",
    "SheetFault",
    "SheetFaults",
    "Stream",
    "Table",
    "is_error_cell",
    "read_stream",
    "read_table",
    "sheet_titles",
    "write_ledgers",
    "write_xlsx",
]
