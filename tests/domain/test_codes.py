from gaoxin_monitor.domain.codes import Flag, Light, ObsStatus, Severity


def test_lights_are_the_six_of_the_model_and_rank_the_most_urgent_first() -> None:
    assert {light.value for light in Light} == {"done", "green", "yellow", "red", "pending", "nodata"}
    assert sorted(Light, key=lambda light: light.rank) == [
        Light.RED,
        Light.YELLOW,
        Light.NODATA,
        Light.PENDING,
        Light.GREEN,
        Light.DONE,
    ]


def test_flags_are_the_ten_of_the_model() -> None:
    words = "late provisional stale base_revised assumed_profile capped inferred best_effort withheld final"
    assert {flag.value for flag in Flag} == set(words.split())


def test_codes_for_missing_figures_are_told_from_codes_for_figures() -> None:
    assert {status.value for status in ObsStatus if status.missing} == set("LMOQN")
    assert {status.value for status in ObsStatus if not status.missing} == set("APEFB")


def test_fatal_and_error_block() -> None:
    assert {severity for severity in Severity if severity.blocks} == {Severity.FATAL, Severity.ERROR}
