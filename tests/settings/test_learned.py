"""``learned.toml``: what is written is read again, and what people write wins over it."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.settings.given import Bench

from gaoxin_monitor.domain.codes import Transformation
from gaoxin_monitor.errors import ConfigError, ExportError
from gaoxin_monitor.settings import Learned, LearnedAlias, LearnedRoute, check, learned, load, write_learned

KNOWN = Learned(
    routes=(
        LearnedRoute(importer="flash", pattern="高新区*快报*.csv", options={"area": "GX-1", "encoding": "gb18030"}),
        LearnedRoute(importer="nbs", fingerprint="a1b2"),
    ),
    aliases=(
        LearnedAlias("财税收入", "fiscal"),
        LearnedAlias("产值累计增速", "output", Transformation.YTD_YOY, "%"),
    ),
    answers={"indicator:指标数据.csv": "fiscal"},
)


def test_what_was_learned_is_read_again(bench: Bench) -> None:
    path = write_learned(bench.root, KNOWN)
    assert path == bench.path("learned.toml")
    assert learned(bench.root) == KNOWN
    assert "财税收入" in path.read_text(encoding="utf-8")
    assert not list(path.parent.glob("*.tmp"))


def test_nothing_is_known_before_anything_was_learned(bench: Bench) -> None:
    assert learned(bench.root) == Learned()
    write_learned(bench.root, Learned())
    assert learned(bench.root) == Learned()
    assert check(bench.root) == ()


_TEXT = st.text(max_size=20)


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    routes=st.lists(
        st.builds(
            LearnedRoute,
            importer=_TEXT,
            pattern=_TEXT,
            fingerprint=_TEXT,
            options=st.dictionaries(_TEXT, _TEXT, max_size=2),
        ),
        max_size=2,
    ),
    aliases=st.lists(
        st.builds(
            LearnedAlias,
            _TEXT,
            _TEXT,
            st.none() | st.sampled_from(Transformation),
            st.none() | _TEXT,
        ),
        max_size=2,
    ),
    answers=st.dictionaries(_TEXT, _TEXT, max_size=2),
)
def test_any_text_is_read_again_as_it_was_written(
    tmp_path: Path, routes: list[LearnedRoute], aliases: list[LearnedAlias], answers: dict[str, str]
) -> None:
    tmp_path.joinpath("config").mkdir(exist_ok=True)
    known = Learned(routes=tuple(routes), aliases=tuple(aliases), answers=answers)
    write_learned(tmp_path, known)
    assert learned(tmp_path) == known


def test_a_name_that_is_no_unicode_is_written_with_a_mark_that_fits_any_character(bench: Bench) -> None:
    write_learned(bench.root, Learned(routes=(LearnedRoute(importer="flash", pattern="a\udcff.csv"),)))
    assert learned(bench.root).routes[0].pattern == "a?.csv"


def test_accepted_aliases_are_names_of_their_indicators(bench: Bench) -> None:
    write_learned(bench.root, KNOWN)
    catalogue = load(bench.root).catalogue
    for _ in range(2):
        found = catalogue.resolve("产值累计增速", Transformation.YTD_YOY)
        assert found is not None
        assert found.id == "output"
        assert catalogue.resolve("产值累计增速", Transformation.YTD) is None
        catalogue = load(bench.root).catalogue


def test_an_accepted_alias_that_people_wrote_down_since_stands_once(bench: Bench) -> None:
    write_learned(bench.root, Learned(aliases=(LearnedAlias("一般公共预算收入", "fiscal"),)))
    aliases = load(bench.root).catalogue.by_id["fiscal"].aliases
    assert [alias.label for alias in aliases] == ["一般公共预算收入", "收入"]


def test_accepted_aliases_that_fit_no_more_are_left_out_with_a_warning(bench: Bench) -> None:
    kept = LearnedAlias("财税收入", "fiscal")
    gone, clash, second = (
        LearnedAlias("老指标", "gone"),
        LearnedAlias("产值", "fiscal"),
        LearnedAlias("财税收入", "output"),
    )
    write_learned(bench.root, Learned(aliases=(gone, kept, clash, second)))
    found = load(bench.root)
    assert [(each.slug, each.place.file) for each in found.warnings] == [
        ("config-learned-unknown", "config/learned.toml"),
        ("config-learned-clash", "config/learned.toml"),
        ("config-learned-clash", "config/learned.toml"),
    ]
    assert [each.place.line for each in found.warnings] == [4, 6, 7]
    assert found.catalogue.by_id["fiscal"].aliases[-1].label == "财税收入"
    assert load(bench.root) == found


def test_a_damaged_file_is_a_fault_and_never_overwritten_in_silence(bench: Bench) -> None:
    bench.write("learned.toml", '[[alias]]\nlabel = "x"\n')
    assert bench.found() == [("config/learned.toml", 1, "config-key-missing")]
    with pytest.raises(ConfigError) as caught:
        learned(bench.root)
    assert caught.value.slug == "config-invalid"
    bench.write("learned.toml", "[[route]]\nimporter = 5\n")
    assert bench.found() == [("config/learned.toml", 2, "config-not-text")]


def test_learned_aliases_wait_while_the_catalogue_cannot_be_read(bench: Bench) -> None:
    write_learned(bench.root, KNOWN)
    bench.write("indicators.toml", "[x\n")
    assert {file for file, _, _ in bench.found()} == {"config/indicators.toml"}


def test_what_cannot_be_written_leaves_the_old_file(bench: Bench) -> None:
    write_learned(bench.root, KNOWN)
    old = bench.path("learned.toml").read_bytes()
    bench.path("learned.toml").unlink()
    bench.path("learned.toml").mkdir()
    bench.path("learned.toml").joinpath("x").write_bytes(old)
    with pytest.raises(ExportError) as caught:
        write_learned(bench.root, Learned())
    assert caught.value.slug == "learned-not-written"
    assert bench.path("learned.toml").joinpath("x").read_bytes() == old
    assert not list(bench.path("learned.toml").parent.glob("*.tmp"))
