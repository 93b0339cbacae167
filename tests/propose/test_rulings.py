"""What rules on strings and known names make of a page's suspects, and that it can be undone."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.document.correcting import CorrectionRule
from annotator.document.lexicon import Lexicon, LexiconEntry
from annotator.document.marks import Part
from annotator.document.phrases import Phrase
from annotator.document.proposals import (
    WEAK,
    ArticleBody,
    CorrectionBody,
    Decision,
    EntityBody,
    Proposal,
    extent_of,
    propose,
)
from annotator.document.raw_text import RawText
from annotator.document.spans import Gap, Span
from annotator.propose.learnt import with_lexicon
from annotator.propose.suspects.rulings import with_corrections_known
from annotator.settings.language import LANGUAGES, Language
from tests.strategies import proposals, raw_texts

TEXT = "高明县低族同胞，低\n族村民，20 日在春城公园。"
BREAK = Span(TEXT.index("\n"), TEXT.index("\n") + 1)
ARTICLE = propose(ArticleBody((Part(Span(0, len(TEXT)), "body"),), (BREAK,)), 0.9, (), "test")
DI = CorrectionRule("低族", "佤族")


def suspect(
    raw: str,
    reads: str | None,
    score: float = 0.7,
    kind: str = "substitution",
    why: str = "channel",
) -> Proposal:
    start = TEXT.index(raw)
    body = CorrectionBody(Span(start, start + len(raw)), reads, kind)
    return propose(body, score, (Phrase(f"because.{why}"),), "suspects 1")


def ruled(
    given: Sequence[Proposal],
    *rules: CorrectionRule,
    lexicon: Sequence[LexiconEntry] = (),
    entities: Sequence[str] = (),
    corrections: Sequence[tuple[int, int]] = (),
    decided: Sequence[Decision] = (),
) -> list[Proposal]:
    spans = [Span(TEXT.index(each), TEXT.index(each) + len(each)) for each in entities]
    return with_corrections_known(
        [ARTICLE, *given],
        RawText.of(TEXT),
        rules,
        Lexicon(lexicon),
        entities=spans,
        corrections=corrections,
        decided={each.proposal: each for each in decided},
    )


def strong(found: Sequence[Proposal]) -> list[tuple[str, str | None, float]]:
    """Raw text, reading and score of the suspects that ask for a decision, in text order."""
    kept = [each for each in found if isinstance(each.body, CorrectionBody) and each.score >= WEAK]
    kept.sort(key=lambda each: extent_of(each.body))
    return [(TEXT[slice(*extent_of(e.body))], e.body.text, e.score) for e in kept]


# -- names -------------------------------------------------------------------------------


def test_nothing_is_suspected_inside_an_accepted_entity():
    (_, weak) = ruled([suspect("低", "佤")], entities=["低族"])
    assert weak.score < WEAK
    assert weak.because[-1] == Phrase("because.ruled_name", (("text", "低族"),))
    assert strong(ruled([suspect("低", "佤")], entities=["高明县"])) == [("低", "佤", 0.7)]


def test_nor_inside_a_string_of_the_lexicon():
    known = LexiconEntry("春城公园", "LOC", rule="always")
    assert strong(ruled([suspect("城", "成")], lexicon=[known])) == []
    refused = LexiconEntry("春城公园", "LOC", rule="never")
    assert strong(ruled([suspect("城", "成")], lexicon=[refused])) == [("城", "成", 0.7)]


def test_unless_a_rule_on_names_says_so():
    odd = suspect("高", "嵩", why="name_place")
    assert strong(ruled([odd], entities=["高明县"])) == [("高", "嵩", 0.7)]


@pytest.mark.parametrize("kind", ["width", "spacing"])
def test_width_and_blanks_are_no_doubt_of_a_name(kind):
    found = ruled([suspect("20 日", "20日", kind=kind)], entities=["20 日"])
    assert strong(found) == [("20 日", "20日", 0.7)]


def test_an_insertion_at_the_edge_of_a_name_is_not_inside_it():
    at = TEXT.index("高明县")
    gap = propose(CorrectionBody(Gap(at), "在", "omission"), 0.7, (), "suspects 1")
    inner = propose(CorrectionBody(Gap(at + 1), "在", "omission"), 0.7, (), "suspects 1")
    assert [each[1] for each in strong(ruled([gap, inner], entities=["高明县"]))] == ["在"]


def test_an_insertion_inside_one_name_at_the_edge_of_another_is_inside():
    gap = propose(CorrectionBody(Gap(3), "的", "omission"), 0.7, (), "suspects 1")
    longer = LexiconEntry("低族同胞", "ORG", rule="always")
    assert strong(ruled([gap], lexicon=[longer])) == [("", "的", 0.7)]
    assert strong(ruled([gap], lexicon=[longer], entities=["县低"])) == []


# -- rules -------------------------------------------------------------------------------


def test_what_is_always_fixed_is_proposed_wherever_it_stands_over_soft_breaks_too():
    found = ruled([], DI)
    assert strong(found) == [("低", "佤", 0.98), ("低", "佤", 0.98)]
    made = [each for each in found if isinstance(each.body, CorrectionBody)]
    assert {each.body.kind for each in made} == {"substitution"}
    assert {each.because[0].key for each in made} == {"because.ruled_fix"}


def test_a_suspect_that_says_the_same_is_lifted_and_keeps_its_reason():
    one = suspect("低", "佤", 0.4)
    found = ruled([one], DI)
    lifted = next(each for each in found if each.id == one.id)
    assert (lifted.score, lifted.plain_score, lifted.run) == (0.98, 0.4, "suspects 1")
    assert [reason.key for reason in lifted.because] == ["because.channel", "because.ruled_fix"]
    assert len(strong(found)) == 2


def test_a_suspect_that_says_the_same_of_a_longer_stretch_is_not_said_twice():
    found = ruled([suspect("低族", "佤族", 0.5)], DI)
    assert strong(found) == [("低族", "佤族", 0.98), ("低", "佤", 0.98)]


def test_a_suspect_that_says_something_else_there_becomes_weak():
    found = ruled([suspect("低", "氐")], DI)
    assert strong(found) == [("低", "佤", 0.98), ("低", "佤", 0.98)]


def test_what_is_corrected_or_decided_already_is_let_be():
    at = TEXT.index("低")
    once = ruled([], DI, corrections=[(at, at + 1)])
    assert len(strong(once)) == 1
    said = suspect("低族", "佤族")
    again = ruled([said], DI, decided=[Decision(said.id, "accepted", "me", "2026")])
    assert [each.id for each in again if each.id == said.id] == [said.id]
    assert len(strong(again)) == 2  # the decided one as it was, and the other place


def test_what_an_editor_said_was_right_is_not_suspected_under_another_reading():
    said, other = suspect("低", "佤"), suspect("低", "氐")
    elsewhere = suspect("同", "回")
    found = ruled([said, other, elsewhere], decided=[Decision(said.id, "rejected", "me", "2026")])
    weak = next(each for each in found if each.id == other.id)
    assert weak.score < WEAK
    assert weak.because[-1] == Phrase("because.ruled_right")
    assert ("同", "回", 0.7) in strong(found)
    accepted = ruled([said, other], decided=[Decision(said.id, "accepted", "me", "2026")])
    assert ("低", "氐", 0.7) in strong(accepted)


def ruled_on(text: str, *rules: CorrectionRule, breaks: Sequence[Span] = ()) -> list[list[object]]:
    """Start, end and reading of what the rules propose on a page of that text."""
    found = with_corrections_known([], RawText.of(text), rules, Lexicon(), breaks=breaks)
    made = [[*extent_of(each.body), getattr(each.body, "text", None)] for each in found]
    return sorted(made, key=str)


def test_a_string_that_overlaps_itself_is_fixed_as_often_as_it_stands_apart():
    rule = CorrectionRule("甲甲", "甲乙")
    assert ruled_on("甲甲甲", rule) == [[1, 2, "乙"]]
    assert ruled_on("甲甲甲甲", rule) == [[1, 2, "乙"], [3, 4, "乙"]]


def test_two_rules_that_share_only_what_they_leave_both_count():
    rules = CorrectionRule("高明县", "嵩明县"), CorrectionRule("县低", "县佤")
    assert ruled_on("高明县低族", *rules) == [[0, 1, "嵩"], [3, 4, "佤"]]


def test_rules_that_turn_one_into_the_other_do_not_chase_each_other():
    rules = CorrectionRule("甲乙", "乙甲"), CorrectionRule("乙甲", "甲乙")
    assert ruled_on("甲乙甲", *rules) == [[0, 2, "乙甲"]]


def test_a_string_is_left_where_the_page_reads_already_what_it_should():
    assert ruled_on("云南省和云南", CorrectionRule("云南", "云南省")) == [[6, 6, "省"]]
    assert ruled_on("在昭通城", CorrectionRule("昭通", "在昭通")) == []


def test_a_string_that_is_corrected_otherwise_stands_there_no_more():
    at = TEXT.index("族")
    assert len(strong(ruled([], DI, corrections=[(at, at + 1)]))) == 1


def test_a_rule_of_a_list_may_be_about_one_character():
    assert ruled_on("已经己已", CorrectionRule("已", "己")) == [[0, 1, "己"], [3, 4, "己"]]


def test_line_ends_that_an_editor_joined_are_joined_for_rules():
    assert ruled_on("低\n族", DI) == []
    assert ruled_on("低\n族", DI, breaks=[Span(1, 2)]) == [[0, 1, "佤"]]


def test_the_longest_rule_wins():
    tribe = CorrectionRule("低族同胞", "氐族同胞")
    assert [each[1] for each in strong(ruled([], DI, tribe))] == ["氐", "佤"]


def test_what_is_allowed_is_not_suspected_and_not_fixed_inside():
    allowed = CorrectionRule("低族同胞", "", "allow")
    found = ruled([suspect("低", "佤")], DI, allowed)
    assert [each[0] for each in strong(found)] == ["低"]
    weak = next(e for e in found if isinstance(e.body, CorrectionBody) and e.score < WEAK)
    assert weak.because[-1] == Phrase("because.ruled_allowed", (("text", "低族同胞"),))


def test_a_rule_may_be_about_a_blank():
    found = ruled([], CorrectionRule("20 日", "20日"))
    assert strong(found) == [(" ", "", 0.98)]
    assert found[-1].body.kind == "spacing"


def test_a_rule_of_a_list_names_it():
    found = ruled([], CorrectionRule("低族", "佤族", source="云南.tsv"))
    assert found[-1].because[0].key == "because.ruled_list"
    for name in LANGUAGES:
        assert "云南.tsv" in Language(name).sentence(found[-1].because[0])


def test_what_is_no_suspect_is_not_touched():
    name = propose(EntityBody(Span(0, 3), "LOC"), 0.9, (), "test")
    assert ruled([name], DI, entities=["高明县"])[:2] == [ARTICLE, name]


# -- there and back ----------------------------------------------------------------------


@given(
    raw_texts(4, 24).flatmap(
        lambda raw: st.tuples(st.just(raw), st.lists(proposals(len(raw)), max_size=6))
    ),
    st.data(),
)
def test_rules_that_are_gone_leave_no_trace(drawn, data):
    raw, said = drawn
    given_ = list({each.id: each for each in said if each.plain_score is None}.values())
    given_ = [each for each in given_ if not each.run.startswith(("lexicon ", "rulings "))]
    words = [raw.text[at : at + 2] for at in range(len(raw.text) - 1)]
    words = [word for word in words if "\n" not in word]
    drawn_rules = (
        data.draw(st.lists(st.sampled_from(words), max_size=3, unique=True)) if words else []
    )
    rules = [
        CorrectionRule(word, "", data.draw(st.sampled_from(["fix", "allow"])))
        for word in drawn_rules
    ]
    entities = [Span(0, 3)]
    before = with_corrections_known(given_, raw, (), Lexicon())
    told = with_corrections_known(given_, raw, rules, Lexicon(), entities=entities)
    again = with_corrections_known(told, raw, rules, Lexicon(), entities=entities)
    assert {e.id: e for e in again} == {e.id: e for e in told}
    after = with_corrections_known(told, raw, (), Lexicon())
    assert {e.id: e for e in after} == {e.id: e for e in before}


def test_the_lexicon_and_the_rules_speak_after_one_another_and_come_to_rest():
    raw, lexicon = RawText.of(TEXT), Lexicon([LexiconEntry("春城公园", "LOC", rule="always")])
    given_ = [ARTICLE, suspect("城", "成"), suspect("低", "佤", 0.4)]

    def both(said: Sequence[Proposal]) -> list[Proposal]:
        return with_corrections_known(with_lexicon(said, raw, lexicon), raw, [DI], lexicon)

    once = both(given_)
    assert {each.id: each for each in both(once)} == {each.id: each for each in once}
