"""The learner on a page: what it makes of proposals, and what it leaves to others."""

from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.document.lexicon import Lexicon, LexiconEntry, string_of
from annotator.document.proposals import WEAK, EntityBody, propose
from annotator.document.raw_text import RawText
from annotator.document.spans import Span, first_overlap
from annotator.propose import language_model
from annotator.propose import worker as workers
from annotator.propose.entity_rules.findings import TaggedPage
from annotator.propose.joining import joined
from annotator.propose.lac import Word
from annotator.propose.learner import Learner
from annotator.propose.learner_gate import NEEDED, Gate
from annotator.propose.learner_pages import ReadPage
from annotator.propose.learner_speaks import answers, corrected, strong, taught
from annotator.propose.learnt import with_lexicon
from annotator.propose.worker import Asked, Lesson, Taught, Worker
from annotator.settings.language import Language
from tests.propose.learner_words import PLACES

OPEN = Gate(NEEDED, ((9, 1),))


def page_of(places):
    """A page of sentences, each with a place proposed that is the half of a team; its gold is the teams."""
    lines = [f"昨天{place}球队赢了比赛。" for place in places]
    raw = RawText.of("\n".join(lines))
    starts = [sum(len(each) + 1 for each in lines[:n]) + 2 for n in range(len(lines))]
    proposals = [
        propose(EntityBody(Span(at, at + len(place)), "LOC"), 0.8, (), "test 1")
        for at, place in zip(starts, places, strict=True)
    ]
    gold = [
        EntityBody(Span(at, at + len(place) + 2), "ORG")
        for at, place in zip(starts, places, strict=True)
    ]
    return raw, read(raw), proposals, gold


def read(raw, soft_breaks=()):
    reading = joined(raw, soft_breaks)
    words = [Word(at, at + 1, "n", 1.0) for at in range(len(reading.text))]
    return ReadPage(reading, TaggedPage(reading.text, words))


@pytest.fixture
def learner():
    """Has learnt that such places are teams, and may speak."""
    return ready()


@cache
def ready():
    learner = Learner()
    raw, page, proposals, gold = page_of(PLACES)
    for number in range(5):
        taught(learner, number, page, raw, proposals, gold, Lexicon())
    learner.gate = OPEN
    return learner


def shown(raw, proposals, lexicon):
    return strong(with_lexicon(proposals, raw, lexicon))


def test_what_it_adds_and_what_it_sets_aside_have_their_reasons(learner):
    raw, page, proposals, gold = page_of(["甘棠"])
    said = corrected(learner, page, raw, proposals, Lexicon())
    added = next(each for each in said if each.run == "learner 1")
    dropped = next(each for each in said if each.run == "test 1")
    assert added.body == gold[0]
    assert added.score >= WEAK > dropped.score
    assert [reason.key for reason in added.because] == ["because.learner_added"]
    assert [reason.key for reason in dropped.because] == ["because.learner_dropped"]
    assert dict(added.because[0].facts) == {"count": str(NEEDED)}


def test_an_entity_over_a_soft_break_is_learnt_and_said_as_one_stretch(learner):
    raw = RawText.of("昨天甘\n棠球队赢了比赛。")
    page = read(raw, [Span(3, 4)])
    proposals = [propose(EntityBody(Span(2, 5), "LOC"), 0.8, (), "test 1")]
    assert answers(learner, page, raw, proposals, Lexicon()).learner == (
        EntityBody(Span(2, 7), "ORG"),
    )


def test_what_no_sentence_holds_is_left_as_it_is(learner):
    raw, page, _, _ = page_of(["甘棠", "云路"])
    across = propose(EntityBody(Span(7, 14), "ORG"), 0.9, (), "test 1")
    said = corrected(learner, page, raw, [across], Lexicon())
    assert across in said
    assert first_overlap(body.span for body in strong(said)) is None


def test_a_string_that_was_rejected_is_not_brought_back(learner):
    raw, page, proposals, gold = page_of(["甘棠"])
    lexicon = Lexicon([LexiconEntry("甘棠球队", "ORG", rejected=1)])
    assert gold[0] not in answers(learner, page, raw, proposals, lexicon).learner


def test_what_an_editor_rules_to_be_a_name_is_not_set_aside(learner):
    raw, page, proposals, _ = page_of(["甘棠"])
    lexicon = Lexicon([LexiconEntry("甘棠", "LOC", rule="always")])
    assert shown(raw, corrected(learner, page, raw, proposals, lexicon), lexicon) == [
        proposals[0].body
    ]


def test_the_lexicon_does_not_bring_back_what_the_learner_set_aside(learner):
    raw, page, _, gold = page_of(["甘棠"])
    lexicon = Lexicon([LexiconEntry("甘棠", "LOC", accepted=3)])
    assert strong(with_lexicon([], raw, lexicon)) != gold
    said = corrected(learner, page, raw, [], lexicon)
    assert shown(raw, said, lexicon) == gold
    assert with_lexicon(with_lexicon(said, raw, lexicon), raw, lexicon) == with_lexicon(
        said, raw, lexicon
    )


@given(st.randoms(use_true_random=False))
def test_what_is_shown_is_what_the_learner_answered_whatever_the_lexicon_knows(chance):
    learner = ready()
    raw, page, proposals, _ = page_of(chance.sample([*PLACES, "甘棠", "云路", "天井"], 8))
    entries = {}
    for _ in range(12):
        start = chance.randrange(len(raw.text))
        word = string_of(raw.text[start : start + chance.randint(1, 6)])
        label = chance.choice(("LOC", "ORG", "PER"))
        if word and "\n" not in raw.text[start : start + 6]:
            counts = [chance.randint(0, 3) for _ in range(3)]
            rule = chance.choice(("auto", "auto", "never"))
            entries[word, label] = LexiconEntry(word, label, *counts, rule=rule)
    lexicon = Lexicon(entries.values())
    said = answers(learner, page, raw, proposals, lexicon)
    assert shown(raw, corrected(learner, page, raw, proposals, lexicon), lexicon) == list(
        said.learner
    )


def test_the_answers_are_counted_before_they_are_taught():
    learner = Learner()
    raw, page, proposals, gold = page_of(PLACES)
    taught(learner, 1, page, raw, proposals, gold, Lexicon())
    assert learner.gate == Gate(len(PLACES), ((len(PLACES), len(PLACES)),))
    taught(learner, 2, page, raw, proposals, gold, Lexicon())
    assert learner.gate.recent[1][1] < learner.gate.recent[1][0]


def test_a_page_finished_again_is_learnt_but_not_counted_again():
    learner = Learner()
    raw, page, proposals, gold = page_of(PLACES)
    taught(learner, 1, page, raw, proposals, [], Lexicon())
    before = learner.gate
    taught(learner, 1, page, raw, proposals, gold, Lexicon())
    assert learner.gate == before
    assert {each.tags for each in learner.kept} == set(page.tags(gold))


# -- in the worker process ---------------------------------------------------------------


def test_a_missing_language_model_is_told_with_every_page(monkeypatch, tmp_path):
    monkeypatch.setattr(language_model, "resource", lambda _: tmp_path / "gone.bin")
    language_model.default_language_model.cache_clear()
    (trouble,) = Worker().answer(Asked(TEXT)).troubles
    said = Language("zh").sentence(trouble)
    assert str(tmp_path / "gone.bin") in said
    assert "语言模型" in said


TEXT = "本报讯 王小明昨天在北京市说，上海市的春天来了。\n记者 李大山"


def test_proposals_without_a_learner_or_with_one_that_is_not_ahead_are_the_same():
    plain = workers.propose_page(TEXT)
    worker = Worker()
    assert worker.answer(Asked(TEXT)).proposals == plain
    worker.answer(Taught(b""))
    assert worker.answer(Asked(TEXT)).proposals == plain
    for number in range(3):
        worker.answer(Lesson(number, TEXT, ()))
    assert not worker.learner.gate.is_open
    assert worker.answer(Asked(TEXT)).proposals == plain
    worker.learner.gate = OPEN
    assert worker.answer(Asked(TEXT)).proposals != plain
    worker.answer(Taught(None))
    assert worker.answer(Asked(TEXT)).proposals == plain


def test_a_lesson_answers_with_a_state_from_which_another_worker_goes_on():
    first, second = Worker(), Worker()
    first.answer(Taught(b""))
    learnt = first.answer(Lesson(1, TEXT, (EntityBody(Span(4, 7), "PER"),)))
    assert learnt.pages == 1
    second.answer(Taught(learnt.state))
    again = Lesson(2, TEXT, (EntityBody(Span(4, 7), "PER"),))
    assert first.answer(again) == second.answer(again)


def test_a_damaged_state_leaves_the_worker_without_a_learner():
    worker = Worker()
    assert not worker.answer(Taught(b"no learner")).is_usable
    with pytest.raises(ValueError, match="no learner"):
        worker.answer(Lesson(1, TEXT, ()))


def test_the_longest_string_known_gives_the_hint_and_others_none():
    raw = RawText.of("他在北京市东城区。")
    lexicon = Lexicon(
        [
            LexiconEntry("北京", "LOC", accepted=9),
            LexiconEntry("北京市", "LOC", accepted=1),
            LexiconEntry("东城区", "LOC", rejected=2),
            LexiconEntry("他", "PER", accepted=5),
        ]
    )
    (sentence,) = read(raw).sentences([], lexicon)
    assert sentence.hints == ("", "", "BLOC1", "ILOC1", "ILOC1", "", "", "", "")
