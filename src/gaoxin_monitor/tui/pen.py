"""What every drawing function needs: the words, the signs and the colours in force."""

from dataclasses import dataclass
from decimal import Decimal

from gaoxin_monitor.domain.codes import Light
from gaoxin_monitor.domain.units import Unit
from gaoxin_monitor.messages import Messages
from gaoxin_monitor.messages.render import number, signed
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

    def unit(self, unit: Unit | None) -> str:
        """A unit in the reader's language."""
        return self.messages.unit(unit)

    def quantity(self, value: Decimal, unit: Unit | None, *, sign: bool = False) -> str:
        """A number with its unit; Chinese units follow at once, English ones after a blank."""
        return self.joined(signed(value) if sign else number(value), self.unit(unit))

    def joined(self, figure: str, unit: str) -> str:
        """A figure and a unit as this language writes them."""
        return f"{figure} {unit}".rstrip() if self.language == "en" and unit != "%" else figure + unit

    @property
    def language(self) -> str:
        """``zh`` or ``en``."""
        return self.messages.language
