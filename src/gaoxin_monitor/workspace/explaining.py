"""Why a light is what it is: the derivation of a row, as text, JSON or Markdown; and what a code means."""

from collections.abc import Sequence
from difflib import get_close_matches

from gaoxin_monitor.domain.board import Board, BoardRow
from gaoxin_monitor.domain.derivation import Derivation, derive
from gaoxin_monitor.domain.glossary import is_known, known_codes
from gaoxin_monitor.domain.plans import Plan, Target
from gaoxin_monitor.errors import UsageError
from gaoxin_monitor.messages.derivation import Passage, as_markdown, passages
from gaoxin_monitor.workspace.desk import Workspace


def derivation(desk: Workspace, board: Board, row: BoardRow) -> Derivation:
    """Everything a row's light came from."""
    settings = desk.configuration.settings
    return derive(board, row, settings.thresholds, settings.rule_pack)


def told(desk: Workspace, board: Board, row: BoardRow) -> tuple[Passage, ...]:
    """The derivation in words."""
    return passages(derivation(desk, board, row), desk.configuration.settings.providers, desk.messages)


def written(desk: Workspace, board: Board, row: BoardRow, form: str) -> str:
    """The derivation as ``json`` or ``markdown``."""
    if form == "json":
        from gaoxin_monitor.export.derivation_json import derivation_json

        return derivation_json(derivation(desk, board, row), desk.messages)
    return as_markdown(f"{row.target.name(desk.messages.language)} {row.target.ref}", told(desk, board, row))


def meaning_written(desk: Workspace, code: str) -> str:
    """What a code means as ``json``."""
    from gaoxin_monitor.export.meaning_json import meaning_json

    return meaning_json(code, desk.messages)


def asked(desk: Workspace, text: str, plan: Plan) -> Target | str:
    """What ``explain`` was asked for: a target, or the code of a diagnostic or a reason.

    Raises:
        UsageError: for neither; it names the nearest targets and codes.
    """
    if text not in plan.by_id and is_known(text):
        return text
    try:
        return desk.target(text, plan)
    except UsageError as error:
        near = get_close_matches(text, known_codes(), n=3)
        if not near:
            raise
        targets = error.params.get("near")
        names: Sequence[str] = targets if isinstance(targets, tuple) else ()
        raise UsageError("unknown-code-near", text=text, near=(*near, *names)) from error
