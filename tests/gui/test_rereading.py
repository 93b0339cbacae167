"""What the worker hears of an editor's corrections, and what becomes of its answer."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from annotator.document.proposals import CorrectionBody, extent_of
from annotator.document.spans import Selection, Span
from annotator.gui.background import ProposalWorker
from annotator.gui.main_window import MainWindow
from annotator.gui.rereading import paragraph_around
from annotator.propose.worker import Asked, AskedAgain, Read, ReadText
from annotator.settings.keymap import load_keymap
from annotator.settings.preferences import Preferences
from annotator.workbench.session import Session
from tests.gui.proofreading import FIRST, MANY, SECOND, project_of, session_of, suspect

MOON = FIRST.index("未")


class Ears(ProposalWorker):
    """Hears what a worker is asked, and starts no child."""

    def __init__(self) -> None:
        super().__init__()
        self.again: list[tuple[int, AskedAgain]] = []
        self.reads: list[Read] = []

    def ask_again(self, number: int, asked: AskedAgain) -> None:
        self.again.append((number, asked))

    def read(self, read: Read) -> None:
        self.reads.append(read)


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    with project_of(tmp_path / "harvest.db", FIRST, SECOND, MANY) as project:
        yield session_of(project)


@pytest.fixture
def ears(
    monkeypatch: pytest.MonkeyPatch,
    shown_window: Callable[[MainWindow], MainWindow],
    session: Session,
) -> Iterator[Ears]:
    """What the worker of a window over `session` hears."""
    ears = Ears()
    monkeypatch.setattr("annotator.gui.proposing.ProposalWorker", lambda _parent: ears)
    monkeypatch.setattr("annotator.gui.rereading.LATER_MS", 1)
    preferences = Preferences(language="zh")
    window = shown_window(MainWindow(session, preferences, load_keymap(), None))
    yield ears
    window.close()


def choose(session: Session, at: int) -> None:
    session.choose(next(each.id for each in session.queue if extent_of(each.body)[0] == at))


def finish(session: Session) -> None:
    session.run("finish_page", "yes")


# -- asked again -------------------------------------------------------------------------


def test_a_correction_has_its_paragraph_looked_at_again(ears: Ears, session: Session) -> None:
    choose(session, MOON)
    session.run("accept")
    ((number, asked),) = ears.again
    line = FIRST.index("五月未"), FIRST.index("\n“今年")
    assert number == session.number
    assert (asked.around.start, asked.around.end) == line
    assert asked.text == FIRST
    assert asked.corrections == ((MOON, MOON + 1, "末"),)
    session.undo()
    assert ears.again[-1][1].corrections == ()


def test_what_is_rejected_or_a_class_of_width_asks_for_nothing(
    ears: Ears, session: Session
) -> None:
    choose(session, MOON)
    session.run("reject")
    choose(session, FIRST.index(","))
    session.run("accept")
    assert session.page is not None
    assert session.page.corrections
    assert ears.again == []


def test_the_answer_takes_the_place_of_the_suspects_there(ears: Ears, session: Session) -> None:
    choose(session, MOON)
    session.run("accept")
    asked = ears.again[-1][1]
    start = FIRST.index("清晨")
    fresh = suspect(start, start + 2, ("早晨",), "substitution", 0.6)
    ears.suspected.emit(session.number, asked.around, [fresh])
    inside = [
        each
        for each in session.queue
        if isinstance(each.body, CorrectionBody)
        and asked.around.covers(Span(*extent_of(each.body)))
    ]
    assert [each.id for each in inside] == [fresh.id]
    assert FIRST.index("高明县") in {extent_of(each.body)[0] for each in session.queue}


def test_a_paragraph_goes_on_over_soft_breaks(session: Session) -> None:
    session.select(Selection(0, len(FIRST)))
    session.run("start_article")
    second = FIRST.index("\n“今年") + 1
    session.select(Selection.at(second))
    session.run("toggle_soft_break")
    assert session.shown is not None
    found = paragraph_around(session.shown, MOON, MOON + 1)
    assert found == Span(FIRST.index("五月未"), FIRST.index("\n从高明县"))
    assert paragraph_around(session.shown, second + 1, second + 2) == found


# -- finished pages ----------------------------------------------------------------------


def test_a_finished_page_is_read_as_corrected_and_forgotten_when_it_is_reopened(
    ears: Ears, session: Session
) -> None:
    choose(session, MOON)
    session.run("accept")
    finish(session)
    (read,) = ears.reads
    assert read.forget == ()
    (text,) = read.pages
    assert text.number == session.number
    assert "五月末的一个清晨" in text.text
    session.run("reopen_page")
    assert ears.reads[-1] == Read(forget=(text.number,))


def test_pages_finished_before_are_read_when_the_project_opens(
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
    shown_window: Callable[[MainWindow], MainWindow],
    session: Session,
) -> None:
    for number in (2, 3):
        session.open_page(number)
        finish(session)
    session.open_page(1)
    ears = Ears()
    monkeypatch.setattr("annotator.gui.proposing.ProposalWorker", lambda _parent: ears)
    window = shown_window(MainWindow(session, Preferences(language="zh"), load_keymap(), None))

    def numbers() -> list[int]:
        return [page.number for read in ears.reads for page in read.pages]

    qtbot.waitUntil(lambda: len(numbers()) == 2)
    assert sorted(numbers()) == [2, 3]
    ears.lost.emit()  # the next child knows nothing of them
    qtbot.waitUntil(lambda: len(numbers()) == 4)
    window.close()


# -- the worker --------------------------------------------------------------------------


@pytest.mark.usefixtures("qapp")
def test_pages_to_be_read_start_no_child() -> None:
    worker = ProposalWorker()
    worker.read(Read((ReadText(1, "今日立春。"),)))
    assert worker.child is None
    assert worker.is_idle
    worker.stop()


def test_the_editor_is_answered_before_pages_that_wait(qtbot: QtBot) -> None:
    worker = ProposalWorker()
    came: list[tuple[str, int]] = []
    worker.proposed.connect(lambda number, _found: came.append(("page", number)))
    worker.suspected.connect(lambda number, _around, _found: came.append(("again", number)))
    worker.ask({1: Asked(FIRST), 2: Asked(SECOND)})
    worker.read(Read((ReadText(7, "丰收村的麦子熟了。"),)))
    worker.ask_again(1, AskedAgain(FIRST, (), Span(0, 8)))
    qtbot.waitUntil(lambda: len(came) == 3, timeout=60_000)
    assert came == [("page", 1), ("again", 1), ("page", 2)]
    worker.stop()


def test_of_two_questions_about_a_page_only_the_newer_is_answered(qtbot: QtBot) -> None:
    worker = ProposalWorker()
    came: list[Span] = []
    worker.suspected.connect(lambda _number, around, _found: came.append(around))
    worker.ask_again(1, AskedAgain(FIRST, (), Span(0, 8)))
    worker.ask_again(1, AskedAgain(FIRST, (), Span(20, 30)))
    qtbot.waitUntil(lambda: worker.is_idle, timeout=60_000)
    assert came == [Span(0, 30)]
    worker.stop()
