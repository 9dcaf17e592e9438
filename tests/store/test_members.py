from datetime import date

from tests.store.building import JUNE, MAY, day, deliver, fact

from gaoxin_monitor.domain.batches import Outcome, RegisterReturn
from gaoxin_monitor.domain.codes import Attribute
from gaoxin_monitor.domain.diagnostics import Place
from gaoxin_monitor.domain.members import MemberFact
from gaoxin_monitor.domain.periods import Period
from gaoxin_monitor.store import Store


def test_a_fact_is_read_back_with_its_cell(store: Store) -> None:
    deliver(store, day(16), fact("2024-08-01", line=12))
    (register,) = store.members().values()
    (member,) = register.members
    expected = MemberFact(
        "roads", "road", Attribute.PLANNED, "2024-08-01", day(16), 1, Place("快报.csv", "清单", 12, 6)
    )
    assert (register.id, member.id, member.facts) == ("roads", "road", {Attribute.PLANNED: expected})
    assert member.day(Attribute.PLANNED) == date(2024, 8, 1)
    assert (register.reported, register.vintage) == (None, None)


def test_members_come_by_id_whatever_the_order_of_delivery(store: Store) -> None:
    deliver(store, day(16), fact("丙", "P3", Attribute.NAME), fact("甲", "P1", Attribute.NAME))
    deliver(store, day(17), fact("乙", "P2", Attribute.NAME))
    assert [member.name for member in store.members()["roads"].members] == ["甲", "乙", "丙"]


def test_facts_are_compared_and_dated_like_figures_whoever_delivers_them(store: Store) -> None:
    assert deliver(store, day(1), fact("2024-08-01"), fact("张三", attribute=Attribute.OWNER)).counts[Outcome.NEW] == 2
    again = deliver(store, day(9), fact("2024-09-01"), fact("张三", attribute=Attribute.OWNER), source="department")
    assert (again.counts[Outcome.REVISED], again.counts[Outcome.SAME]) == (1, 1)
    assert _planned(store, as_of=day(8)) == "2024-08-01"
    assert _planned(store) == "2024-09-01"
    assert _planned(store, last_batch=1) == "2024-08-01"


def test_an_empty_value_takes_an_earlier_one_back(store: Store) -> None:
    deliver(store, day(1), fact("2024-08-01"))
    deliver(store, day(2), fact(""))
    assert _planned(store) == ""
    assert [f.value for f in store.fact_history("roads", "road")] == ["2024-08-01", ""]


def test_a_register_without_members_is_known_by_its_return(store: Store) -> None:
    deliver(store, day(3), RegisterReturn("cases", MAY))
    deliver(store, day(20), RegisterReturn("cases", JUNE), RegisterReturn("cases", JUNE))
    assert store.members(as_of=day(2)) == {}
    assert store.members(as_of=day(19))["cases"].reported == MAY
    register = store.members()["cases"]
    assert (register.members, register.reported, register.vintage) == ((), JUNE, day(20))
    assert store.members(last_batch=1)["cases"].vintage == day(3)


def test_a_return_for_an_earlier_month_does_not_set_the_register_back(store: Store) -> None:
    deliver(store, day(3), RegisterReturn("cases", JUNE))
    deliver(store, day(9), RegisterReturn("cases", Period.of("2024-M03")))
    register = store.members()["cases"]
    assert (register.reported, register.vintage) == (JUNE, day(9))


def test_what_a_batch_wrote_names_its_facts_and_returns(store: Store) -> None:
    deliver(store, day(1), fact("2024-08-01"), RegisterReturn("roads", MAY))
    deliver(store, day(2), fact("2024-09-01"), RegisterReturn("roads", JUNE))
    written = store.written_by(2)
    (entry,) = written.facts
    assert (entry.fact.value, entry.previous, entry.outcome) == ("2024-09-01", "2024-08-01", Outcome.REVISED)
    assert written.returns == (RegisterReturn("roads", JUNE),)


def test_the_history_of_an_unknown_member_is_empty(store: Store) -> None:
    assert store.fact_history("roads", "road") == ()


def _planned(store: Store, *, as_of: date | None = None, last_batch: int | None = None) -> str:
    (member,) = store.members(as_of=as_of, last_batch=last_batch)["roads"].members
    return member.text(Attribute.PLANNED)
