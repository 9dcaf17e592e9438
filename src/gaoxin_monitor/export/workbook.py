"""Lays a finished board out as a workbook of values; the same board gives the same bytes everywhere."""

import warnings
from datetime import UTC, datetime
from io import BytesIO

from xlsxwriter import Workbook
from xlsxwriter.exceptions import XlsxWriterException

from gaoxin_monitor.domain.board import Board, BoardRow
from gaoxin_monitor.domain.codes import Light, Tier
from gaoxin_monitor.errors import ExportError
from gaoxin_monitor.export.cells import Sheet
from gaoxin_monitor.export.figures import subjects
from gaoxin_monitor.export.info import ExportInfo
from gaoxin_monitor.export.repack import repack
from gaoxin_monitor.export.safe_text import clean
from gaoxin_monitor.export.sheets import cover, frame, overview, sources, targets, watchlist
from gaoxin_monitor.export.sheets.cover import Facts
from gaoxin_monitor.export.styles import Styles, body_font
from gaoxin_monitor.export.writing import SheetWriter
from gaoxin_monitor.messages import Messages, render

_CUSTOM = ("cutoff", "month", "version", "config-digest", "data-digest", "rules")
"""The facts that are document properties too, and stand above the sources."""
_DOCUMENT_LANGUAGES = {"zh": "zh-CN", "en": "en"}


def lay_out(board: Board, info: ExportInfo, messages: Messages) -> bytes:
    """The month's workbook as bytes; ExportError names the cell that could not be written."""
    with warnings.catch_warnings():
        warnings.filterwarnings("error", module=r"xlsxwriter\b")
        try:
            return repack(_written(board, info, messages), _DOCUMENT_LANGUAGES[messages.language])
        except (Warning, XlsxWriterException) as error:
            raise ExportError("export-refused", sheet="", cell="", detail=str(error)) from error


def _written(board: Board, info: ExportInfo, messages: Messages) -> bytes:
    out = BytesIO()
    language = messages.language
    workbook = Workbook(out, _options(language))
    facts, sheets = _contents(board, info, messages)
    workbook.set_properties(_properties(board, info, messages))
    for key in _CUSTOM:
        label, value = facts[key]
        workbook.set_custom_property(label, clean(value), "text")
    writer = SheetWriter(workbook, Styles(workbook, language), messages)
    for sheet in sheets:
        writer.write(sheet, mark=frame.mark(board, messages))
    workbook.close()
    return out.getvalue()


def _options(language: str) -> dict[str, object]:
    return {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        "default_format_properties": body_font(language),
        "default_column_width": 72,  # pixels of a column in the body font, which is wider than xlsxwriter's own
    }


def _contents(board: Board, info: ExportInfo, messages: Messages) -> tuple[Facts, tuple[Sheet, ...]]:
    rows = subjects(board.rows, board, info, messages)
    urgent = subjects(_urgent(board), board, info, messages)
    traced = sources.trace(rows)
    facts = _facts(board, info, sources.digest(traced), messages)
    labelled = [messages.text("export.labelled", label=facts[key][0], value=facts[key][1]) for key in _CUSTOM]
    return facts, (
        cover.sheet(board, facts, messages),
        overview.sheet(board, rows, urgent, messages),
        targets.sheet(board, rows, messages),
        watchlist.sheet(board, urgent, messages),
        sources.sheet(board, traced, messages.text("export.note.separator").join(labelled), messages),
    )


def _urgent(board: Board) -> list[BoardRow]:
    """Red, then yellow, the furthest behind first; directions and qualities after the figures and projects."""
    found = [row for row in board.worst_first() if row.light in (Light.RED, Light.YELLOW)]
    return sorted(found, key=lambda row: (row.light.rank, row.target.tier is Tier.D))


def _facts(board: Board, info: ExportInfo, data_digest: str, messages: Messages) -> Facts:
    """What identifies the workbook, labelled, in the order of the cover; never the time or the user of an export."""
    rules = f"export.rules.{info.rule_pack}"
    values = {
        "office": info.office,
        "plan": board.plan.title(messages.language) or board.plan.title_zh,
        "month": render.period(board.month, messages.text),
        "cutoff": board.as_of.isoformat(),
        "rules": messages.text(rules) if messages.has(rules) else info.rule_pack,
        "version": info.program_version,
        "plan-digest": info.plan_digest,
        "config-digest": info.config_digest,
        "data-digest": data_digest,
    }
    return {key: (messages.text(f"export.fact.{key}"), value) for key, value in values.items()}


def _properties(board: Board, info: ExportInfo, messages: Messages) -> dict[str, object]:
    """The document's properties; it was created on the day of its data."""
    day = board.as_of
    office = clean(info.office)
    return {
        "title": clean(frame.title(board, messages.text("export.workbook"), messages)),
        "subject": messages.text("export.subject", month=board.month),
        "author": office,
        "company": office,
        "keywords": messages.text("export.keywords"),
        "comments": messages.text("export.description", day=day),
        "created": datetime(day.year, day.month, day.day, tzinfo=UTC),
    }
