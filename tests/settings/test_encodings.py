"""How files are saved on Chinese Windows, and files that are not there or not files."""

import os
import sys
from pathlib import Path

import pytest
from tests.settings.given import Bench, faults_of

from gaoxin_monitor.errors import ConfigError
from gaoxin_monitor.messages import load as load_messages
from gaoxin_monitor.settings import check, load


def test_a_notepad_bom_and_windows_line_ends_are_accepted(bench: Bench) -> None:
    plain = load(bench.root)
    for name in ("settings.toml", "indicators.toml", "plans/2024.toml"):
        bench.write(name, "\ufeff" + bench.text(name).replace("\n", "\r\n"))
    saved = load(bench.root)
    assert saved.plan.targets == plain.plan.targets
    assert saved.catalogue == plain.catalogue
    assert saved.digest != plain.digest


def test_lines_are_counted_alike_with_bom_and_windows_line_ends(bench: Bench) -> None:
    bench.change("plans/2024.toml", 'kind = "growth_rate"', 'kind = "growth"')
    line = bench.only().place.line
    bench.write("plans/2024.toml", "\ufeff" + bench.text("plans/2024.toml").replace("\n", "\r\n"))
    assert bench.only().place.line == line == 33


def test_a_file_saved_as_ansi_is_named_as_gbk_with_the_first_line_that_shows_it(bench: Bench) -> None:
    bench.write("plans/2024.toml", ("# plan\n" + bench.text("plans/2024.toml")).encode("gb18030"))
    assert bench.found() == [("config/plans/2024.toml", 2, "config-not-utf8")]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_a_file_saved_as_unicode_is_named_as_utf_16(bench: Bench, encoding: str) -> None:
    bench.write("settings.toml", bench.text("settings.toml").encode(encoding))
    assert bench.found()[0] == ("config/settings.toml", 0, "config-utf16")


def test_bytes_that_are_no_text_at_all_are_said_to_be_none(bench: Bench) -> None:
    bench.write("settings.toml", b'language = "zh"\nplan = "\xff\xff\xff"\n')
    assert bench.found() == [("config/settings.toml", 2, "config-not-text-file")]
    bench.write("settings.toml", b"a = 1\n\x89\xa4\x01\x02PNG")
    assert bench.found() == [("config/settings.toml", 2, "config-not-text-file")]


@pytest.mark.parametrize("content", [b"", b"\xef\xbb\xbf", b" \r\n\t\n"])
def test_an_empty_file_is_a_fault_of_its_own(bench: Bench, content: bytes) -> None:
    bench.write("indicators.toml", content)
    assert bench.found() == [("config/indicators.toml", 0, "config-empty")]


def test_a_file_of_comments_only_is_an_empty_catalogue(bench: Bench) -> None:
    bench.write("indicators.toml", "# 还没有指标\n")
    assert ("config/indicators.toml", 0, "config-empty") not in bench.found()


@pytest.mark.parametrize("name", ["settings.toml", "indicators.toml"])
def test_a_missing_file_is_named(bench: Bench, name: str) -> None:
    bench.path(name).unlink()
    assert (f"config/{name}", 0, "config-missing") in bench.found()


def test_without_any_configuration_both_missing_files_are_named(tmp_path: Path) -> None:
    with pytest.raises(ConfigError) as caught:
        load(tmp_path)
    assert [each.place.file for each in faults_of(caught.value)] == ["config/indicators.toml", "config/settings.toml"]
    assert caught.value.slug == "config-invalid"


def test_a_missing_plan_is_reported_where_the_settings_name_it(bench: Bench) -> None:
    bench.path("plans/2024.toml").rename(bench.path("plans/2025.toml"))
    found = bench.only()
    assert (found.place.file, found.place.line, found.slug) == ("config/settings.toml", 2, "config-plan-missing")
    assert found.params["nearest"] == ("plans/2025.toml",)


def test_a_missing_plan_without_any_other_says_that_there_is_none(bench: Bench) -> None:
    bench.path("plans/2024.toml").unlink()
    found = bench.only()
    assert found.params["nearest"] == ()
    assert load_messages("zh").advice(found) == "已有的计划：无"


def test_a_folder_in_place_of_a_file_is_named(bench: Bench) -> None:
    bench.path("indicators.toml").unlink()
    bench.path("indicators.toml").mkdir()
    assert bench.found() == [("config/indicators.toml", 0, "config-not-a-file")]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pipes in folders")
def test_a_pipe_in_place_of_a_file_is_named_and_not_waited_for(bench: Bench) -> None:
    bench.path("plans/2024.toml").unlink()
    os.mkfifo(bench.path("plans/2024.toml"))
    assert bench.found() == [("config/plans/2024.toml", 0, "config-not-a-file")]


@pytest.mark.skipif(sys.platform == "win32", reason="symbolic links need a privilege on Windows")
def test_a_link_that_leads_round_in_a_circle_is_unreadable_with_its_code(bench: Bench) -> None:
    bench.path("indicators.toml").unlink()
    bench.path("indicators.toml").symlink_to("indicators.toml")
    found = bench.only()
    assert (found.slug, found.params["detail"]) == ("config-unreadable", "ELOOP")


def test_a_file_far_too_large_is_not_read(bench: Bench) -> None:
    with bench.path("indicators.toml").open("r+b") as stream:
        stream.truncate(9 * 1024 * 1024)
    assert [(each.slug, each.params["detail"]) for each in check(bench.root)] == [("config-too-large", "8")]
