from collections.abc import Callable, Iterable
from typing import Any

import pytest

from gaoxin_monitor.importing.detection import candidates, decided
from gaoxin_monitor.importing.evidence import has_header, has_layout, has_period, has_text, veto
from gaoxin_monitor.importing.importers import Importer
from gaoxin_monitor.importing.model import Candidate
from gaoxin_monitor.importing.source import Source, open_source

TEXT = "高新区月度快报\n统计月份,指标名称,计量单位,本月\n2024年5月,工业总产值,万元,1\n2024年4月,工业总产值,万元,2\n"


def _source(text: str = TEXT, name: str = "5月快报.csv") -> Source:
    source, _, _ = open_source(name, text.encode())
    assert source
    return source


def _importer(evidence: Callable[[Source], Any], name: str = "one", **more: Any) -> Importer:  # noqa: ANN401 - any field
    return Importer(
        id=name, title={"zh": name}, version="1", source=name, detect=evidence, read=lambda _src, _ctx: None, **more
    )


def _score(*evidence: object, **more: Any) -> Candidate:  # noqa: ANN401 - any field
    (candidate,), _ = candidates(_source(), [_importer(lambda _: evidence, **more)])
    return candidate


@pytest.mark.parametrize(
    ("evidence", "points"),
    [
        (has_text("高新区月度快报"), 35),
        (has_text("高新区 月度快报"), 35),
        (has_text("没有"), 0),
        (has_text(""), 0),
        (has_text("2024年4月", within=2), 0),
        (has_text("2024年4月", within=0), 35),
        (has_header(["指标名称", "统计月份"]), 35),
        (has_header(["指标名称", "高新区月度快报"]), 0),
        (has_header([]), 0),
        (has_period("2024年5月"), 10),
        (has_period("2024年6月"), 0),
        (has_period("万元"), 0),
        (has_layout(periods=2, units=["万元"]), 10),
        (has_layout(periods=3), 0),
        (has_layout(units=["亿元"]), 0),
        (has_layout(), 0),
    ],
)
def test_a_claim_scores_only_when_the_host_sees_it_too(evidence: object, points: int) -> None:
    candidate = _score(evidence)
    assert candidate.score == points
    assert [finding.holds for finding in candidate.findings] == [bool(points)]


def test_each_kind_of_evidence_scores_once() -> None:
    twice = _score(has_text("高新区月度快报"), has_text("指标名称"), has_text("没有"))
    assert [finding.points for finding in twice.findings] == [35, 0, 0]
    assert twice.score == 35


def test_the_file_name_is_the_weakest_evidence() -> None:
    assert _score(files=("*快报*",)).score == 10
    assert _score(files=("*年报*",)).score == 0


def test_a_veto_ends_the_claim_and_says_why() -> None:
    candidate = _score(has_text("高新区月度快报"), veto("季度表"))
    assert (candidate.score, candidate.refusal, candidate.detail) == (0, "veto", "季度表")


def test_an_importer_of_other_formats_is_not_asked() -> None:
    candidate = _score(has_text("高新区月度快报"), formats=frozenset({"xls"}))
    assert (candidate.score, candidate.refusal, candidate.detail) == (0, "format", "csv")


@pytest.mark.parametrize(
    "evidence",
    [[("unknown", "x")], [("text", 5)], [5], ["text"], [("layout", "x")], 7, [("period", 3)], [("header", None)]],
)
def test_evidence_that_is_none_makes_one_failed_candidate_and_hides_nobody(evidence: Any) -> None:  # noqa: ANN401 - any
    good = _importer(lambda _: [has_text("高新区月度快报"), has_header(["指标名称"])], "good")
    found, faults = candidates(_source(), [_importer(lambda _: evidence, "bad"), good])
    assert [(candidate.importer, candidate.refusal) for candidate in found] == [("good", ""), ("bad", "failed")]
    assert [fault.params["plugin"] for fault in faults] == ["bad"]


def _raise(error: BaseException) -> Iterable[Any]:
    raise error


@pytest.mark.parametrize("error", [ValueError("x"), SystemExit(1), BaseException("panic")])
def test_a_detector_that_fails_is_named_and_hides_nobody(error: BaseException) -> None:
    found, faults = candidates(
        _source(), [_importer(lambda _: _raise(error), "bad"), _importer(lambda _: None, "quiet")]
    )
    assert {candidate.importer: candidate.refusal for candidate in found} == {"bad": "failed", "quiet": ""}
    assert [(fault.slug, fault.severity.blocks) for fault in faults] == [("plugin-failed", False)]


def _scored(**scores: int) -> list[Candidate]:
    listed = [Candidate(name, {}, score) for name, score in scores.items()]
    return sorted(listed, key=lambda candidate: -candidate.score)


@pytest.mark.parametrize(
    ("scores", "winner"),
    [
        ({"a": 60, "b": 45}, "a"),
        ({"a": 60, "b": 46}, None),
        ({"a": 59, "b": 0}, None),
        ({"a": 100, "b": 100}, None),
        ({"a": 60}, "a"),
        ({}, None),
    ],
)
def test_one_is_taken_only_when_it_has_enough_and_leads_clearly(scores: dict[str, int], winner: str | None) -> None:
    best = decided(_scored(**scores))
    assert (best.importer if best else None) == winner
