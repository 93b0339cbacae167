"""What the lexicon makes of a page's proposals, and that it can be undone."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.document.lexicon import Lexicon, LexiconEntry, Verdict, string_of
from annotator.document.marks import Part
from annotator.document.proposals import (
    WEAK,
    ArticleBody,
    CorrectionBody,
    EntityBody,
    Proposal,
    propose,
)
from annotator.document.raw_text import RawText
from annotator.document.spans import Gap, Span, first_overlap
from annotator.propose.learnt import plain, with_lexicon
from annotator.settings.language import LANGUAGES, Language
from tests.strategies import proposals, separate_spans

TEXT = "昭阳区的春城公园里，春城公园管理处说话。"


def entity(word: str, label: str, score: float = 0.8, text: str = TEXT) -> Proposal:
    at = text.index(word)
    return propose(EntityBody(Span(at, at + len(word)), label), score, (), "base 1")


def told(found: Sequence[Proposal], text: str = TEXT) -> list[tuple[str, str]]:
    """String and label of the strong entities, in text order."""
    strong = [e.body for e in found if isinstance(e.body, EntityBody) and e.score >= WEAK]
    strong.sort(key=lambda body: body.span)
    return [(string_of(body.span.text_in(text)), body.label) for body in strong]


def adapted(
    base: Sequence[Proposal], *entries: LexiconEntry, text: str = TEXT, decided: Sequence[str] = ()
) -> list[Proposal]:
    return with_lexicon(base, RawText.of(text), Lexicon(entries), decided)


def keys(proposal: Proposal) -> list[str]:
    return [reason.key for reason in proposal.because]


# -- weakening -----------------------------------------------------------------------------


def test_a_refused_string_becomes_weak_and_says_why():
    (found,) = adapted([entity("昭阳区", "LOC")], LexiconEntry("昭阳区", "LOC", rejected=2))
    assert found.score < WEAK
    assert keys(found) == ["because.lexicon_rejected"]
    assert dict(found.because[0].facts) == {"count": "2"}


def test_the_same_string_under_another_label_stays():
    base = [entity("昭阳区", "LOC")]
    assert adapted(base, LexiconEntry("昭阳区", "PER", rejected=2)) == base


@pytest.mark.parametrize(
    ("source", "key"), [("", "because.lexicon_never"), ("无.tsv", "because.lexicon_never_list")]
)
def test_what_an_editor_or_a_list_rules_out_says_so(source: str, key: str):
    never = LexiconEntry("昭阳区", "LOC", 5, rule="never", source=source)
    (found,) = adapted([entity("昭阳区", "LOC")], never)
    assert found.score < WEAK
    assert keys(found) == [key]


def test_a_weak_proposal_that_is_refused_stays_as_it_is():
    base = [entity("昭阳区", "LOC", 0.1)]
    assert adapted(base, LexiconEntry("昭阳区", "LOC", rejected=2)) == base


# -- proposing -----------------------------------------------------------------------------


def test_a_known_string_is_proposed_wherever_it_stands():
    found = adapted([], LexiconEntry("春城公园", "LOC", 3))
    assert told(found) == [("春城公园", "LOC")] * 2
    assert {each.run for each in found} == {"lexicon 1"}
    assert {each.score for each in found} == {0.8}
    assert all(keys(each) == ["because.lexicon_accepted"] for each in found)


def test_the_score_falls_with_what_stands_outside():
    (often, _) = adapted([], LexiconEntry("春城公园", "LOC", 8, outside=2))
    (ruled, _) = adapted([], LexiconEntry("春城公园", "LOC", rule="always", source="词.tsv"))
    (sure, _) = adapted([], LexiconEntry("春城公园", "LOC", 999))
    assert (often.score, ruled.score, sure.score) == (0.75, 0.9, 0.99)
    assert keys(ruled) == ["because.lexicon_list"]


def test_the_longest_string_goes_first():
    entries = [LexiconEntry("春城", "LOC", 9), LexiconEntry("春城公园", "LOC", 1)]
    assert told(adapted([], *entries)) == [("春城公园", "LOC")] * 2


def test_what_is_said_already_is_not_said_again():
    base = [entity("昭阳区", "LOC")]
    assert adapted(base, LexiconEntry("昭阳区", "LOC", 1)) == base


def test_a_hint_that_is_known_becomes_strong():
    (found,) = adapted([entity("昭阳区", "LOC", 0.1)], LexiconEntry("昭阳区", "LOC", 2))
    assert found.score == 0.75
    assert found.run == "base 1"


def test_nothing_is_proposed_inside_a_longer_proposal_unless_an_editor_says_always():
    base = [entity("春城公园管理处", "ORG")]
    others = LexiconEntry("公园管理", "LOC", 5)
    assert told(adapted(base, others)) == [("春城公园管理处", "ORG")]
    listed = LexiconEntry("公园管理", "LOC", rule="always", source="词.tsv")
    assert told(adapted(base, listed)) == [("春城公园管理处", "ORG")]
    always = LexiconEntry("公园管理", "LOC", rule="always")
    assert told(adapted(base, always)) == [("公园管理", "LOC")]


def test_proposals_that_a_known_string_overlaps_become_weak():
    base = [entity("的春城", "PER"), entity("公园里", "LOC")]
    found = adapted(base, LexiconEntry("春城公园", "LOC", 1))
    assert told(found) == [("春城公园", "LOC")] * 2
    weak = [each for each in found if each.score < WEAK]
    assert [keys(each) for each in weak] == [["because.lexicon_overlap"]] * 2


def test_a_proposal_that_two_known_strings_overlap_comes_back_as_it_was():
    base = [entity("昭阳区的春城公园里", "ORG")]
    always = [LexiconEntry(word, "LOC", rule="always") for word in ("昭阳区", "春城公园")]
    found = adapted(base, *always)
    assert told(found) == [("昭阳区", "LOC"), ("春城公园", "LOC"), ("春城公园", "LOC")]
    assert adapted(found) == base


def test_another_label_for_the_same_text_becomes_weak():
    assert told(adapted([entity("昭阳区", "PER")], LexiconEntry("昭阳区", "LOC", 1))) == [
        ("昭阳区", "LOC")
    ]


def test_of_two_labels_that_are_both_ruled_the_proposer_chooses():
    entries = [LexiconEntry("昭阳区", label, rule="always") for label in ("LOC", "ORG")]
    assert told(adapted([entity("昭阳区", "ORG")], *entries)) == [("昭阳区", "ORG")]
    assert told(adapted([entity("昭阳区", "PER")], *entries)) == [("昭阳区", "LOC")]


def test_a_string_over_a_soft_break_of_an_article_is_found():
    text = "昭\n阳区好"
    whole = ArticleBody((Part(Span(0, len(text)), "body"),), (Span(1, 2),))
    article = propose(whole, 0.9, (), "base 1")
    known = LexiconEntry("昭阳区", "LOC", 1)
    found = adapted([article], known, text=text)
    assert [each.body for each in found[1:]] == [EntityBody(Span(0, 4), "LOC")]
    assert adapted([], known, text=text) == []
    refused = LexiconEntry("昭阳区", "LOC", rejected=1)
    over = propose(EntityBody(Span(0, 4), "LOC"), 0.9, (), "base 1")
    assert told(adapted([article, over], refused, text=text), text) == []


def test_a_decided_proposal_stays_and_is_no_reason_for_anything():
    rejected = entity("春城公园管理处", "ORG")
    known = LexiconEntry("公园管理处", "ORG", 1)
    found = adapted([rejected], known, decided=[rejected.id])
    assert rejected in found
    assert told(found) == [("春城公园管理处", "ORG"), ("公园管理处", "ORG")]
    (new,) = [each for each in found if each != rejected]
    assert adapted([rejected], known, decided=[rejected.id, new.id]) == [rejected]


def test_nothing_is_added_over_what_is_marked():
    lexicon = Lexicon([LexiconEntry("春城公园", "LOC", 1)])
    marked = [Span(4, 6)]
    found = with_lexicon([], RawText.of(TEXT), lexicon, (), marked)
    assert [each.body for each in found] == [EntityBody(Span(10, 14), "LOC")]


def test_articles_and_corrections_are_left_alone():
    base = [
        propose(ArticleBody((Part(Span(0, 10), "body"),)), 0.4, (), "base 1"),
        propose(CorrectionBody(Gap(2), "。", "punctuation"), 0.4, (), "base 1"),
    ]
    assert adapted(base, LexiconEntry("没有", "LOC", rule="always")) == base


def test_every_reason_is_a_sentence_in_every_language():
    base = [entity("昭阳区", "PER"), entity("里", "LOC"), entity("说话", "PER")]
    found = adapted(
        base,
        LexiconEntry("昭阳区", "LOC", 2, rule="always"),
        LexiconEntry("春城公园", "LOC", rule="always", source="词.tsv"),
        LexiconEntry("里", "LOC", rule="never", source="词.tsv"),
        LexiconEntry("说话", "PER", rejected=1),
    )
    reasons = [reason for each in found for reason in each.because]
    assert len({reason.key for reason in reasons}) == 6
    for language in map(Language, LANGUAGES):
        assert all(reason.key in language.keys for reason in reasons)
        assert not any("{" in language.sentence(reason) for reason in reasons)


# -- laws ----------------------------------------------------------------------------------

SMALL = st.text(st.sampled_from("昭阳区\n a"), min_size=1, max_size=20)
ENTRIES = st.lists(
    st.builds(
        LexiconEntry,
        st.text(st.sampled_from("昭阳区a"), min_size=1, max_size=4),
        st.sampled_from(("PER", "LOC")),
        st.integers(0, 2),
        st.integers(0, 1),
        st.integers(0, 1),
        st.sampled_from(("auto", "auto", "always", "never")),
    ),
    max_size=6,
    unique_by=lambda entry: entry.key,
)


@st.composite
def situations(draw: st.DrawFn) -> tuple[RawText, list[Proposal], list[str], Lexicon]:
    """A text, proposals whose entities do not overlap, which of them are decided, and a lexicon."""
    raw = RawText.of(draw(SMALL))
    others = draw(st.lists(proposals(len(raw)), max_size=3))
    base = [each for each in others if not isinstance(each.body, EntityBody)]
    for span in draw(separate_spans(len(raw))):
        body = EntityBody(span, draw(st.sampled_from(("PER", "LOC"))))
        base.append(propose(body, draw(st.sampled_from((0.1, 0.4, 0.9))), (), "base 1"))
    base = list({each.id: each for each in base if each.run != "lexicon 1"}.values())
    decided = [each.id for each in base if draw(st.integers(0, 3)) == 0]
    return raw, base, decided, Lexicon(draw(ENTRIES))


@given(situations(), ENTRIES)
def test_what_a_lexicon_did_can_be_undone_and_done_anew(situation, others):
    raw, base, decided, lexicon = situation
    found = with_lexicon(base, raw, lexicon, decided)
    assert with_lexicon(found, raw, lexicon, decided) == found
    restored = {each.id: each for each in plain(found)}
    assert restored == {each.id: each for each in base}
    again = with_lexicon(found, raw, Lexicon(others), decided)
    anew = with_lexicon(base, raw, Lexicon(others), decided)
    assert {each.id: each for each in again} == {each.id: each for each in anew}


@given(situations())
def test_strong_entities_never_share_text_and_none_is_refused(situation):
    raw, base, decided, lexicon = situation
    found = with_lexicon(base, raw, lexicon, decided)
    assert len({each.id for each in found}) == len(found)
    strong = [
        each.body
        for each in found
        if isinstance(each.body, EntityBody) and each.score >= WEAK and each.id not in decided
    ]
    assert first_overlap(body.span for body in strong) is None
    for body in strong:
        text = string_of(body.span.text_in(raw.text))
        if text:
            assert lexicon.verdict(text, body.label).verdict is not Verdict.WEAKEN


@given(situations())
def test_decided_proposals_and_all_but_entities_stay(situation):
    raw, base, decided, lexicon = situation
    kept = [e for e in base if e.id in decided or not isinstance(e.body, EntityBody)]
    found = with_lexicon(base, raw, lexicon, decided)
    assert all(each in found for each in kept)


def test_an_empty_lexicon_changes_nothing():
    base = [entity("昭阳区", "LOC")]
    assert adapted(base) == base
    assert adapted(adapted(base, LexiconEntry("昭阳区", "LOC", rule="never"))) == base
