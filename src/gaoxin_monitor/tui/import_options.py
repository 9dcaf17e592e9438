"""The form of an import's options: what the file does not say, to be answered; what it says, to be changed."""

from collections.abc import Mapping
from dataclasses import replace

from gaoxin_monitor.domain.diagnostics import Diagnostic
from gaoxin_monitor.tui.pen import Pen
from gaoxin_monitor.tui.screens.form import Field
from gaoxin_monitor.workspace.preview import CONFIRM, MAGNITUDE, MAGNITUDES, ImportOptions, Preview, Question

_NAMED = 3
_ENCODINGS = ("utf-8", "gb18030", "big5", "utf-16")


def fields(preview: Preview, pen: Pen) -> tuple[Field, ...]:
    """Open questions alone while there are any, then what may be changed."""
    return _questions(preview, pen) or _changeable(preview, pen)


def _questions(preview: Preview, pen: Pen) -> tuple[Field, ...]:
    given = preview.options.values
    return tuple(
        Field(
            question.key,
            _asked(question, preview, pen),
            given.get(question.key, ""),
            tuple((choice.value, choice.label) for choice in question.choices),
        )
        for question in preview.prepared.questions
    )


def _asked(question: Question, preview: Preview, pen: Pen) -> str:
    """The question; where it is about figures, the first of them with what is doubted."""
    words = pen.messages.text(f"question.{question.key}", **question.params)
    if question.key != MAGNITUDE:
        return words
    doubts = [one for one in preview.prepared.diagnostics if one.slug in MAGNITUDES][:_NAMED]
    return "\n".join((words, *(_doubt(one, pen) for one in doubts)))


def _doubt(one: Diagnostic, pen: Pen) -> str:
    place = pen.messages.place(replace(one.place, file=""))
    return f"{place}{pen.messages.text('colon')}{pen.messages.diagnostic(one)}"


def _changeable(preview: Preview, pen: Pen) -> tuple[Field, ...]:
    prepared = preview.prepared
    origin = pen.messages.text(f"vintage-from.{prepared.vintage_from.value}")
    importers = tuple((c.importer, c.title.get(pen.language, "")) for c in prepared.candidates if not c.refusal)
    encodings = tuple((name, "") for name in _ENCODINGS) if prepared.file.encoding else ()
    return (
        Field("vintage", pen.text("option.vintage", origin=origin), prepared.vintage.isoformat()),
        Field("area", pen.text("option.area"), prepared.ref_area),
        Field("encoding", pen.text("option.encoding"), prepared.file.encoding, encodings),
        Field("importer", pen.text("option.importer"), prepared.importer, importers),
        *_blanks(preview, pen),
        *_magnitude(preview, pen),
    )


def _blanks(preview: Preview, pen: Pen) -> tuple[Field, ...]:
    """Whether empty cells take known figures back; only asked where there are such cells."""
    given = preview.options.values.get("blanks", "")
    if not (preview.kept or given):
        return ()
    choices = tuple((value, pen.text(f"option.blanks.{value}")) for value in ("keep", "withdraw"))
    return (Field("blanks", pen.text("option.blanks", count=len(preview.kept)), given or "keep", choices),)


def _magnitude(preview: Preview, pen: Pen) -> tuple[Field, ...]:
    """A confirmation that was given can be taken back by emptying its line."""
    if not preview.confirmed:
        return ()
    label = pen.text("option.magnitude", count=preview.confirmed)
    return (Field(MAGNITUDE, label, CONFIRM, ((CONFIRM, ""), ("", pen.text("option.magnitude.back")))),)


def changed(preview: Preview, answers: Mapping[str, str], pen: Pen) -> ImportOptions:
    """The options with what the user changed; what was left as found stays for the file to say."""
    before = {field.key: field.value for field in fields(preview, pen)}
    fresh = {key: value for key, value in answers.items() if value != before.get(key)}
    options = preview.options
    return replace(
        options,
        importer=fresh.pop("importer", options.importer) or None,
        area=fresh.pop("area", options.area) or None,
        encoding=fresh.pop("encoding", options.encoding) or None,
        values={**options.values, **fresh},
    )
