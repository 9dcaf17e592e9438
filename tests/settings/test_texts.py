"""Every finding has a sentence and an advice in both languages, with the same placeholders."""

import re
from pathlib import Path

import pytest
from tests.settings.given import Bench

from gaoxin_monitor.messages import load as load_messages

PACKAGE = Path(__file__).parents[2] / "src" / "gaoxin_monitor"
SLUGS = sorted(
    {
        slug
        for path in (PACKAGE / "settings").rglob("*.py")
        for slug in re.findall(r'"(config-[a-z0-9-]+)"', path.read_text(encoding="utf-8"))
    }
    - {"config-invalid"}
)


def _entries(language: str) -> dict[str, str]:
    text = PACKAGE.joinpath("messages", language, "settings.po").read_text(encoding="utf-8")
    return dict(re.findall(r'msgid "(.+)"\nmsgstr "(.+)"', text))


def test_the_slugs_of_the_code_are_exactly_those_of_the_catalogue() -> None:
    assert len(SLUGS) > 60
    wanted = {f"diagnostic.{slug}{end}" for slug in SLUGS for end in ("", ".do")}
    for language in ("zh_CN", "en"):
        found = {key for key in _entries(language) if key.startswith("diagnostic.")}
        assert found == wanted


def test_both_languages_have_the_same_placeholders() -> None:
    chinese, english = _entries("zh_CN"), _entries("en")
    assert chinese.keys() == english.keys()
    for key, text in chinese.items():
        assert set(re.findall(r"(?<!\{)\{(\w+)\}", text)) == set(re.findall(r"(?<!\{)\{(\w+)\}", english[key])), key


def test_chinese_sentences_are_chinese_and_english_ones_are_not() -> None:
    for key, text in _entries("zh_CN").items():
        assert re.search(r"[\u4e00-\u9fff]", text), key
    examples = ("亿元", "家", "ANSI")
    for key, text in _entries("en").items():
        for example in examples:
            text = text.replace(example, "")  # noqa: PLW2901 - what is left must be English
        assert not re.search(r"[\u4e00-\u9fff]", text), key


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_sentence_says_key_value_and_what_is_possible(bench: Bench, language: str) -> None:
    bench.change("settings.toml", "cutoff_day = 25", "cutof_day = 25")
    messages = load_messages(language)
    found = bench.only()
    assert "cutof_day" in messages.diagnostic(found)
    assert "cutoff_day" in messages.advice(found)
    assert found.excerpt == "cutof_day = 25"
    bench.change("settings.toml", "cutof_day = 25", "cutoff_day = 0")
    assert {"1", "28"} <= set(re.findall(r"\d+", messages.diagnostic(bench.only())))


def test_a_fault_names_the_target_it_belongs_to(bench: Bench) -> None:
    bench.change("plans/2024.toml", 'profile = "own_pace"\n', "")
    found = bench.only()
    assert load_messages("zh").diagnostic(found) == "“财政收入”：level_at_least 类目标缺少“profile”"
    assert load_messages("en").diagnostic(found) == "“财政收入”: a target of kind level_at_least needs “profile”"


def test_a_fault_names_the_table_by_its_id_while_it_has_no_name(bench: Bench) -> None:
    bench.change("plans/2024.toml", 'id = "villages"\nname = "村庄"\n', 'id = "villages"\n')
    assert load_messages("zh").diagnostic(bench.only()) == "“villages”：缺少“name”"


def test_a_fault_of_the_whole_file_names_nothing(bench: Bench) -> None:
    bench.change("plans/2024.toml", "year = 2024\n", "")
    assert load_messages("zh").diagnostic(bench.only()) == "缺少“year”"


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("minsheng", "livelihood_item"),  # 民生实事
        ("minsheng_item", "livelihood_item"),
        ("民生", "livelihood_item"),
        ("mubiao", "goal"),  # 目标值
        ("deadlin", "deadline"),
        ("agencies", "agency"),
    ],
)
def test_an_unknown_key_is_told_the_key_that_was_meant(bench: Bench, typed: str, meant: str) -> None:
    key = typed if typed.isascii() else f'"{typed}"'
    bench.change("plans/2024.toml", 'note = "按月"', f"{key} = 1")
    assert bench.only().params["nearest"] == (meant,)


def test_a_key_like_no_other_gets_no_guess(bench: Bench) -> None:
    bench.change("plans/2024.toml", 'note = "按月"', "zzqqxx = 1")
    found = bench.only()
    assert found.params["nearest"] == ()
    assert load_messages("zh").advice(found).startswith("相近的键：无；")
