"""Entities by key at the window: the word under the caret, over a soft break, at each other's borders."""

import pytest
from PySide6.QtCore import Qt

from annotator.document.proposals import EntityBody, propose
from annotator.document.spans import Span
from annotator.gui.background import ProposalWorker
from annotator.gui.main_window import MainWindow
from annotator.propose.words import word_ends
from annotator.settings.keymap import shipped_keymap
from annotator.settings.preferences import Preferences
from tests.gui.newsroom import CTRL, SHIFT, TEXT, Hands, session_at, span_of

Key = Qt.Key


@pytest.fixture
def hands(shown_window, tmp_path):
    session = session_at(tmp_path / "news.db")
    window = MainWindow(session, Preferences(language="zh"), shipped_keymap(), None, guest=True)
    return Hands(shown_window(window))


def notice(hands) -> str:
    return hands.window.status.noticed


def test_the_dictionarys_word_under_the_caret_is_labelled(hands):
    session = hands.window.session
    hands.go("高兴", inside=1)
    hands.press(Key.Key_1)
    assert hands.gold_entities == []
    assert notice(hands)
    session.put_word_ends(session.number, word_ends(TEXT))
    hands.press(Key.Key_1)
    assert hands.gold_entities == [("高兴", "PER")]


def test_a_weak_proposal_under_the_caret_is_labelled_and_counts_as_adjusted(hands):
    session = hands.window.session
    weak = propose(EntityBody(span_of("校长"), "PER"), 0.1, (), "machine")
    session.put_proposals(session.number, [*session.page.proposals.values(), weak])
    hands.go("校长")
    hands.press(Key.Key_3)
    assert hands.gold_entities == [("校长", "ORG")]
    hands.press(Key.Key_Z, modifier=CTRL)
    assert hands.gold_entities == []


def test_a_selection_over_a_soft_break_is_one_entity_whose_ends_move_over_it(hands):
    hands.select("春\n耕")
    hands.press(Key.Key_4)
    assert hands.gold_entities == [("春\n耕", "TIME")]
    hands.press(Key.Key_Left, modifier=SHIFT)
    assert hands.gold_entities == [("春", "TIME")]
    hands.press(Key.Key_Right, modifier=SHIFT)
    hands.press(Key.Key_Right, modifier=SHIFT)
    assert hands.gold_entities == [("春\n耕比", "TIME")]
    hands.press(Key.Key_Right, Key.Key_Right, modifier=CTRL | SHIFT)
    assert hands.gold_entities == [("比", "TIME")]
    hands.press(Key.Key_Left, modifier=CTRL | SHIFT)
    assert hands.gold_entities == [("耕比", "TIME")]


def test_an_end_stops_at_a_paragraph_and_at_another_entity(hands):
    hands.select("很高兴。")
    hands.press(Key.Key_4)
    hands.press(Key.Key_Right, modifier=SHIFT)
    assert hands.gold_entities == [("很高兴。", "TIME")]
    assert notice(hands)
    hands.select("记者")
    hands.press(Key.Key_1)
    hands.select("本报")
    hands.press(Key.Key_3)
    hands.press(Key.Key_Right, modifier=SHIFT)
    assert ("本报", "ORG") in hands.gold_entities
    assert notice(hands) == hands.window.language.say("refuse.entity_in_the_way")


def test_an_entity_of_one_character_gets_no_shorter(hands):
    hands.select("校")
    hands.press(Key.Key_1)
    hands.press(Key.Key_Left, modifier=SHIFT)
    assert hands.gold_entities == [("校", "PER")]
    assert notice(hands) == hands.window.language.say("refuse.entity_too_short")


def test_a_proposal_relabelled_moved_and_removed_stays_decided(hands):
    hands.go("王明")
    hands.press(Key.Key_3)
    assert hands.gold_entities == [("王明", "ORG")]
    hands.press(Key.Key_Left, modifier=CTRL | SHIFT)
    assert hands.gold_entities == [("者 王明", "ORG")]
    hands.press(Key.Key_Delete)
    assert hands.gold_entities == []
    assert all(
        each.body != EntityBody(span_of("王明"), "PER") for each in hands.page.open_proposals
    )


def test_the_child_process_says_where_words_end(qtbot):
    worker = ProposalWorker()
    try:
        with qtbot.waitSignal(worker.divided, timeout=60_000) as said:
            worker.ask_words(7, "昭阳区坚持党建引\n领，好。", now=True)
        number, ends = said.args
        assert number == 7
        assert Span(7, 10).end in ends
        assert 8 not in ends
    finally:
        worker.stop()


def test_words_alone_start_no_child():
    worker = ProposalWorker()
    worker.ask_words(7, "昭阳区", now=False)
    assert worker.child is None
