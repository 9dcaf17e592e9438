from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.store.building import GDP, JUNE, MAY, NOW, REVENUE, YUAN, day, deliver, figure, head, values

from gaoxin_monitor.domain.batches import BatchKind, Delivery, Outcome, SourceFile
from gaoxin_monitor.domain.codes import Freq, ObsStatus, Transformation
from gaoxin_monitor.domain.diagnostics import Place
from gaoxin_monitor.domain.observations import Observation, SeriesKey
from gaoxin_monitor.domain.periods import Period
from gaoxin_monitor.domain.units import Unit
from gaoxin_monitor.errors import StoreError
from gaoxin_monitor.store import Store

APRIL = Period.of("2024-M04")


def _counts(new: int = 0, revised: int = 0, same: int = 0, coarser: int = 0) -> dict[Outcome, int]:
    return {Outcome.NEW: new, Outcome.REVISED: revised, Outcome.SAME: same, Outcome.COARSER: coarser}


def test_a_figure_is_read_back_with_all_it_was_delivered_with(store: Store) -> None:
    deliver(store, day(16), figure("2.130", line=12))
    expected = Observation(
        JUNE,
        Decimal("2.130"),
        YUAN,
        day(16),
        1,
        ObsStatus.NORMAL,
        "2.130",
        "zone_bureau",
        Place("快报.csv", "快报", 12, 5),
    )
    assert store.observations() == {REVENUE: (expected,)}
    assert str(store.observations()[REVENUE][0].value) == "2.130"


def test_the_text_of_a_cell_is_kept_as_printed(store: Store) -> None:
    printed = figure("1234.50")
    printed = replace(printed, observation=replace(printed.observation, text=" 1,234.50 "))
    unseen = figure("3", APRIL)
    unseen = replace(unseen, observation=replace(unseen.observation, text=""))
    deliver(store, day(16), printed, figure(None, MAY, status=ObsStatus.SUPPRESSED), unseen)
    april, may, june = store.observations()[REVENUE]
    assert (april.value, april.text) == (Decimal(3), "")
    assert (may.value, may.text, may.status) == (None, "—", ObsStatus.SUPPRESSED)
    assert (june.value, june.text) == (Decimal("1234.50"), " 1,234.50 ")


def test_the_batch_that_is_returned_is_the_one_that_is_stored(store: Store) -> None:
    batch = deliver(store, day(16), figure("2.13"))
    assert (batch,) == store.batches()
    assert batch.id == store.last_batch() == 1
    assert batch.head == head(day(16))
    assert batch.counts == _counts(new=1)
    assert len(batch.chain) == 64


@pytest.mark.parametrize(
    "moment",
    [
        NOW,
        datetime(2024, 2, 29, 23, 59, 59, 999999, tzinfo=UTC),
        datetime(2038, 1, 19, 3, 14, 8, tzinfo=timezone(timedelta(hours=-9, minutes=-30))),
    ],
)
def test_the_moment_of_recording_keeps_its_time_zone(store: Store, moment: datetime) -> None:
    store.append(replace(head(day(16)), recorded_at=moment), Delivery())
    assert store.batches()[0].head.recorded_at.isoformat() == moment.isoformat()


def test_a_batch_without_a_file_has_none(store: Store) -> None:
    deliver(store, day(16), figure("1"), file=None)
    assert store.batches()[0].head.file is None
    assert store.observations()[REVENUE][0].place.file == ""


def test_the_same_content_twice_adds_nothing_and_says_so(store: Store) -> None:
    content = (figure("2.13"), figure("1.80", MAY), figure("35.2", Period.of("2024-Q2"), GDP))
    assert deliver(store, day(16), *content).counts == _counts(new=3)
    before = store.observations()
    assert deliver(store, day(17), *content).counts == _counts(same=3)
    assert store.observations() == before
    assert len(store.revisions(REVENUE)) == 2
    assert store.written_by(2) == Delivery()


def test_a_changed_value_is_a_revision_from_old_to_new(store: Store) -> None:
    deliver(store, day(16), figure("2.13"), figure("1.80", MAY))
    assert deliver(store, day(20), figure("2.15"), figure("1.80", MAY)).counts == _counts(revised=1, same=1)
    assert values(store) == ["1.80", "2.15"]
    assert [str(row.value) for row in store.revisions(REVENUE, JUNE)] == ["2.13", "2.15"]
    (written,) = store.written_by(2).figures
    assert written.outcome is Outcome.REVISED
    assert written.previous is not None
    assert (str(written.previous.value), str(written.observation.value)) == ("2.13", "2.15")
    (first, second) = store.written_by(1).figures
    assert (first.outcome, first.previous, second.outcome) == (Outcome.NEW, None, Outcome.NEW)


def test_fewer_digits_of_the_same_value_are_no_revision(store: Store) -> None:
    deliver(store, day(16), figure("2.134"))
    assert deliver(store, day(20), figure("2.13")).counts == _counts(coarser=1)
    assert values(store) == ["2.134"]


def test_the_same_value_in_another_unit_is_no_revision(store: Store) -> None:
    deliver(store, day(16), figure("2.1298"))
    assert deliver(store, day(20), figure("21298", unit=Unit("元", 4))).counts == _counts(same=1)


def test_another_status_is_a_revision(store: Store) -> None:
    deliver(store, day(16), figure("2.13", status=ObsStatus.PROVISIONAL))
    assert deliver(store, day(20), figure("2.13")).counts == _counts(revised=1)


def test_what_a_preview_found_is_found_again_when_the_store_has_changed_meanwhile(store: Store) -> None:
    previewed = replace(figure("2.13"), outcome=Outcome.SAME)
    deliver(store, day(16), figure("2.10"))
    assert deliver(store, day(17), previewed).counts == _counts(revised=1)


def test_two_sources_are_kept_apart_and_come_in_the_order_of_their_names(store: Store) -> None:
    deliver(store, day(16), figure("2.13"), figure("1.8", MAY), source="zone_finance")
    assert deliver(store, day(17), figure("2.20"), source="department").counts == _counts(new=1)
    assert deliver(store, day(18), figure("2.13"), source="zone_finance").counts == _counts(same=1)
    found = [(o.period, o.source, str(o.value)) for o in store.observations()[REVENUE]]
    assert found == [(MAY, "zone_finance", "1.8"), (JUNE, "department", "2.20"), (JUNE, "zone_finance", "2.13")]


def test_an_unresolved_series_is_stored_under_its_label(store: Store) -> None:
    strange = SeriesKey("", "GX-610561", Freq.MONTH, Transformation.LEVEL, label="其中：软件业", dims="industry=I65")
    deliver(store, day(16), figure("3", key=strange), figure("2"))
    assert store.series_keys() == (strange, REVENUE)
    assert store.unresolved() == (strange,)
    assert list(store.observations([strange])) == [strange]


def test_only_the_series_that_are_asked_for_are_read(store: Store) -> None:
    deliver(store, day(16), figure("35.2", Period.of("2024-Q2"), GDP), figure("2.13"))
    unknown = replace(GDP, indicator="unknown")
    assert list(store.observations([REVENUE, unknown])) == [REVENUE]
    assert store.observations([]) == {}
    assert store.revisions(unknown) == ()


@pytest.mark.parametrize("text", ["NaN", "sNaN", "Infinity", "-Infinity"])
def test_what_is_no_number_is_refused_and_nothing_is_written(store: Store, text: str) -> None:
    good, bad = figure("1", MAY), figure("1", line=9)
    bad = replace(bad, observation=replace(bad.observation, value=Decimal(text)))
    with pytest.raises(StoreError) as refusal:
        deliver(store, day(16), good, bad)
    assert (refusal.value.slug, refusal.value.params) == ("store-not-a-number", {"value": text, "line": 9})
    assert (store.last_batch(), store.series_keys()) == (0, ())


def test_a_delivery_that_brings_a_figure_twice_is_a_bug_of_the_caller(store: Store) -> None:
    with pytest.raises(ValueError, match="twice"):
        deliver(store, day(16), figure("1"), figure("2"))
    assert store.last_batch() == 0


def test_a_name_that_is_no_plain_text_is_a_bug_of_the_caller(store: Store) -> None:
    with pytest.raises(TypeError, match="plain text"):
        deliver(store, day(16), figure("1"), source=Freq.MONTH)
    assert store.last_batch() == 0


def test_periods_of_every_kind_come_back(store: Store) -> None:
    texts = ("2023", "2023-S2", "2024-Q1", "2024-01-01/P2M", "2024-M02")
    deliver(store, day(16), *(figure("1", Period.of(text)) for text in reversed(texts)))
    assert [str(o.period) for o in store.observations()[REVENUE]] == [
        "2023-S2",
        "2023",
        "2024-M02",
        "2024-01-01/P2M",
        "2024-Q1",
    ]


decimals = st.decimals(allow_nan=False, allow_infinity=False) | st.sampled_from(
    [
        Decimal(text)
        for text in ("-0.00", "1E+3", "1E-30", "0E+5", "0E-9", "123456789012345678901234567890.123", "-1.5E+9")
    ]
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(numbers=st.lists(decimals, min_size=1, max_size=12))
def test_decimals_keep_every_digit_sign_and_exponent(store: Store, numbers: list[Decimal]) -> None:
    first = 1000 + 12 * store.last_batch()
    periods = [Period.month_of(first + index, 1) for index in range(len(numbers))]
    figures = [
        replace(figure("0", period), observation=replace(figure("0", period).observation, value=number))
        for period, number in zip(periods, numbers, strict=True)
    ]
    deliver(store, day(16), *figures)
    read = [observation.value for observation in store.observations()[REVENUE] if observation.period.year >= first]
    assert [value and value.as_tuple() for value in read] == [number and number.as_tuple() for number in numbers]


def test_plain_digits_stand_in_the_file(store: Store) -> None:
    deliver(store, day(16), figure("0.0000001"), figure("12E-9", MAY))
    rows = store._database.sql.execute("SELECT value, text FROM obs ORDER BY period").fetchall()
    assert rows == [("0.000000012", "12E-9"), ("0.0000001", None)]  # the printed text only where it differs


HOSTILE = [
    "'; DROP TABLE obs; --",
    '"quoted"',
    "line\nbreak\ttab\r",
    "\x1b[31mred\x07",
    "nul\x00inside",
    "[link=http://x]y[/]",
    "\u202eright to left",
    "emoji 🏭 and 𠮷",
    "x" * 5000,
    "%s {0} {name} ?",
    " ",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_every_text_comes_back_exactly(store: Store, text: str) -> None:
    key = SeriesKey("", text, Freq.MONTH, Transformation.LEVEL, label=text, dims=text)
    odd = figure("1", key=key, unit=Unit(text, 4))
    odd = replace(odd, observation=replace(odd.observation, text=text, place=Place("", text, 1, 1)))
    what = replace(head(day(16), source=text, file=text), user=text, importer=text)
    store.append(what, Delivery(figures=(odd,)))
    (observation,) = store.observations()[key]
    assert (observation.text, observation.unit.measure, observation.source) == (text, text, text)
    assert (observation.place.file, observation.place.sheet) == (text, text)
    assert store.batches()[0].head == what
    assert store.verify() == ()


def test_a_file_name_that_is_no_text_is_spelled_out(store: Store) -> None:
    deliver(store, day(16), figure("1"), file="a\udcff.csv")
    assert store.observations()[REVENUE][0].place.file == "a\\udcff.csv"


def test_news_are_appended_and_the_same_file_once_more_is_not(store: Store) -> None:
    first = store.append_news(head(day(16)), Delivery(figures=(figure("2.13"),)))
    assert first
    assert first.counts == _counts(new=1)
    assert store.append_news(head(day(16)), Delivery(figures=(figure("2.13"),))) is None
    assert store.append_news(head(day(17)), Delivery(figures=(figure("2.13"),))) is None
    assert store.last_batch() == 1
    assert store.verify() == ()


def test_another_file_that_repeats_everything_is_a_batch_and_so_is_a_file_that_was_undone(store: Store) -> None:
    known = Delivery(figures=(figure("2.13"),))
    store.append_news(head(day(16)), known)
    other = replace(head(day(16)), file=SourceFile(name="别的.csv", sha256="another", size=1))
    again = store.append_news(other, known)
    assert again
    assert again.counts == _counts(same=1)
    store.undo(again.id, replace(head(day(16)), kind=BatchKind.UNDO, file=None))
    assert store.append_news(other, known)
    assert store.append_news(replace(head(day(16)), importer="another"), known)
    assert store.last_batch() == 5
