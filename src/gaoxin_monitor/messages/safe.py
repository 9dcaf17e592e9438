"""The one door by which texts reach a terminal: whatever a file or a file name holds, no control byte comes out."""

import re

_CONTROL = "\x00-\x1f\x7f-\x9f"
_INVISIBLE = "\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e0fff"
_SURROGATE = "\ud800-\udfff"
_UNSAFE = re.compile(f"[{_CONTROL}{_INVISIBLE}{_SURROGATE}]")
_VARIATION = re.compile("[\ufe00-\ufe0f]")
_PICTURES = 0x2400
_SPACE = 0x20
_DELETE = 0x7F


def plain(value: object) -> str:
    """Any value as one harmless line: ESC is shown as ␛, a line break as ␊, bidirectional controls as �."""
    return pictures(_VARIATION.sub("", str(value)))


def pictures(text: str) -> str:
    """The text with a picture for every unsafe character: as long as before."""
    return _UNSAFE.sub(_picture, text)


def is_safe(text: str) -> bool:
    """Whether a text holds nothing that a terminal would act on."""
    return _UNSAFE.search(text) is None


def lines(value: object) -> str:
    """Several harmless lines: line breaks stay, tabs become spaces, everything else as in :func:`plain`."""
    return "\n".join(plain(line.expandtabs(4)) for line in str(value).splitlines())


def _picture(match: re.Match[str]) -> str:
    code = ord(match.group())
    if code < _SPACE:
        return chr(_PICTURES + code)
    return "\u2421" if code == _DELETE else "\ufffd"
