"""What every drawing function needs: the words, the signs and the colours in force."""

from dataclasses import dataclass

from gaoxin_monitor.domain.codes import Light
from gaoxin_monitor.domain.units import Unit
from gaoxin_monitor.messages import Messages, render
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
        return render.unit(unit, self.messages.text) if unit else ""

    @property
    def language(self) -> str:
        """``zh`` or ``en``."""
        return self.messages.language
