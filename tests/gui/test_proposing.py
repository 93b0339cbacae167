"""Proposals from the child process: for the right page of the right project, and never in the way."""

from dataclasses import replace
from multiprocessing import Pipe
from time import perf_counter

import pytest

from annotator.document.phrases import phrase
from annotator.document.raw_text import RawText
from annotator.gui.background import ProposalWorker
from annotator.gui.main_window import MainWindow
from annotator.gui.proposal_process import serve
from annotator.propose.learner_gate import NEEDED, Gate
from annotator.propose.worker import Asked, Learnt
from annotator.settings.keymap import load_keymap
from annotator.settings.preferences import Preferences
from annotator.settings.vocabulary import default_vocabulary
from annotator.store.project import NewPage, Project
from annotator.workbench import learning
from annotator.workbench.session import Session

SHORT = Asked("本报讯 王小明昨天在北京市说。")
OTHER = Asked("上海市今日立春。")
LONG = Asked("王小明昨天在北京市说。" * 20_000)


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
    assert all(span.end <= len(OTHER.text) for span in spans)


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


def test_proposals_nobody_waits_for_do_not_change_the_page_on_the_desk(window, monkeypatch):
    monkeypatch.setattr(window.proposing.worker, "ask", lambda _pages: None)
    session = window.session
    before = session.page.proposals
    window.proposing.worker.proposed.emit(session.number, [])
    assert session.page.proposals == before
    window.commands.run("propose_page")
    window.proposing.worker.proposed.emit(session.number, [])
    assert not session.page.proposals


def test_proposals_that_come_leave_caret_and_view_where_they_are(window, numbers, monkeypatch):
    monkeypatch.setattr(window.proposing.worker, "ask", lambda _pages: None)
    window.commands.run("propose_page")
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


# -- lessons -----------------------------------------------------------------------------


def finish(session, name):
    session.open_page(session.project.page_number(name))
    session.run("finish_page", "yes")


@pytest.fixture
def small(tmp_path):
    """A project with three short pages that have no proposals yet."""
    with Project.create(tmp_path / "small.db") as project:
        pages = [NewPage(n, RawText.of(SHORT.text), "", "utf-8") for n in ("a", "b", "c")]
        project.add_pages(pages, "2024")
        ticks = iter(range(1000))
        yield Session(project, default_vocabulary(), "editor", lambda: f"2024-{next(ticks):05}")


@pytest.fixture
def learning_window(small, shown_window):
    window = shown_window(MainWindow(small, Preferences(language="zh"), load_keymap(), None))
    yield window
    window.close()


def test_a_page_that_is_finished_is_learnt_in_the_background(learning_window, qtbot):
    window, project = learning_window, learning_window.session.project
    with qtbot.waitSignal(window.proposing.learnt, timeout=60_000):
        window.bridge.run("finish_page", "yes")
    assert learning.learner_status(project).pages == 1
    assert learning.due(project) == []
    assert window.proposing.worker.stamp == learning.stamp(project)


def test_pages_finished_while_no_window_was_there_are_learnt_when_there_is_one(
    small, shown_window, qtbot
):
    finish(small, "a")
    finish(small, "b")
    window = shown_window(MainWindow(small, Preferences(language="zh"), load_keymap(), None))
    qtbot.waitUntil(lambda: learning.learner_status(small.project).pages == 2, timeout=60_000)
    window.close()


def test_a_reset_during_a_lesson_wins(learning_window, qtbot):
    window, project = learning_window, learning_window.session.project
    worker = window.proposing.worker
    qtbot.waitUntil(lambda: worker.is_idle, timeout=60_000)
    window.bridge.run("finish_page", "yes")
    assert not worker.is_idle
    learning.reset(project)
    qtbot.waitUntil(lambda: worker.is_idle, timeout=60_000)
    assert learning.learner_status(project).pages == 0
    assert learning.state(project) == b""


def test_a_lesson_of_one_project_never_reaches_another(learning_window, tmp_path, qtbot):
    window, worker = learning_window, learning_window.proposing.worker
    qtbot.waitUntil(lambda: worker.is_idle, timeout=60_000)
    path = window.session.project.path
    window.bridge.run("finish_page", "yes")
    other = Project.create(tmp_path / "other.db")
    other.add_pages([NewPage("x", RawText.of(OTHER.text), "", "utf-8")], "2024")
    window.show_project(Session(other, default_vocabulary(), "editor", lambda: "2024"))
    qtbot.waitUntil(lambda: worker.is_idle, timeout=60_000)
    assert learning.learner_status(other).pages == 0
    with Project.open(path) as first:
        assert len(learning.due(first)) == 1  # and is learnt when that project is back
    with qtbot.waitSignal(window.proposing.learnt, timeout=60_000):
        window.bridge.run("finish_page", "yes")
    assert learning.learner_status(other).pages == 1


def test_a_child_that_is_killed_in_a_lesson_loses_no_state(learning_window, qtbot):
    window, project = learning_window, learning_window.session.project
    worker = window.proposing.worker
    with qtbot.waitSignal(window.proposing.learnt, timeout=60_000):
        window.bridge.run("finish_page", "yes")
    qtbot.waitUntil(lambda: worker.is_idle, timeout=60_000)
    before = learning.state(project)
    window.session.open_page(project.page_number("b"))
    qtbot.waitUntil(lambda: worker.is_idle, timeout=60_000)
    with qtbot.waitSignal(worker.lesson_failed, timeout=60_000):
        window.bridge.run("finish_page", "yes")
        worker.child.kill()
    assert learning.state(project) == before
    assert learning.due(project) == [project.page_number("b")]
    with qtbot.waitSignal(window.proposing.learnt, timeout=60_000):
        window.session.open_page(project.page_number("c"))
        window.bridge.run("finish_page", "yes")
    assert learning.learner_status(project).pages == 2  # by another child, which was taught anew


def test_a_learner_that_is_off_gets_no_lesson(learning_window, qtbot):
    window, project = learning_window, learning_window.session.project
    worker = window.proposing.worker
    learning.switch(project, on=False)
    qtbot.waitUntil(lambda: worker.is_idle, timeout=60_000)
    window.bridge.run("finish_page", "yes")
    qtbot.waitUntil(lambda: worker.is_idle, timeout=60_000)
    assert learning.learner_status(project).pages == 0
    learning.switch(project, on=True)
    with qtbot.waitSignal(window.proposing.learnt, timeout=60_000):
        window.bridge.open_page(project.page_number("b"))


def test_a_damaged_state_is_told_and_learnt_again(small, shown_window, qtbot):
    finish(small, "a")
    learning.catch_up(small.project)
    small.project.put_learner({"state": b"no learner"})
    window = shown_window(MainWindow(small, Preferences(language="zh"), load_keymap(), None))
    told = []
    window.proposing.worker.unusable.connect(lambda: told.append(window.status.noticed))
    with qtbot.waitSignal(window.proposing.learnt, timeout=60_000):
        pass
    assert told == [window.language.say("learner.damaged")]
    assert learning.due(small.project) == []
    window.close()


def test_a_lesson_that_waited_for_a_damaged_state_is_not_lost(small, shown_window, qtbot):
    for name in "abc":
        finish(small, name)
    small.project.put_learner({"state": b"no learner"})
    window = shown_window(MainWindow(small, Preferences(language="zh"), load_keymap(), None))
    failed = []
    window.proposing.worker.lesson_failed.connect(failed.append)
    qtbot.waitUntil(lambda: learning.learner_status(small.project).pages >= 2, timeout=60_000)
    qtbot.waitUntil(lambda: window.proposing.worker.is_idle, timeout=60_000)
    assert failed == []
    assert learning.due(small.project) == []
    window.close()


def test_pages_after_the_one_on_the_desk_are_looked_at_again_when_the_learner_speaks(
    learning_window, qtbot, monkeypatch
):
    window, project = learning_window, learning_window.session.project
    worker = window.proposing.worker
    qtbot.waitUntil(lambda: worker.is_idle, timeout=60_000)
    asked = []
    monkeypatch.setattr(worker, "ask", lambda pages: asked.append(list(pages)))
    window.session.run("finish_page", "yes")
    number = window.session.number
    lesson, _ = learning.lesson_of(project, number)
    worker.forget()
    worker.teach(learning.stamp(project), b"")
    worker.learnt.emit(lesson, Learnt(b"", 1, Gate(NEEDED, ((9, 1),))))
    assert asked == [[project.page_number("b"), project.page_number("c")]]


def test_what_an_editor_asked_for_in_one_project_is_not_told_in_another(window, tmp_path):
    number = window.session.number
    window.proposing.again()
    trouble = phrase("pattern.left_out", why="…")
    window.proposing.worker.troubled.emit((trouble,))
    other = Project.create(tmp_path / "other.db")
    other.add_pages([NewPage("x", RawText.of(OTHER.text), "", "utf-8")], "2024")
    window.show_project(Session(other, default_vocabulary(), "editor", lambda: "2024"))
    assert window.session.number == number
    window.proposing.worker.proposed.emit(number, [])
    assert window.status.noticed == ""
    window.proposing.worker.troubled.emit((trouble,))
    assert window.status.noticed == window.language.sentence(trouble)


def test_a_pattern_that_was_left_out_is_told_once(window):
    trouble = phrase("pattern.left_out", why="…")
    window.proposing.worker.troubled.emit((trouble,))
    assert window.status.noticed == window.language.sentence(trouble)
    window.status.clear_notice()
    window.proposing.worker.troubled.emit((trouble,))
    assert window.status.noticed == ""
