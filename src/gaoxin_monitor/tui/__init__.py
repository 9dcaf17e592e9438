"""The terminal face. The command line sets TEXTUAL_DISABLE_KITTY_KEY before this package imports Textual."""

from gaoxin_monitor.tui.running import run

__all__ = ["run"]
