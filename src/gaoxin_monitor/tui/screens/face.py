"""What all screens share: commands by name, refusals with a reason, work in threads, footer, least size."""

import asyncio
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, ClassVar, TypeVar, cast

from textual import events, on
from textual.app import ComposeResult
from textual.geometry import Size
from textual.screen import Screen, ScreenResultType
from textual.timer import Timer
from textual.widget import Widget

from gaoxin_monitor.domain.codes import Light
from gaoxin_monitor.tui import text
from gaoxin_monitor.tui.commands import BY_ID, Command, Scope, footer_order, in_scopes, key_name
from gaoxin_monitor.tui.pen import Pen
from gaoxin_monitor.tui.session import Session
from gaoxin_monitor.tui.widgets.bar import Bar, Item
from gaoxin_monitor.workspace.desk import Workspace

if TYPE_CHECKING:
    from gaoxin_monitor.tui.app import MonitorApp

LEAST_WIDTH, LEAST_HEIGHT = 60, 16
NOTICE_SECONDS = 6
Result = TypeVar("Result")


class Face(Screen[ScreenResultType]):
    """A screen of this program. Subclasses name their scopes and write one ``do_…`` per command."""

    SCOPES: ClassVar[tuple[Scope, ...]] = (Scope.EVERYWHERE,)
    _notice, _warns = "", False
    _notice_timer: Timer | None = None

    @property
    def monitor(self) -> "MonitorApp":
        """The application."""
        return cast("MonitorApp", self.app)

    @property
    def pen(self) -> Pen:
        """Words, signs and colours in force."""
        return self.monitor.pen

    @property
    def desk(self) -> Workspace:
        """The workspace."""
        return self.monitor.desk

    @property
    def session(self) -> Session:
        """Clock and user."""
        return self.monitor.session

    def compose(self) -> ComposeResult:
        """Crumbs, whatever the screen is about, footer."""
        yield Bar(widget_id="head", mark=self.pen.glyphs.mark)
        yield from self.body()
        yield Bar(widget_id="foot", gap=1, mark=self.pen.glyphs.mark)

    def body(self) -> Iterable[Widget]:
        """The widgets between head and foot."""
        return ()

    def crumbs(self) -> tuple[str, ...]:
        """Where the user is, from the board on."""
        return ()

    def on_mount(self) -> None:
        """The first painting."""
        self.repaint()

    def on_resize(self, event: events.Resize) -> None:
        """Fits the screen to the terminal."""
        self.fit_size(event.size)

    def fit_size(self, size: Size) -> None:
        """Says so where the terminal is too small to show anything honestly."""
        small = size.width < LEAST_WIDTH or size.height < LEAST_HEIGHT
        self.set_class(small, "-small")
        self.query(".small").remove()
        if small:
            self.mount(text.label(self.pen.text("small", width=size.width, height=size.height), classes="small"))

    def repaint(self) -> None:
        """Everything anew: after a change of data or look."""
        self.query_one("#head", Bar).items = self.head_items()
        self.refresh_footer()

    def head_items(self) -> tuple[Item, ...]:
        """The first line."""
        words = (self.pen.text("crumb.board"), *self.crumbs())
        last = len(words) - 1
        items = [
            Item(
                word if index == 0 else f"> {word}",
                "bold" if index == last else self.pen.palette.accent,
                action="" if index == last else "back",
                weight=60 + index,
                cut=True,
            )
            for index, word in enumerate(words)
        ]
        return (*items, *self.demo_item())

    def demo_item(self) -> tuple[Item, ...]:
        """示例数据, wherever sample data are shown."""
        mark = self.pen.messages.text("demo.mark")
        style = f"bold {self.pen.palette.background} on {self.pen.palette.accent}"
        return (Item(f" {mark} ", style, weight=99, right=True),) if self.desk.demo else ()

    # ── the last line ──

    def tell(self, words: str, *, warning: bool = False) -> None:
        """A short notice in the last line, where it covers nothing but keys; it goes away by itself."""
        self._notice, self._warns = words, warning
        if self._notice_timer is not None:
            self._notice_timer.stop()
        self._notice_timer = self.set_timer(NOTICE_SECONDS, self.clear_notice)
        self.refresh_footer()

    def clear_notice(self) -> None:
        """The keys have their line again."""
        self._notice = ""
        self.refresh_footer()

    def noticed(self) -> tuple[text.Piece, ...]:
        """The notice that is to be read now."""
        palette = self.pen.palette
        style = palette.lights[Light.YELLOW] if self._warns else palette.accent
        return ((self._notice, f"bold {style}"),) if self._notice else ()

    def refresh_footer(self) -> None:
        """A notice, and the commands of this screen, those refused in grey."""
        foot = self.query_one("#foot", Bar)
        room = self.size.width - 2
        notice = (
            Item(text.fit(words, room, self.pen.glyphs.mark), style, weight=100) for words, style in self.noticed()
        )
        foot.items = (*notice, *self._keys())

    def _keys(self) -> tuple[Item, ...]:
        palette = self.pen.palette
        return tuple(
            Item(
                self._key_and_word(command),
                palette.mute if refused else palette.text,
                short=self._key_and_word(command, short=True),
                action=command.id,
                weight=0 if refused else command.weight,
            )
            for command in footer_order(in_scopes(*self.SCOPES))
            for refused in (bool(self.refusal(command.id)),)
        )

    def _key_and_word(self, command: Command, *, short: bool = False) -> str:
        space, key = "" if self.pen.language == "zh" else " ", f"command.{command.id}"
        shorter = f"{key}.short"
        word = shorter if short and self.pen.messages.has(f"tui.{shorter}") else key
        return f"{key_name(command.keys[0])}{space}{self.pen.text(word)}"

    def refusal(self, command: str) -> str:  # noqa: ARG002 - what subclasses decide by
        """Why a command cannot be carried out now; empty when it can."""
        return ""

    def action_command(self, name: str) -> None:
        """Carries a command out, or says why not."""
        self._notice = ""
        reason = self.refusal(name)
        if reason:
            self.tell(reason, warning=True)
        elif name in BY_ID:
            getattr(self, f"do_{name}")()
            self.refresh_footer()

    @on(Bar.Pressed)
    def run_pressed(self, event: Bar.Pressed) -> None:
        """A click on a bar is a command."""
        event.stop()
        self.action_command(event.action)

    def work(self, job: Callable[[], Result], then: Callable[[Result], None], *, group: str) -> None:
        """Runs a job in a thread and gives its result to ``then``; a later job of the same group replaces it.

        What the world refuses becomes a dialog.
        """

        async def steps() -> None:
            try:
                result = await asyncio.to_thread(job)
            except Exception as error:  # noqa: BLE001 - shown with its traceback, the session goes on
                self.failed()
                self.monitor.report(error)
            else:
                then(result)

        self.run_worker(steps(), group=group, exclusive=True)

    def failed(self) -> None:
        """A job has failed; its error is shown next."""

    def do_help(self) -> None:
        """What this screen can do."""
        from gaoxin_monitor.tui.screens.help import HelpScreen  # noqa: PLC0415 - not needed for the first paint

        self.app.push_screen(HelpScreen(self.SCOPES))

    def do_palette(self) -> None:
        """All commands of this screen, to be searched."""
        from gaoxin_monitor.tui.screens.palette import PaletteScreen  # noqa: PLC0415 - not needed for the first paint

        def run(name: str | None) -> None:
            if name:
                self.action_command(name)

        self.app.push_screen(PaletteScreen(self.SCOPES), run)

    def do_look(self) -> None:
        """The next look."""
        self.monitor.next_look()

    def do_back(self) -> None:
        """One step back."""
        self.dismiss(None)

    def do_quit(self) -> None:
        """Ends the program."""
        self.app.exit(0)

    def do_copy(self) -> None:
        """Copies what the screen offers, through the terminal's own clipboard sequence."""
        copied = self.get_selected_text() or self.to_copy()
        if copied:
            self.app.copy_to_clipboard(copied)
            self.tell(self.pen.text("copied", what=text.fit(copied, 40, self.pen.glyphs.mark)))

    def to_copy(self) -> str:
        """What ctrl+c takes where nothing is selected."""
        return ""
