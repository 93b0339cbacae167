"""The learner: begins as a copy of what is proposed, and learns from what was wrong in it."""

import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.propose.learner import KEPT, Learner
from annotator.propose.learner_features import ROWS, Sentence, named, rows_of, spelled
from annotator.propose.learner_state import to_bytes
from tests.propose.learner_words import PLACES, sentence, wrong_and_right

LABELS = ("PER", "LOC", "ORG", "PRODUCT")


@st.composite
def tagged(draw):
    """A sentence with any tags proposed, and any right ones."""
    text = draw(st.text("张三在北京市12a𠀀 ，", min_size=1, max_size=12))

    def tags():
        cuts = sorted(draw(st.sets(st.integers(0, len(text)), max_size=6)))
        places = zip(cuts[::2], cuts[1::2], strict=False)
        return spelled(len(text), [(a, b, draw(st.sampled_from(LABELS))) for a, b in places])

    return sentence(text, tags()), tags()


def trained(places=PLACES, lessons=6):
    learner = Learner()
    pairs = [wrong_and_right(place) for place in places]
    for page in range(lessons):
        learner.learn(page, [each for each, _ in pairs], [tags for _, tags in pairs])
    return learner


@given(tagged())
def test_tags_spell_what_they_name(pair):
    _, tags = pair
    assert spelled(len(tags), list(named(tags))) == tags


@given(st.lists(tagged(), min_size=1, max_size=4))
def test_a_learner_without_lessons_repeats_what_is_proposed(pairs):
    sentences = [each for each, _ in pairs]
    assert Learner().answers(sentences) == [each.base for each in sentences]


@given(st.lists(tagged(), min_size=1, max_size=3))
def test_every_answer_is_made_of_whole_entities(pairs):
    sentences, right = [each for each, _ in pairs], [tags for _, tags in pairs]
    learner = Learner()
    learner.learn(1, sentences, right)
    for each, tags in zip(sentences, learner.answers(sentences), strict=True):
        assert len(tags) == len(each.text)
        assert spelled(len(tags), list(named(tags))) == tags


def test_a_mistake_made_often_is_not_made_of_a_name_never_seen():
    unseen, right = wrong_and_right("甘棠")
    assert Learner().answers([unseen]) != [right]
    assert trained().answers([unseen]) == [right]


def visit(place):
    """A place that is proposed as one, and is one."""
    text = f"他到过{place}，后来走了"
    return sentence(text, spelled(len(text), [(3, 3 + len(place), "LOC")]))


def test_what_is_right_in_other_words_stays_right():
    learner = Learner()
    teams, visits = [wrong_and_right(place) for place in PLACES], [visit(each) for each in PLACES]
    sentences = [*(each for each, _ in teams), *visits]
    right = [*(tags for _, tags in teams), *(each.base for each in visits)]
    for page in range(6):
        learner.learn(page, sentences, right)
    unseen, team = wrong_and_right("甘棠")
    assert learner.answers([visit("甘棠"), unseen]) == [visit("甘棠").base, team]


def test_a_label_met_later_takes_nothing_from_what_is_known():
    learner = trained()
    unseen, right = wrong_and_right("甘棠")
    text = "新出的云耕手机"
    learner.answers([sentence(text, spelled(len(text), [(3, 7, "PRODUCT")]))])
    assert learner.weights.labels == ("LOC", "ORG", "PRODUCT")
    assert learner.answers([unseen]) == [right]


def test_the_surer_tag_is_the_one_that_is_answered():
    learner = trained()
    unseen, right = wrong_and_right("甘棠")
    table = learner.sureness(unseen)
    assert np.allclose(sum(table.values()), 1)
    assert all(table[tag][at] > 0.5 for at, tag in enumerate(right))


def test_a_page_learnt_again_stands_once_with_its_new_tags():
    learner = Learner()
    wrong, right = wrong_and_right("东岭")
    learner.learn(7, [wrong], [wrong.base])
    learner.learn(7, [wrong], [right])
    assert learner.pages == [7]
    assert [(each.page, each.tags) for each in learner.kept] == [(7, right)]


def test_sentences_without_names_are_not_kept_and_others_only_so_many():
    learner = Learner()
    plain = sentence("没有名字")
    wrong, right = wrong_and_right("东岭")
    learner.learn(1, [plain] * 9, [plain.base] * 9)
    assert learner.kept == []
    for page in range(2, 5):
        learner.learn(page, [wrong] * (KEPT // 2), [right] * (KEPT // 2))
    assert len(learner.kept) == KEPT
    assert {each.page for each in learner.kept} == {2, 3, 4}


def test_the_same_lessons_make_the_same_learner():
    assert to_bytes(trained(PLACES[:4], 2)) == to_bytes(trained(PLACES[:4], 2))


def test_a_sentence_has_the_same_features_in_any_company():
    wrong, _ = wrong_and_right("东岭")
    alone = rows_of([wrong])[0]
    among = rows_of([sentence("前"), wrong, sentence("后面的一句")])[1]
    assert np.array_equal(alone, among)
    assert alone.min() >= 0
    assert alone.max() < ROWS


def test_features_do_not_hang_on_the_start_of_python():
    code = (
        "from tests.propose.learner_words import wrong_and_right;"
        "from annotator.propose.learner_features import rows_of;"
        "print(rows_of([wrong_and_right('东岭')[0]])[0].tolist())"
    )
    root = Path(__file__).parents[2]
    said = {
        subprocess.run(
            [sys.executable, "-c", code],
            cwd=root,
            env=os.environ | {"PYTHONHASHSEED": seed, "PYTHONPATH": str(root)},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(said) == 1
    assert said != {b""}


@pytest.mark.parametrize(
    ("text", "words", "base", "hints"),
    [
        ("", (), (), ()),
        ("甲乙", ((0, "n"),), ("O",), ("", "")),
        ("甲乙", ((0, "n"),), ("O", "O"), ("",)),
        ("甲乙", ((1, "n"),), ("O", "O"), ("", "")),
        ("甲乙", ((0, "n"), (2, "n")), ("O", "O"), ("", "")),
    ],
)
def test_a_sentence_that_does_not_fit_together_is_refused(text, words, base, hints):
    with pytest.raises(ValueError, match=r"sentence|words"):
        Sentence(text, words, base, hints)
