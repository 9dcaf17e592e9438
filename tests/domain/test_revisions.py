"""First release, latest, and the size of revisions, worked out by hand."""

from fractions import Fraction

from tests.domain.given import figure, unit

from gaoxin_monitor.domain.codes import ObsStatus
from gaoxin_monitor.domain.revisions import released, revision_sizes

EARLY, LATE = "2024-02-18", "2024-03-18"


def test_the_gross_domestic_product_of_2022_was_revised_once_by_5483() -> None:
    first = figure("2022", "1210207", vintage="2023-01-17", source="nbs", batch=1)
    final = figure("2022", "1204724", vintage="2023-12-29", source="nbs", batch=2)
    (year,) = released((final, first))
    assert (year.first, year.latest, year.revised) == (first, final, True)
    (size,) = revision_sizes((year,))
    assert (size.count, size.mean, size.mean_absolute, size.unit) == (1, Fraction(-5483), Fraction(5483), unit("亿元"))


def test_means_are_over_periods_with_two_releases_from_the_first_to_the_latest() -> None:
    rows = (
        figure("2024-M01", "10.0", vintage=EARLY, source="a"),
        figure("2024-M01", "10.4", vintage=LATE, source="a", batch=2),
        figure("2024-M01", "10.3", vintage="2024-04-18", source="a", batch=3),  # +0.3 in all
        figure("2024-M02", "20.0", vintage=LATE, source="a", batch=2),
        figure("2024-M02", "19.5", vintage="2024-04-18", source="a", batch=3),  # −0.5
        figure("2024-M03", "30.0", vintage="2024-04-18", source="a", batch=3),  # never revised
        figure("2024-M01", "11.0", vintage=EARLY, source="b", batch=4),
    )
    periods = released(rows)
    assert [(str(p.period), p.source, len(p.releases)) for p in periods] == [
        ("2024-M01", "a", 3),
        ("2024-M01", "b", 1),
        ("2024-M02", "a", 2),
        ("2024-M03", "a", 1),
    ]
    (size,) = revision_sizes(periods)
    assert (size.source, size.count, size.digits) == ("a", 2, 1)
    assert (size.mean, size.mean_absolute) == (Fraction(-1, 10), Fraction(2, 5))


def test_sizes_are_in_the_unit_of_the_newest_period() -> None:
    rows = (
        figure("2024-M01", "5790", "万元", vintage=EARLY),
        figure("2024-M01", "0.5812", "亿元", vintage=LATE, batch=2),
        figure("2024-M02", "8300", "万元", vintage=LATE, batch=2),
        figure("2024-M02", "8310", "万元", vintage="2024-04-18", batch=3),
    )
    (size,) = revision_sizes(released(rows))
    assert (size.unit, size.count, size.mean) == (unit("万元"), 2, Fraction(16))


def test_a_day_releases_what_stands_at_its_end() -> None:
    """A slip of the pen that was corrected or taken back on the same day was never released."""
    slip = figure("2024-M01", "100", vintage=EARLY, batch=1)
    mended = figure("2024-M01", "10", vintage=EARLY, batch=2)
    taken_back = figure("2024-M02", None, status=ObsStatus.UNSPECIFIED, vintage=EARLY, batch=2)
    wrong = figure("2024-M02", "7", vintage=EARLY, batch=1)
    (january,) = released((slip, mended, wrong, taken_back))
    assert january.releases == (mended,)
    assert revision_sizes((january,)) == ()


def test_figures_of_different_measures_are_no_revision() -> None:
    rows = (figure("2024-M01", 3, "家", vintage=EARLY), figure("2024-M01", 3, "人", vintage=LATE, batch=2))
    assert revision_sizes(released(rows)) == ()


def test_back_to_the_first_value_is_a_revision_of_nothing() -> None:
    rows = [figure("2024-M01", v, vintage=f"2024-0{n}-18", batch=n) for n, v in ((2, "10"), (3, "11"), (4, "10"))]
    (size,) = revision_sizes(released(rows))
    assert (size.count, size.mean, size.mean_absolute) == (1, Fraction(0), Fraction(0))
