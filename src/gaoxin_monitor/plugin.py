"""The public door for importer plugins. A drop-in file in ``plugins/importers/`` needs nothing else of ours.

    \"\"\"What the file is for.\"\"\"
    PLUGIN = {"api": 1, "id": "my_table", "title": {"zh": "…", "en": "…"}, "version": "1.0", "source": "department"}

    def detect(src):        # evidence; the host verifies it and adds up the score
        return [has_text("…"), has_header(["…"]), has_period("2024年5月")]

    def read(src, ctx):     # one observation per cell; None where ctx has already said what is wrong
        for row in src.sheets[0]:
            yield ctx.row(row.cell(3), period, Measure("…", Unit("元", 8), ctx.zone))

``PLUGIN`` is a literal that the host reads without running the file. Its keys: ``api`` (1), ``id``
(``[a-z][a-z0-9_]{2,39}``), ``title``, ``version``, ``source`` (whose figures these are), ``formats`` (of csv xls xlsx
ods), ``files`` (globs), ``missing`` (marks for a missing figure and their status), ``thousands`` (commas group digits).

Importers open no files and keep nothing between two files. Every cell that looks like a figure must become an
observation, a fact, a fault or a declared skip (``ctx.skip(Region(...))``); a forgotten cell stops the import.
"""

from gaoxin_monitor.domain.codes import Attribute, Freq, ObsStatus, Transformation
from gaoxin_monitor.domain.periods import Period, PrintedPeriod
from gaoxin_monitor.domain.units import PERCENT, Unit, parse_unit
from gaoxin_monitor.importing.areas import NATION
from gaoxin_monitor.importing.context import Context, Fact, Observed, Return
from gaoxin_monitor.importing.dates import period_in, read_day, read_period, stated_day
from gaoxin_monitor.importing.evidence import Evidence, has_header, has_layout, has_period, has_text, veto
from gaoxin_monitor.importing.frames import OBSERVATIONS
from gaoxin_monitor.importing.grid import Cell, Row, Sheet
from gaoxin_monitor.importing.heads import find_head, footer, head_name, place_columns, preamble, starts_note
from gaoxin_monitor.importing.importers import API, Importer, Result, hookimpl
from gaoxin_monitor.importing.ledger import Region
from gaoxin_monitor.importing.longtable import LongTable, ValueColumn
from gaoxin_monitor.importing.measures import Measure, Title, parse_title
from gaoxin_monitor.importing.source import Source

__all__ = [
    "API",
    "NATION",
    "OBSERVATIONS",
    "PERCENT",
    "Attribute",
    "Cell",
    "Context",
    "Evidence",
    "Fact",
    "Freq",
    "Importer",
    "LongTable",
    "Measure",
    "ObsStatus",
    "Observed",
    "Period",
    "PrintedPeriod",
    "Region",
    "Result",
    "Return",
    "Row",
    "Sheet",
    "Source",
    "Title",
    "Transformation",
    "Unit",
    "ValueColumn",
    "find_head",
    "footer",
    "has_header",
    "has_layout",
    "has_period",
    "has_text",
    "head_name",
    "hookimpl",
    "parse_title",
    "parse_unit",
    "period_in",
    "place_columns",
    "preamble",
    "read_day",
    "read_period",
    "starts_note",
    "stated_day",
    "veto",
]
