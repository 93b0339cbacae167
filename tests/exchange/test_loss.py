import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.exchange.catalogue import FORMATS
from annotator.exchange.loss import KINDS, Loss
from annotator.settings.language import LANGUAGES, Language

losses = st.dictionaries(st.sampled_from(KINDS), st.integers(0, 9)).map(
    lambda counts: Loss.of(**counts)
)


@given(st.lists(losses))
def test_merging_adds_up_kind_by_kind(several: list[Loss]):
    merged = dict(Loss.merged(several).counts)
    for kind in KINDS:
        assert merged.get(kind, 0) == sum(dict(loss.counts).get(kind, 0) for loss in several)


def test_what_was_not_lost_is_not_told():
    assert Loss.of(articles=0, origins=2).counts == (("origins", 2),)


@pytest.mark.parametrize(
    "counts", [(("hats", 1),), (("origins", 0),), (("origins", 1), ("articles", 1))]
)
def test_a_report_that_is_none_is_refused(counts: tuple[tuple[str, int], ...]):
    with pytest.raises(ValueError, match="loss"):
        Loss(counts)


def test_an_unknown_kind_is_refused():
    with pytest.raises(ValueError, match="hats"):
        Loss.of(hats=1)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_kind_and_every_format_has_its_words(language: str):
    words = Language(language)
    for kind in KINDS:
        assert "3" in words.sentence(Loss.of(**{kind: 3}).phrases()[0])
        assert words.say(f"kind.{kind}")
    for form in FORMATS.values():
        assert words.say(form.title)
        assert set(form.cannot_hold) <= set(KINDS)
