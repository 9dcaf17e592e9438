"""The looks: 深, 浅, 色盲友好, 单色. Colours of our own, because terminals and Textual change the named ones.

Every colour of a text has at least 4.5:1 contrast on its background; the lights of ``safe`` stay apart for readers with
any of the three kinds of colour blindness. Colour is never alone: sign and word say the same.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from textual.theme import Theme

from gaoxin_monitor.domain.codes import Light


@dataclass(frozen=True, slots=True, kw_only=True)
class Palette:
    """One look. ``cursor`` is the background of the chosen row, ``mute`` is for what is there but not the point."""

    name: str
    dark: bool
    background: str
    panel: str
    text: str
    mute: str
    accent: str
    cursor: str
    cursor_text: str
    lights: Mapping[Light, str]

    def light(self, light: Light) -> str:
        """The style in which a status is written."""
        weight = "bold " if light in (Light.RED, Light.YELLOW) else ""
        return weight + self.lights[light]

    def theme(self) -> Theme:
        """The look as Textual wants it."""
        return Theme(
            name=self.name,
            dark=self.dark,
            primary=self.accent,
            secondary=self.accent,
            accent=self.accent,
            warning=self.lights[Light.YELLOW],
            error=self.lights[Light.RED],
            success=self.lights[Light.GREEN],
            foreground=self.text,
            background=self.background,
            surface=self.background,
            panel=self.panel,
            variables={
                "block-cursor-background": self.cursor,
                "block-cursor-foreground": self.cursor_text,
                "block-cursor-text-style": "bold",
                "mute": self.mute,
            },
        )


def _lights(done: str, green: str, yellow: str, red: str, grey: str) -> Mapping[Light, str]:
    return {
        Light.DONE: done,
        Light.GREEN: green,
        Light.YELLOW: yellow,
        Light.RED: red,
        Light.PENDING: grey,
        Light.NODATA: grey,
    }


DARK = Palette(
    name="dark",
    dark=True,
    background="#11151a",
    panel="#1d242c",
    text="#e4e7eb",
    mute="#9aa5b1",
    accent="#7cc4fa",
    cursor="#2b4a6b",
    cursor_text="#ffffff",
    lights=_lights("#5bb0ff", "#52c987", "#f2b441", "#ff7a6b", "#9aa5b1"),
)
LIGHT = Palette(
    name="light",
    dark=False,
    background="#ffffff",
    panel="#eceff2",
    text="#1a1f24",
    mute="#56606b",
    accent="#0b5cad",
    cursor="#cfe3f8",
    cursor_text="#0b1420",
    lights=_lights("#0b57d0", "#12703a", "#8a5300", "#b3261e", "#56606b"),
)
SAFE = Palette(
    name="safe",
    dark=True,
    background="#101214",
    panel="#1d2126",
    text="#e8e8e8",
    mute="#a4abb3",
    accent="#c9d6ff",
    cursor="#3a3f5c",
    cursor_text="#ffffff",
    lights=_lights("#9fd6ff", "#56b4e9", "#f0c000", "#f0624f", "#a4abb3"),
)
MONO = Palette(
    name="mono",
    dark=True,
    background="#000000",
    panel="#1c1c1c",
    text="#f2f2f2",
    mute="#b4b4b4",
    accent="#ffffff",
    cursor="#f2f2f2",
    cursor_text="#000000",
    lights=_lights("#f2f2f2", "#f2f2f2", "#f2f2f2", "#f2f2f2", "#b4b4b4"),
)
PALETTES: Mapping[str, Palette] = {palette.name: palette for palette in (DARK, LIGHT, SAFE, MONO)}
"""In the order in which one key walks through them."""
