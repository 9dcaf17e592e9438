"""Text from data as any reader of a workbook may safely show it."""

from functools import lru_cache
from unicodedata import category

_FORMULA_STARTS = tuple("=+-@＝＋－＠")
_SPACES = frozenset({"Cc", "Zl", "Zp"})
_NOTHING = frozenset({"Cf"})
_NO_TEXT = "—"
_REPLACEMENT = "\ufffd"


@lru_cache(maxsize=4096)
def admitted(text: str) -> tuple[str, bool]:
    """The text as a cell may hold it, and whether a spreadsheet would calculate it when somebody edits that cell."""
    cleaned = clean(text)
    return cleaned, cleaned.startswith(_FORMULA_STARTS)


def clean(text: str) -> str:
    """A text that any reader shows as it is: no controls, no invisible characters, nothing that XML cannot carry."""
    if not text.isprintable():
        text = "".join(map(_visible, text))
    text = text.strip()
    if text.startswith("<r>"):
        return f" {text}"  # xlsxwriter takes text in these tags for finished markup
    return text or _NO_TEXT


def _visible(character: str) -> str:
    kind = category(character)
    if kind in _SPACES:
        return " "
    if kind in _NOTHING:
        return ""
    if kind == "Cs" or ord(character) & 0xFFFE == 0xFFFE:  # noqa: PLR2004 - the last two of every plane are no characters
        return _REPLACEMENT
    return character
