"""Proposals from the child process: for the right page of the right project, and never in the way."""

from dataclasses import replace
from multiprocessing import Pipe
from time import perf_counter

import pytest

from annotator.gui.background import ProposalWorker
from annotator.gui.main_window import MainWindow
from annotator.gui.proposal_process import serve
from annotator.settings.keymap import load_keymap
from annotator.settings.preferences import Preferences

SHORT = "本报讯 王小明昨天在北京市说。"
OTHER = "上海市今日立春。"
LONG = "王小明昨天在北京市说。" * 20_000


@pytest.fixture
def worker(qapp):
    worker = ProposalWorker(qapp)
    yield worker
    worker.stop()
    worker.deleteLater()


def test_what_was_asked_before_does_not_come_for_another_page_of_that_number(worker, qtbot):
    came = []
    worker.proposed.connect(lambda number, found: came.append((number, found)))
    worker.ask({1: SHORT, 2: SHORT})
    worker.forget()
    with qtbot.waitSignal(worker.proposed, timeout=60_000):
        worker.ask({1: OTHER})
    assert [number for number, _ in came] == [1]
    spans = [each.body.span for each in came[0][1] if hasattr(each.body, "span")]
    assert spans
    assert all(span.end <= len(OTHER) for span in spans)


def test_a_page_asked_for_later_comes_before_those_that_wait(worker, qtbot):
    came = []
    worker.proposed.connect(lambda number, _found: came.append(number))
    worker.ask({1: SHORT, 2: SHORT})
    worker.ask({3: SHORT, 2: SHORT})
    qtbot.waitUntil(lambda: len(came) == 3, timeout=60_000)
    assert came == [1, 3, 2]


def test_stopping_waits_for_no_page(worker):
    worker.ask({1: LONG})
    child = worker.child
    began = perf_counter()
    worker.stop()
    assert perf_counter() - began < 2
    assert child.exitcode is not None
    assert worker.child is None


def test_a_child_that_is_killed_costs_one_page_and_another_goes_on(worker, qtbot):
    told = []
    worker.failed.connect(lambda number, cause: told.append((number, cause)))
    worker.proposed.connect(lambda number, _found: told.append((number, "")))
    worker.ask({1: LONG, 2: SHORT})
    worker.child.kill()
    qtbot.waitUntil(lambda: len(told) == 2, timeout=60_000)
    assert told == [(1, "exit code -9"), (2, "")]


def test_the_child_ends_with_the_window_however_that_ends():
    ours, theirs = Pipe()
    ours.close()
    serve(theirs)  # comes back


def test_closing_in_the_middle_of_a_page_is_quick_and_quiet(session, shown_window):
    window = shown_window(MainWindow(session, Preferences(language="zh"), load_keymap(), None))
    worker = window.proposing.worker
    worker.ask(dict.fromkeys(session.project.page_ids(), LONG))
    child = worker.child
    began = perf_counter()
    window.close()
    assert perf_counter() - began < 2
    assert child.exitcode is not None


def test_the_weaker_tagger_is_told_of_once(window):
    number = window.session.number
    weaker = [replace(each, run="entities 1 (jieba)") for each in window.session.queue]
    window.proposing.worker.proposed.emit(number, weaker)
    assert window.status.noticed == window.language.say("window.weaker_tagger")
    window.status.clear_notice()
    window.proposing.worker.proposed.emit(number, weaker)
    assert window.status.noticed == ""


def test_proposals_that_come_leave_caret_and_view_where_they_are(window, numbers):
    text = window.desk.text
    window.session.choose(window.session.queue[40].id)
    before = (window.session.selection, text.verticalScrollBar().value(), window.session.current)
    again = list(window.session.page.proposals.values())
    window.proposing.worker.proposed.emit(numbers["000"], again)
    after = (window.session.selection, text.verticalScrollBar().value(), window.session.current)
    assert after == before


def test_a_rerun_says_when_it_is_done_and_a_finished_page_has_none(window, monkeypatch):
    asked = []
    monkeypatch.setattr(window.proposing.worker, "ask", lambda pages: asked.append(list(pages)))
    number, page = window.session.number, window.session.page
    window.commands.run("propose_page")
    assert window.status.noticed == window.language.say("window.proposing")
    window.proposing.worker.proposed.emit(number, list(page.proposals.values()))
    assert str(len(page.doubts)) in window.status.noticed
    window.bridge.run("finish_page", "yes")
    window.commands.run("propose_page")
    assert window.status.noticed == window.language.say("refuse.is_finished")
    assert asked == [[number]]


def test_a_failure_is_told_on_the_page_that_it_met_and_on_no_other(window, numbers):
    window.status.clear_notice()
    window.proposing.worker.failed.emit(numbers["001"], "exit code -9")
    assert window.status.noticed == ""
    window.proposing.worker.failed.emit(numbers["000"], "exit code -9")
    assert "exit code -9" in window.status.noticed
    assert "F5" in window.status.noticed
