"""The month's workbook: a rendering of a finished board, which computes nothing but its own layout."""

from gaoxin_monitor.domain.board import Board
from gaoxin_monitor.export.atomic import CHECKSUM_SUFFIX, write_atomically
from gaoxin_monitor.export.info import ExportInfo
from gaoxin_monitor.messages import Messages

__all__ = ["CHECKSUM_SUFFIX", "ExportInfo", "render_workbook", "write_atomically"]


def render_workbook(board: Board, info: ExportInfo, messages: Messages) -> bytes:
    """The workbook of a board as bytes, equal for equal arguments; ExportError names a cell that was refused."""
    from gaoxin_monitor.export import workbook  # noqa: PLC0415 - xlsxwriter is loaded when a workbook is wanted

    return workbook.lay_out(board, info, messages)
