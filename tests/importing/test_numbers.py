from decimal import Decimal

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gaoxin_monitor.domain.codes import ObsStatus
from gaoxin_monitor.importing.numbers import LOOKS_NUMERIC, Number, NumberStyle

STRICT = NumberStyle()
FORM = NumberStyle(thousands=True, missing={"": ObsStatus.NOT_COLLECTED, "—": ObsStatus.UNSPECIFIED})


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("0", "0"),
        ("306.0", "306.0"),
        ("-13.5", "-13.5"),
        ("+3.2", "3.2"),
        ("−3.2", "-3.2"),
        ("－３．２", "-3.2"),
        ("１２３４．５", "1234.5"),
        (".5", "0.5"),
        ("-0.0", "0.0"),
        ("270177.80", "270177.80"),
        ("123456789012345678901234567890", "123456789012345678901234567890"),
        (" 5\t", "5"),
        ("　5　", "5"),
    ],
)
def test_a_number_is_exact_and_keeps_the_digits_that_are_printed(text: str, value: str) -> None:
    assert STRICT.parse(text) == Number(value)


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("1,234", "number-thousands"),
        ("1,234.5", "number-thousands"),
        ("１，２３４", "number-thousands"),
        ("1234,5", "number-unreadable"),
        ("12,34", "number-unreadable"),
        ("(3.2)", "number-bracketed"),
        ("（3.2）", "number-bracketed"),
        ("NaN", "number-not-finite"),
        ("-inf", "number-not-finite"),
        ("Infinity", "number-not-finite"),
        ("1.23E+11", "number-rounded"),
        ("#N/A", "cell-error"),
        ("#(formula)", "cell-uncomputed"),
        ("—", "number-unreadable"),
        ("-", "number-unreadable"),
        ("…", "number-unreadable"),
        ("007", "number-unreadable"),
        ("105①", "number-unreadable"),
        ("10²", "number-unreadable"),
        ("٣", "number-unreadable"),
        ("1 234", "number-spaced"),
        ("1.2.3", "number-unreadable"),
        ("12万", "number-unit"),
        ("41‰", "number-permille"),
        ("1" * 31, "number-unreadable"),
    ],
)
def test_what_could_be_read_in_two_ways_is_no_number(text: str, slug: str) -> None:
    assert STRICT.parse(text) == Number(slug=slug)


def test_thousands_and_missing_marks_count_only_where_the_table_declares_them() -> None:
    assert FORM.parse("1,234,567.8") == Number("1234567.8")
    assert FORM.parse("12,34").slug == "number-unreadable"
    assert FORM.parse("—") == Number(status=ObsStatus.UNSPECIFIED)
    assert FORM.parse("") == STRICT.parse(" ") == Number(status=ObsStatus.NOT_COLLECTED)


def test_a_percent_sign_is_reported_beside_the_value() -> None:
    assert STRICT.parse("5.6%") == STRICT.parse("５．６％") == Number("5.6", percent=True)
    assert STRICT.parse("%").slug == "number-unreadable"


@given(st.decimals(allow_nan=False, allow_infinity=False, places=4, min_value=-(10**20), max_value=10**20))
def test_every_plain_decimal_is_read_as_itself(value: Decimal) -> None:
    found = STRICT.parse(format(value, "f"))
    assert found.value is not None
    assert Decimal(found.value) == value


TEXTS = st.one_of(
    st.text(alphabet="0123456789.,-+%() —…eE", max_size=8),
    st.from_regex(r"-?(0|[1-9][0-9]{0,8})(\.[0-9]{1,4})?", fullmatch=True),
    st.sampled_from(["", "—", "1,234", "NaN", "-0", "0.0", "-0.00", "-0.10"]),
)


@given(st.lists(TEXTS, max_size=30), st.sampled_from([STRICT, FORM]))
def test_a_column_is_read_as_its_cells_are(texts: list[str], style: NumberStyle) -> None:
    found = style.parse_all(pl.Series(texts, dtype=pl.String))
    cells = [style.parse(text) for text in texts]
    assert found.rows() == [(cell.value, cell.status.value, cell.slug, cell.percent) for cell in cells]


@given(TEXTS)
def test_whatever_is_read_as_a_number_must_be_accounted_for(text: str) -> None:
    if FORM.parse(text).value is not None:
        assert pl.Series([text.strip()]).str.contains(LOOKS_NUMERIC).item(), text
