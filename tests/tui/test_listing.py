from tests.tui.given import MemoryDesk, row_of

from gaoxin_monitor.domain.codes import Light
from gaoxin_monitor.messages import load
from gaoxin_monitor.tui.listing import Order, Search, SectionHead, View, arrange, initials, key_of


def ids(desk: MemoryDesk, view: View, known: dict[str, str] | None = None) -> list[str]:
    board = desk.board()
    search = Search(board, load("zh"))
    search.know_initials(known or {})
    return [key_of(entry) for entry in arrange(board, view, search)]


def test_the_worst_come_first(desk: MemoryDesk) -> None:
    lights = [row_of(desk, key).light for key in ids(desk, View())]
    assert lights == sorted(lights, key=lambda light: light.rank)
    assert ids(desk, View())[0] == "tech_contracts"


def test_the_plans_order_has_a_head_for_every_section(desk: MemoryDesk) -> None:
    listed = ids(desk, View(Order.PLAN))
    assert [key for key in listed if key.startswith("section:")] == [f"section:{n}" for n in "0123"]
    assert listed[:3] == ["section:0", "gdp", "output"]


def test_a_folded_section_keeps_its_head_and_counts(desk: MemoryDesk) -> None:
    board = desk.board()
    entries = arrange(board, View(Order.PLAN, folded=frozenset({"0"})), Search(board, load("zh")))
    head = entries[0]
    assert isinstance(head, SectionHead)
    assert sum(head.counts.values()) == 6
    assert isinstance(entries[1], SectionHead)


def test_a_light_filters(desk: MemoryDesk) -> None:
    assert ids(desk, View(group=Light.RED)) == ["tech_contracts", "value_added", "projects", "finish_dibo"]


def test_words_filter_names_departments_sections_and_statuses(desk: MemoryDesk) -> None:
    assert ids(desk, View(query="工业 增加值")) == ["value_added"]
    assert ids(desk, View(query="科技局")) == ["long_name"]
    assert len(ids(desk, View(query="滞后"))) == 4
    assert "gdp" in ids(desk, View(query="总体目标"))
    assert ids(desk, View(query="ＧＤＰ")) == ["gdp"]
    assert ids(desk, View(query="没有这样的")) == []


def test_pinyin_initials_filter_once_they_are_known(desk: MemoryDesk) -> None:
    names = {row.target.id: row.target.name_zh for row in desk.board().rows}
    assert ids(desk, View(query="gxjsqy")) == []
    assert ids(desk, View(query="gxjsqy"), initials(names)) == ["high_tech"]
    assert ids(desk, View(query="shxfp"), initials(names)) == ["retail"]


def test_one_key_walks_through_the_statuses_and_back_to_all() -> None:
    view, seen = View(), []
    for _ in range(4):
        view = view.next_group((Light.RED, Light.GREEN))
        seen.append(view.group)
    assert seen == [Light.RED, Light.GREEN, "", Light.RED]
