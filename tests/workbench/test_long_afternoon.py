"""Hundreds of random keys on a real page, seeded, with every promise looked at on the way."""

import json
import random
from inspect import signature

import pytest

from annotator.document.edits import Edit
from annotator.document.marks import CORRECTION_KINDS
from annotator.document.pages import Page
from annotator.document.spans import Selection, first_overlap
from annotator.workbench.checks.table import problems
from annotator.workbench.command_table import COMMANDS, DIGITS, KINDS, LABELS, ROLES
from annotator.workbench.commands.entities import occurrences, word_of
from annotator.workbench.series import places_on
from annotator.workbench.session import Session
from annotator.workbench.suspects import Pattern
from tests.workbench.drawn_suspects import assert_reading_holds

KEYS = 300
CAREFUL_EVERY = 20
"""Reading the page back from disk costs most: it is done after so many keys."""


class Editor:
    """Presses keys at random, mostly where something is."""

    def __init__(self, session: Session, seed: int) -> None:
        self.session = session
        self.dice = random.Random(seed)  # noqa: S311  a test, not a secret
        self.done: set[str] = set()

    @property
    def page(self) -> Page:
        assert self.session.page is not None
        return self.session.page

    def go_somewhere(self) -> None:
        shown = self.session.shown
        assert shown is not None
        starts = [each.span.start for each in (*shown.stretches, *shown.entities)]
        starts += [each.start for each in shown.corrections]
        at = self.dice.choice(starts) if starts else 0
        end = min(len(self.page.raw), at + self.dice.choice([0, 0, 0, 3, 40]))
        self.session.select(Selection(at, end))

    def press(self) -> None:
        name = self.dice.choice([name for name, c in COMMANDS.items() if c.ask] + ["undo"] * 3)
        arguments = self._arguments(name)
        if name == "undo" and self.dice.random() < 0.2:
            self._jump()
        elif name == "undo":
            (self.session.redo if self.dice.random() < 0.3 else self.session.undo)()
        elif arguments is None or wants_more(name, arguments):
            return  # a dialog or the mouse has what it asks for
        elif name in ("accept_shown", "reject_shown"):
            return  # they would leave nothing to correct
        elif isinstance(self.session.run(name, *arguments), Edit):
            self.done.add(name)

    def _jump(self) -> None:
        """To any step of the history, and mostly straight back."""
        history, before = self.session.history, dict(self.page.records)
        here = history.last.revisions[-1] if history.last else 0
        steps = [0, *(each.revisions[-1] for each in (*history.done, *history.undone))]
        self.session.jump(self.dice.choice(steps))
        if self.dice.random() < 0.8:
            self.session.jump(here)
            assert dict(self.page.records) == before

    def _arguments(self, name: str) -> tuple[str, ...] | None:
        situation = self.session.situation()
        shown, vocabulary = situation.shown, situation.vocabulary
        if name == "move_article":
            numbers = [str(self.dice.randint(1, max(1, len(shown.articles)))) for _ in range(2)]
            return tuple(numbers)
        if name in ("resize_entity", "label_everywhere") and situation.entity is None:
            return None
        if name == "resize_entity":
            assert situation.entity is not None
            span = situation.entity.span
            return str(span.start - self.dice.randint(0, 1)), str(span.end + 1)
        if name == "label_everywhere":
            assert situation.entity is not None
            found = occurrences(shown, word_of(shown, situation.entity.span))
            return "LOC", json.dumps([[o.span.start, o.span.end] for o in found])
        if name == "finish_page":
            return ("yes",)
        if name in ("note_here", "note_page"):
            return (self.dice.choice(["?", "问李四", ""]),)
        if name == "call_right":
            found = problems(shown)
            return (self.dice.choice(found).id,) if found else None
        if name == "correct":
            return (self.dice.choice(["佤", "，", "佤族", ""]),)
        if name == "fix_places":
            word = situation.text[situation.selection.caret :][:2]
            found = places_on(shown, 1, Pattern(word, "佤"))
            free = [each for each in found if each.state != "fixed"][:20]
            return "佤", json.dumps([[each.start, each.end] for each in free])
        return {
            LABELS: (self.dice.choice(vocabulary.labels).name,),
            ROLES: (self.dice.choice(vocabulary.roles).name,),
            DIGITS: (str(self.dice.randint(1, 9)),),
            KINDS: (self.dice.choice(CORRECTION_KINDS),),
        }.get(COMMANDS[name].family if name in COMMANDS else "", ())


def wants_more(name: str, arguments: tuple[str, ...]) -> bool:
    """Whether a command cannot be asked with so few arguments."""
    ask = COMMANDS[name].ask
    assert ask is not None
    try:
        signature(ask).bind(None, *arguments)
    except TypeError:
        return True
    return False


def assert_promises(editor: Editor) -> None:
    shown, page = editor.session.shown, editor.page
    assert shown is not None
    assert first_overlap(each.span for each in shown.stretches) is None
    assert first_overlap(each.span for each in shown.entities) is None
    assert_reading_holds(shown)
    parts = [part.span for article in page.articles for part in article.parts]
    for mark in page.soft_breaks:
        assert any(part.covers(mark.span) for part in parts)
    for span in (*parts, *(mark.span for mark in page.entities)):
        word = span.text_in(page.raw.text)
        assert word == word.strip() != ""


def assert_on_disk(editor: Editor) -> None:
    project, number = editor.session.project, editor.session.number
    assert number is not None
    stored = project.page(number)
    assert dict(stored.records) == dict(editor.page.records)
    assert stored.revision == editor.page.revision
    assert dict(project.replayed(number).records) == dict(editor.page.records)
    assert project.set_aside(number) == []


@pytest.mark.parametrize("digits", ["000", "001", "003"])
def test_random_keys_on_a_real_page_keep_the_promises(session: Session, numbers, digits):
    session.open_page(numbers[digits])
    raw = session.situation().page.raw
    editor = Editor(session, seed=int(digits))
    for key in range(KEYS):
        editor.go_somewhere()
        editor.press()
        assert_promises(editor)
        if key % CAREFUL_EVERY == 0:
            assert_on_disk(editor)
    assert_on_disk(editor)
    assert editor.page.raw is raw or editor.page.raw == raw
    assert len(editor.done) > 15, editor.done
    before = dict(editor.page.records)
    steps = 0
    while session.undo():
        steps += 1
    assert not editor.page.records
    for _ in range(steps):
        assert session.redo()
    assert dict(editor.page.records) == before
    assert_on_disk(editor)
