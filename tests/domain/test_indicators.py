import pytest
from hypothesis import given
from hypothesis import strategies as st

from gaoxin_monitor.domain.codes import Transformation
from gaoxin_monitor.domain.indicators import Alias, Catalogue, Indicator, fold, names
from gaoxin_monitor.domain.units import PERCENT, Unit

YI = Unit("元", 8)
LEVEL, YTD, YTD_YOY = Transformation.LEVEL, Transformation.YTD, Transformation.YTD_YOY

FISCAL = Indicator(
    "fiscal_revenue",
    "区级财政收入",
    "Zone-level fiscal revenue",
    YI,
    sources=("zone_finance", "zone_bureau"),
    aliases=(Alias("一般公共预算收入"), Alias("财政收入增速", YTD_YOY, "%"), Alias("收入", YTD)),
)
TAX = Indicator("tax", "税收收入", "Tax revenue", YI, aliases=(Alias("收入", YTD_YOY), Alias("收入合计", None, "亿元")))
RETAIL = Indicator(
    "retail", "社会消费品零售总额", "Retail sales", YI, aliases=(Alias("零售总额"), Alias("社零"), Alias("消费"))
)
CONSUMPTION = Indicator("consumption", "居民消费", "Consumption", YI, aliases=(Alias("消费"), Alias("消费", YTD_YOY)))
CATALOGUE = Catalogue((FISCAL, TAX, RETAIL, CONSUMPTION))


@pytest.mark.parametrize(
    ("label", "transformation", "unit", "expected"),
    [
        ("区级财政收入", YTD, YI, FISCAL),
        ("fiscal_revenue", YTD, None, FISCAL),
        ("Fiscal Revenue", YTD, None, FISCAL),
        ("FISCAL_REVENUE", YTD, None, FISCAL),
        (" 一般公共 预算收入", YTD_YOY, PERCENT, FISCAL),
        ("财政收入增速", YTD_YOY, PERCENT, FISCAL),
        ("财政收入增速", YTD_YOY, None, FISCAL),
        ("财政收入增速", YTD, PERCENT, None),
        ("财政收入增速", YTD_YOY, YI, None),
        ("收入", YTD, YI, FISCAL),
        ("收入", YTD_YOY, PERCENT, TAX),
        ("收入", LEVEL, YI, None),
        ("收入合计", LEVEL, YI, TAX),
        ("收入合计", LEVEL, Unit("元", 4), None),
        ("一、社会消费品零售总额", YTD, YI, RETAIL),
        ("#社零", YTD, YI, RETAIL),
        ("其中：零售总额", YTD, YI, RETAIL),
        ("没有的指标", YTD, YI, None),
        ("", YTD, YI, None),
    ],
)
def test_a_label_resolves_by_name_transformation_and_unit(
    label: str, transformation: Transformation, unit: Unit | None, expected: Indicator | None
) -> None:
    assert CATALOGUE.resolve(label, transformation, unit) is expected


def test_a_label_that_fits_two_indicators_equally_well_means_neither() -> None:
    assert CATALOGUE.resolve("消费", YTD, YI) is None


def test_the_more_exact_alias_decides_between_two_indicators() -> None:
    assert CATALOGUE.resolve("消费", YTD_YOY, PERCENT) is CONSUMPTION


def test_an_alias_with_column_and_unit_is_more_exact_than_one_with_either() -> None:
    plain = Indicator("plain", "收入甲", "", YI, aliases=(Alias("收入"),))
    by_unit = Indicator("by_unit", "收入乙", "", YI, aliases=(Alias("收入", None, "%"),))
    by_both = Indicator("by_both", "收入丙", "", YI, aliases=(Alias("收入", YTD_YOY, "%"),))
    assert Catalogue((plain, by_unit, by_both)).resolve("收入", YTD_YOY, PERCENT) is by_both
    assert Catalogue((plain, by_unit)).resolve("收入", YTD_YOY, PERCENT) is by_unit
    assert Catalogue((plain, by_unit)).resolve("收入", YTD, YI) is plain


def test_two_aliases_of_one_indicator_are_no_ambiguity() -> None:
    doubled = Indicator("gdp", "地区生产总值", "GDP", YI, aliases=(Alias("GDP"), Alias("gdp"), Alias("地区生产总值")))
    assert Catalogue((doubled,)).resolve("ＧＤＰ", YTD) is doubled


def test_the_nearest_names_come_best_first_and_far_ones_not_at_all() -> None:
    assert CATALOGUE.nearest("社会消费品零售额") == (RETAIL,)
    assert CATALOGUE.nearest("财政收入")[0] is FISCAL
    assert CATALOGUE.nearest("xyz") == ()


def test_the_nearest_names_are_limited_in_number() -> None:
    similar = tuple(Indicator(f"i{n}", f"项目投资{n}", "", YI) for n in range(5))
    assert len(Catalogue(similar).nearest("项目投资")) == 3
    assert [i.id for i in Catalogue(similar).nearest("项目投资", 2)] == ["i0", "i1"]
    assert Catalogue().nearest("项目投资") == ()


def test_half_a_likeness_is_just_enough() -> None:
    found = Catalogue((Indicator("zz", "甲乙", "", YI),))
    assert len(found.nearest("甲丙")) == 1
    assert found.nearest("甲丙丁") == ()


@pytest.mark.parametrize(
    ("label", "folded"),
    [
        ("规模以上 工业\u3000增加值\n", "规模以上工业增加值"),
        ("ＧＤＰ", "gdp"),
        ("一、工业", "工业"),
        ("十二、工业", "工业"),
        ("(1)工业", "工业"),
        ("（1）工业", "工业"),
        ("1.工业", "工业"),
        ("2、工业", "工业"),
        ("#工业", "工业"),
        ("**工业", "工业"),
        ("其中：工业", "工业"),
        ("其中:#工业", "工业"),
        ("1—5月", "1-5月"),
        ("1–5月", "1-5月"),
        ("“三新”经济", '"三新"经济'),
        ("fiscal_revenue", "fiscalrevenue"),
        ("第一产业", "第一产业"),
        ("三产增加值", "三产增加值"),
        ("", ""),
    ],
)
def test_labels_are_compared_without_spaces_widths_and_enumerations(label: str, folded: str) -> None:
    assert fold(label) == folded


@given(st.text(max_size=30))
def test_white_space_never_matters_and_no_label_raises(label: str) -> None:
    assert fold(f" {label}\u3000") == fold(label)
    CATALOGUE.resolve(label, YTD, YI)


def test_a_provider_that_is_not_ranked_comes_last() -> None:
    assert [FISCAL.source_rank(name) for name in ("zone_finance", "zone_bureau", "nbs")] == [0, 1, 2]


def test_indicators_are_found_by_id_and_named_in_either_language() -> None:
    assert CATALOGUE.by_id["tax"] is TAX
    assert names([TAX, RETAIL], "zh") == ("税收收入", "社会消费品零售总额")
    assert names([TAX, RETAIL], "en") == ("Tax revenue", "Retail sales")


def test_a_label_is_known_however_it_is_written_and_whatever_it_measures() -> None:
    assert CATALOGUE.knows("其中：消费")
    assert not CATALOGUE.knows("没有的指标")
