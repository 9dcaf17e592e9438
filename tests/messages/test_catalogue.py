import gettext
from decimal import Decimal
from pathlib import Path

import pytest

from gaoxin_monitor import messages
from gaoxin_monitor.domain.codes import Flag, Light, Severity
from gaoxin_monitor.domain.diagnostics import Diagnostic, Place
from gaoxin_monitor.domain.lights import Reason
from gaoxin_monitor.domain.periods import Period
from gaoxin_monitor.domain.units import Unit
from gaoxin_monitor.errors import UsageError
from gaoxin_monitor.messages import LANGUAGES, load
from gaoxin_monitor.messages.catalogue import texts_of

ZH, EN = load("zh"), load("en")

WORDS = {
    Light.DONE: ("已完成", "done"),
    Light.GREEN: ("正常", "on track"),
    Light.YELLOW: ("关注", "watch"),
    Light.RED: ("滞后", "behind"),
    Light.PENDING: ("未到期", "not due"),
    Light.NODATA: ("缺数", "no data"),
}


def test_the_words_of_the_statuses_are_those_of_the_model() -> None:
    assert {light: (ZH.light(light), EN.light(light)) for light in Light} == WORDS


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_flag_has_its_own_word(language: str) -> None:
    words = [load(language).flag(flag) for flag in Flag]
    assert len(set(words)) == len(Flag)
    assert not any(word.startswith("flag.") for word in words)


def test_a_key_without_sentence_is_shown_and_never_fatal() -> None:
    assert ZH.text("no.such.key") == "no.such.key"
    assert ZH.text("no.such.key", value=1) == "no.such.key"
    assert not ZH.has("no.such.key")
    assert ZH.has("light.red")


def test_a_language_that_does_not_exist_is_an_error() -> None:
    with pytest.raises(KeyError):
        load("fr")


def test_parameters_are_printed_in_the_manner_of_tables() -> None:
    assert ZH.text("place.cell", line=7, cell="D7") == "第7行（D7）"
    assert ZH.reason(Reason("limit-kept", {"value": Decimal("4.50"), "unit": Unit("%"), "goal": Decimal("4.5")})) == (
        "期末为4.50%，未超过上限4.5%"
    )


@pytest.mark.parametrize(
    ("place", "shown"),
    [
        (Place("a.csv", "", 7), "a.csv 第7行"),
        (Place("a.xlsx", "表1", 7, 4), "a.xlsx 工作表“表1” 第7行（D7）"),
        (Place("a.csv"), "a.csv"),
        (Place("", "", 7), "第7行"),
        (Place("a.csv", "", 0, 4), "a.csv"),
        (Place(), ""),
    ],
)
def test_a_place_is_told_as_far_as_it_is_known(place: Place, shown: str) -> None:
    assert ZH.place(place) == shown


def test_units_and_periods_are_told_by_name() -> None:
    assert (ZH.unit(Unit("元", 8)), ZH.unit(None)) == ("亿元", "")
    assert ZH.period(Period.of("2024-Q1")) == "2024年一季度"


def test_an_error_of_the_world_is_one_sentence() -> None:
    error = UsageError("unknown-target", target="gdp")
    assert "gdp" in ZH.error(error)
    assert "gdp" in EN.error(error)
    assert ZH.error(error) != EN.error(error)


def test_a_diagnostic_without_sentence_is_shown_by_its_slug() -> None:
    unknown = Diagnostic("no-such-slug", Severity.INFO)
    assert ZH.diagnostic(unknown) == "diagnostic.no-such-slug"
    assert ZH.advice(unknown) == "diagnostic.no-such-slug.do"


@pytest.mark.parametrize("name", LANGUAGES.values())
def test_compiled_catalogues_are_read_as_gettext_reads_them(name: str) -> None:
    path = Path(messages.__file__).with_name(f"{name}.mo")
    with path.open("rb") as stream:
        theirs = gettext.GNUTranslations(stream)
    ours = texts_of(path.read_bytes())
    assert len(ours) > 500
    assert {key: theirs.gettext(key) for key in ours} == ours


def test_another_file_is_no_catalogue() -> None:
    with pytest.raises(ValueError, match="no compiled catalogue"):
        texts_of(b"GIF89a" + bytes(20))
