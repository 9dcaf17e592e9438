"""Units of measure: a code and a power of ten, so that 21 298 万元 and 2.1298 亿元 are the same value, exactly."""

import unicodedata
from decimal import Decimal

from gaoxin_monitor.domain.frozen import dataclass

_SCALES = {
    "": 0,
    "百": 2,
    "千": 3,
    "万": 4,
    "十万": 5,
    "百万": 6,
    "千万": 7,
    "亿": 8,
    "十亿": 9,
    "百亿": 10,
    "千亿": 11,
    "万亿": 12,
}


@dataclass(frozen=True, slots=True)
class Unit:
    """A measure (the bare unit as printed in tables: 元, 家, %, 万 split off) and its power of ten."""

    measure: str
    mult: int = 0

    @property
    def label(self) -> str:
        """The unit as Chinese tables print it: 亿元, 万人, %."""
        return _PREFIX.get(self.mult, f"10^{self.mult}") + self.measure

    @property
    def is_index(self) -> bool:
        """Whether figures are index numbers; the measure then says what 100 is: 上年同月=100."""
        return self.measure.endswith("=100")


_PREFIX = {power: word for word, power in _SCALES.items()}
PERCENT = Unit("%")
POINTS = Unit("个百分点")
"""What two percentages differ by."""


def parse_unit(text: str) -> Unit | None:
    """Reads 亿元, 万元, 千美元, ％, 户, 元/平方米; None for an empty or unprintable text.

    Only the scale is split off: what stands behind it is the measure, known or not. 万 alone is no unit.
    """
    cleaned = unicodedata.normalize("NFKC", text).strip()
    if not cleaned or cleaned in _SCALES or not cleaned.isprintable():
        return None
    if cleaned.startswith(_WHOLE):
        return Unit(cleaned)
    for word in sorted(_SCALES, key=len, reverse=True):
        if word and cleaned.startswith(word) and len(cleaned) > len(word):
            return Unit(cleaned[len(word) :], _SCALES[word])
    return Unit(cleaned)


_WHOLE = ("百分", "千瓦", "千克", "千米", "千卡", "千帕")
"""Words that begin like a scale but are one measure."""
_COUNTERS = frozenset({"家", "户", "个"})
"""Words by which different offices count the same firms and projects."""


def convert(value: Decimal, source: Unit, target: Unit) -> Decimal | None:
    """The same quantity in another multiple, exactly; None when the measures differ (家, 户 and 个 count the same)."""
    if source == target:
        return value
    if source.measure != target.measure and not {source.measure, target.measure} <= _COUNTERS:
        return None
    sign, digits, exponent = value.as_tuple()
    return Decimal((sign, digits, exponent + source.mult - target.mult)) if isinstance(exponent, int) else value
