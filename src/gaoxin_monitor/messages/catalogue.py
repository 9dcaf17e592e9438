"""A catalogue of messages in one language, read from the compiled gettext file beside this module."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from struct import iter_unpack, unpack_from

from gaoxin_monitor.domain.codes import Flag, Light, ObsStatus, Verdict
from gaoxin_monitor.domain.diagnostics import SUBJECT, Diagnostic, Place
from gaoxin_monitor.domain.lights import Reason, ReasonValue
from gaoxin_monitor.domain.periods import Period
from gaoxin_monitor.domain.units import Unit
from gaoxin_monitor.errors import GaoxinError
from gaoxin_monitor.messages import render
from gaoxin_monitor.messages.amounts import Told

LANGUAGES: Mapping[str, str] = {"zh": "zh_CN", "en": "en"}
_NAMED = 6
"""How many of a list's names a sentence tells."""


class Messages:
    """The texts of one language; a key that is missing is shown as it is, so that a gap is seen and never fatal."""

    def __init__(self, language: str, texts: Mapping[str, str]) -> None:
        self.language = language
        self._texts = texts

    def text(self, key: str, /, **params: object) -> str:
        """The sentence for a key, its parameters filled in; the key itself when there is none."""
        sentence = self._texts.get(key, key)
        if not params or sentence == key:
            return sentence
        if ":" in sentence:
            return sentence.format_map({name: Told(name, params, self.text) for name in params})
        return sentence.format_map({name: render.show(value, self.text) for name, value in params.items()})

    def has(self, key: str) -> bool:
        """Whether the catalogue knows a key."""
        return key in self._texts

    def reason(self, reason: Reason, *, withheld: bool = False) -> str:
        """Why a light is what it is, in one sentence; without any value when ``withheld``."""
        key = f"reason.{reason.code}"
        if not withheld:
            return self.text(key, **{name: self._shortened(value) for name, value in reason.params.items()})
        own = f"{key}.withheld"
        return self.text(own if self.has(own) else "reason.withheld")

    def _shortened(self, value: ReasonValue) -> ReasonValue:
        """A sentence names a few of many; all of them stand in the list itself and in machine output."""
        if not isinstance(value, tuple) or len(value) <= _NAMED:
            return value
        return self.text("list.more", shown=value[:_NAMED], count=len(value))

    def outlook(self, reason: Reason, *, withheld: bool = False) -> str:
        """Where an outlook comes from, or what it asks for, in one clause; without any value when ``withheld``."""
        return self.text("outlook.withheld") if withheld else self.text(f"outlook.{reason.code}", **reason.params)

    def verdict(self, verdict: Verdict) -> str:
        """The word of an outlook: 可达, 需努力, 难度大."""
        return self.text(f"verdict.{verdict.value}")

    def light(self, light: Light) -> str:
        """The word of a status: 正常, 关注, 滞后."""
        return self.text(f"light.{light.value}")

    def flag(self, flag: Flag) -> str:
        """The word of a quality flag."""
        return self.text(f"flag.{flag.value}")

    def diagnostic(self, diagnostic: Diagnostic) -> str:
        """What is wrong, without the place; what it is about stands before it."""
        told = self.text(f"diagnostic.{diagnostic.slug}", **diagnostic.params)
        subject = diagnostic.params.get(SUBJECT)
        return self.text("diagnostic-of", subject=subject, told=told) if subject else told

    def advice(self, diagnostic: Diagnostic, *, screen: bool = False) -> str:
        """What to do about it; on a ``screen`` by its keys, where the command line has an option."""
        key = f"diagnostic.{diagnostic.slug}.do"
        own = f"{key}.screen"
        return self.text(own if screen and self.has(own) else key, **diagnostic.params)

    def missing(self, status: ObsStatus) -> str:
        """Why there is no value: 缺（未报）."""
        return self.text(f"missing.{status.value}")

    def place(self, place: Place) -> str:
        """Where: the file, sheet and line or cell, as far as known."""
        parts = [place.file, self.text("place.sheet", sheet=place.sheet) if place.sheet else ""]
        if place.line:
            key = "place.cell" if place.column else "place.line"
            parts.append(self.text(key, line=place.line, cell=place.cell))
        return " ".join(part for part in parts if part)

    def unit(self, unit: Unit | None) -> str:
        """The word of a unit; empty for none."""
        return "" if unit is None else render.unit(unit, self.text)

    def period(self, period: Period) -> str:
        """2024年5月, 2024年一季度."""
        return render.period(period, self.text)

    def error(self, error: GaoxinError) -> str:
        """One sentence for an error of the world."""
        return self.text(f"error.{error.slug}", **error.params)


@cache
def load(language: str) -> Messages:
    """The catalogue of ``zh`` or ``en``; KeyError for another language."""
    compiled = Path(__file__).with_name(f"{LANGUAGES[language]}.mo")
    return Messages(language, texts_of(compiled.read_bytes()))


_MAGIC = 0x950412DE


def texts_of(compiled: bytes) -> dict[str, str]:
    """The texts of a ``.mo`` file in UTF-8, by key; in half the time of gettext, which looks for plurals as well."""
    magic, _, count, keys, texts = unpack_from("<5I", compiled)
    if magic != _MAGIC:
        raise ValueError("no compiled catalogue")
    spans = (iter_unpack("<2I", compiled[table : table + 8 * count]) for table in (keys, texts))
    return {
        compiled[key : key + length].decode(): compiled[text : text + size].decode()
        for (length, key), (size, text) in zip(*spans, strict=True)
    }
