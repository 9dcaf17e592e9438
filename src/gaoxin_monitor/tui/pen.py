"""What every drawing function needs: the words, the signs and the colours in force."""

from dataclasses import dataclass
from decimal import Decimal

from gaoxin_monitor.domain.codes import Light
from gaoxin_monitor.domain.diagnostics import Diagnostic
from gaoxin_monitor.domain.units import Unit
from gaoxin_monitor.messages import Messages, wording
from gaoxin_monitor.messages.wording import Style
from gaoxin_monitor.tui.glyphs import Glyphs
from gaoxin_monitor.tui.theme import Palette


@dataclass(frozen=True, slots=True)
class Pen:
    """Handed down to everything that draws; replaced as a whole when the look changes."""

    messages: Messages
    glyphs: Glyphs
    palette: Palette

    def text(self, key: str, **params: object) -> str:
        """A sentence of the catalogue, under ``tui.``."""
        return self.messages.text(f"tui.{key}", **params)

    def status(self, light: Light) -> str:
        """Sign and word of a status."""
        return f"{self.glyphs.light(light)} {self.messages.light(light)}"

    def advice(self, diagnostic: Diagnostic) -> str:
        """What to do about it here: keys of the screen where the command line has options."""
        key = f"advice.{diagnostic.slug}"
        here = self.messages.has(f"tui.{key}")
        return self.text(key, **diagnostic.params) if here else self.messages.advice(diagnostic)

    def quantity(self, value: Decimal, unit: Unit | None) -> str:
        """A number with its unit; Chinese units follow at once, English ones after a blank."""
        return wording.quantity(value, unit, self.messages)

    def style(self, *, units: bool = True) -> Style:
        """How goals, values and distances are worded in narrow columns and with the signs in force."""
        signs = self.glyphs
        return Style(at_least=signs.at_least, at_most=signs.at_most, short=True, units=units)

    @property
    def language(self) -> str:
        """``zh`` or ``en``."""
        return self.messages.language
