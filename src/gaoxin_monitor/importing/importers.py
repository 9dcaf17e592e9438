"""An importer as the host holds it: metadata and two functions, wherever they come from."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

import pluggy
import polars as pl

from gaoxin_monitor.domain.codes import ObsStatus
from gaoxin_monitor.importing.context import Context, Fact, Observed, Return
from gaoxin_monitor.importing.evidence import Evidence
from gaoxin_monitor.importing.numbers import MISSING_MARKS, NumberStyle
from gaoxin_monitor.importing.source import Source

API = 1
"""The number a plugin states as ``api``; only additions are made within one number."""
PROJECT = "gaoxin_monitor"

Item = Observed | Fact | Return | pl.DataFrame | None
Result = pl.DataFrame | Iterable[Item] | None

hookspec = pluggy.HookspecMarker(PROJECT)
hookimpl = pluggy.HookimplMarker(PROJECT)


@dataclass(frozen=True, slots=True, kw_only=True)
class Importer:
    """One kind of file and how it is read.

    ``source`` names the provider whose figures these are. ``files`` are globs over the file name. ``missing`` are the
    marks of this table for a missing figure, ``thousands`` whether it groups digits with commas. ``path`` is the file
    the code stands in, ``asks`` the keys of the questions it may put.
    """

    id: str
    title: Mapping[str, str]
    version: str
    source: str
    detect: Callable[[Source], Iterable[Evidence] | None]
    read: Callable[[Source, Context], Result]
    formats: frozenset[str] = frozenset({"csv"})
    files: tuple[str, ...] = ()
    missing: Mapping[str, ObsStatus] = field(default_factory=lambda: MISSING_MARKS)
    thousands: bool = False
    path: str = ""
    asks: frozenset[str] = frozenset()

    def style(self) -> NumberStyle:
        """How the tables of this importer print numbers."""
        return NumberStyle(thousands=self.thousands, missing=self.missing)


class Hooks:
    """What a plugin may implement. All are optional; names and arguments only grow within one ``API``."""

    @hookspec
    def gaoxin_importers(self) -> Iterable[Importer]:
        """The importers this plugin brings. Called once after loading; touches neither files nor the network."""
        raise NotImplementedError  # a specification is never called: pluggy takes its name and arguments from it
