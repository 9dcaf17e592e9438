"""How cells look: a style is a value, made into a format of the workbook when the first cell needs it.

Every pair of letter and ground has a contrast of at least 7, and a light is always shape, word and colour.
"""

from collections.abc import Mapping
from typing import NamedTuple

from xlsxwriter import Workbook
from xlsxwriter.format import Format

from gaoxin_monitor.domain.codes import Code, Light


class Base(Code):
    """The roles of text on a sheet."""

    TITLE = "title"
    NOTE = "note"
    HEADING = "heading"
    HEADER = "header"
    LABEL = "label"
    TEXT = "text"
    CENTRED = "centred"
    QUIET = "quiet"
    NUMBER = "number"
    ORDINAL = "ordinal"
    COUNT = "count"
    DIGEST = "digest"
    CLIPPED = "clipped"


class Style(NamedTuple):
    """One look. ``ruled`` draws the heavy line above the first row of a section."""

    base: Base = Base.TEXT
    pattern: str = ""
    light: Light | None = None
    indent: int = 0
    ruled: bool = False

    @property
    def wraps(self) -> bool:
        """Whether long text breaks into lines; titles and notes run on over empty cells, digests fit or are clipped."""
        return self.base not in _RUNNING


_RUNNING = frozenset({Base.TITLE, Base.NOTE, Base.HEADING, Base.DIGEST, Base.CLIPPED})
SHAPES: Mapping[Light, str] = {
    Light.DONE: "●",
    Light.GREEN: "●",
    Light.YELLOW: "▲",
    Light.RED: "◆",
    Light.PENDING: "○",
    Light.NODATA: "○",
}
PAINT: Mapping[Light, Mapping[str, object]] = {
    Light.DONE: {"font_color": "#1F3864", "bg_color": "#DDEBF7"},
    Light.GREEN: {"font_color": "#00471B", "bg_color": "#C6EFCE"},
    Light.YELLOW: {"font_color": "#5C4400", "bg_color": "#FFEB9C"},
    Light.RED: {"font_color": "#7A0006", "bg_color": "#FFC7CE"},
    Light.PENDING: {"font_color": "#3A3A3A", "bg_color": "#E7E6E6"},
    Light.NODATA: {"font_color": "#3A3A3A", "pattern": 14, "fg_color": "#D0D0D0", "bg_color": "#FFFFFF"},
}

BODY_SIZE = 11
TITLE_SIZE = 16
HEADING_SIZE = 14
COUNT_SIZE = 12
DIGEST_SIZE = 8
"""For machines and for copying: at the body size the cover would have to be wider than its page."""
CLIPPED_WIDTH = 12
"""About how many digits of a SHA-256 are seen where one stands in every row; the cell holds them all."""
_FONTS = {"zh": ("宋体", "黑体"), "en": ("Times New Roman", "Times New Roman")}
_GRID: dict[str, object] = {"border": 1, "border_color": "#7F7F7F", "valign": "vcenter"}
_WRAPPED: dict[str, object] = _GRID | {"text_wrap": True}
_BASES: Mapping[Base, Mapping[str, object]] = {
    Base.TITLE: {"font_size": TITLE_SIZE, "bold": True, "valign": "vcenter"},
    Base.NOTE: {"valign": "vcenter"},
    Base.HEADING: {"font_size": HEADING_SIZE, "bold": True, "valign": "vcenter"},
    Base.HEADER: _WRAPPED | {"bold": True, "align": "center", "bg_color": "#F2F2F2"},
    Base.LABEL: _WRAPPED | {"bold": True, "bg_color": "#F2F2F2"},
    Base.TEXT: _WRAPPED,
    Base.CENTRED: _WRAPPED | {"align": "center"},
    Base.QUIET: _GRID | {"align": "center", "font_color": "#595959"},
    Base.NUMBER: _GRID | {"align": "right"},
    Base.ORDINAL: _GRID | {"align": "center"},
    Base.COUNT: _GRID | {"align": "center", "bold": True, "font_size": COUNT_SIZE},
    Base.DIGEST: _GRID | {"font_size": DIGEST_SIZE},
    Base.CLIPPED: _GRID,
}
_HEADLINES = frozenset({Base.TITLE, Base.HEADING, Base.HEADER, Base.LABEL})


class Styles:
    """The formats of one workbook, made once each in the order in which the cells ask for them."""

    def __init__(self, workbook: Workbook, language: str) -> None:
        self._workbook = workbook
        self._body_font, self._title_font = _FONTS[language]
        self._formats: tuple[dict[Style, Format], dict[Style, Format]] = ({}, {})

    def format(self, style: Style, *, quoted: bool = False) -> Format:
        """The format of a style; ``quoted`` keeps a text a text when somebody edits the cell."""
        known = self._formats[quoted]
        found = known.get(style)
        if found is None:
            found = self._workbook.add_format(self._properties(style) | {"quote_prefix": quoted})
            known[style] = found
        return found

    def paint(self, light: Light) -> Format:
        """The colours of a light alone, for a conditional format."""
        return self._workbook.add_format(dict(PAINT[light]))

    def _properties(self, style: Style) -> dict[str, object]:
        font = self._title_font if style.base in _HEADLINES else self._body_font
        properties: dict[str, object] = {"font_name": font, "font_size": BODY_SIZE, **_BASES[style.base]}
        if style.pattern:
            properties["num_format"] = style.pattern
        if style.light is not None:
            properties |= PAINT[style.light]
        if style.indent:
            properties["indent"] = style.indent
        if style.ruled:
            properties |= {"top": 2, "top_color": "#000000"}
        return properties


def body_font(language: str) -> dict[str, object]:
    """The default font of a workbook, which also measures its columns."""
    return {"font_name": _FONTS[language][0], "font_size": BODY_SIZE}
