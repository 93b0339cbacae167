import pytest

from annotator.measure.agreement import Agreement, entity_agreement, harmonic, pooled


def entity(start: int, end: int, label: str) -> dict[str, object]:
    return {"start": start, "end": end, "label": label}


def test_a_hit_has_the_same_start_end_and_label():
    gold = {"entities": [entity(0, 2, "PER"), entity(5, 8, "LOC"), entity(9, 11, "LOC")]}
    found = {"entities": [entity(0, 2, "PER"), entity(5, 7, "LOC"), entity(9, 11, "ORG")]}
    by_label = entity_agreement(gold, found)
    assert by_label["PER"] == Agreement(1, 1, 1)
    assert by_label["LOC"] == Agreement(0, 1, 2)
    assert by_label["ORG"] == Agreement(0, 1, 0)
    assert by_label["all"] == Agreement(1, 3, 3)
    assert by_label["all"].f1 == pytest.approx(1 / 3)


def test_an_entity_said_twice_hits_once():
    gold, found = {"entities": [entity(0, 2, "PER")]}, {"entities": [entity(0, 2, "PER")] * 2}
    assert entity_agreement(gold, found)["all"] == Agreement(1, 2, 1)


def test_pages_without_entities_measure_nothing():
    assert entity_agreement({"articles": []}, {"articles": []}) == {"all": Agreement(0, 0, 0)}
    assert Agreement(0, 0, 0).f1 == 0.0


def test_pooling_adds_counts():
    pages = [{"PER": Agreement(1, 2, 3)}, {"PER": Agreement(1, 1, 1), "LOC": Agreement(0, 1, 0)}]
    sums = pooled(pages)
    assert sums["PER"] == Agreement(2, 3, 4)
    assert sums["PER"].precision == pytest.approx(2 / 3)
    assert sums["PER"].recall == pytest.approx(0.5)
    assert sums["LOC"] == Agreement(0, 1, 0)


def test_the_harmonic_mean():
    assert harmonic(0.5, 1.0) == pytest.approx(2 / 3)
    assert harmonic(0.0, 0.0) == 0.0
