"""An editor's afternoon without a window: any commands in any order keep the promises."""

import json
import tempfile
from inspect import signature
from pathlib import Path

import hypothesis.strategies as st
from hypothesis import HealthCheck, settings
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from annotator.document.doubts import KINDS, QueueFilter
from annotator.document.marks import CORRECTION_KINDS, Part
from annotator.document.pages import Page, PageState
from annotator.document.proposals import (
    ArticleBody,
    EntityBody,
    FurnitureBody,
    Proposal,
    propose,
)
from annotator.document.raw_text import RawText
from annotator.document.spans import Selection, Span, first_overlap, trimmed
from annotator.settings.vocabulary import default_vocabulary
from annotator.store.project import NewPage, Project
from annotator.workbench.checks.table import problems
from annotator.workbench.command_table import COMMANDS, DIGITS, LABELS, ROLES
from annotator.workbench.command_table import KINDS as FAMILY_OF_KINDS
from annotator.workbench.commands.entities import occurrences, word_of
from annotator.workbench.parts import coalesced
from annotator.workbench.session import Session
from annotator.workbench.situation import Chosen, Refusal
from tests.recount import counted, recounted
from tests.strategies import CHARACTERS, separate_spans
from tests.workbench.drawn_suspects import assert_reading_holds, suspects_for

VOCABULARY = default_vocabulary()
ARGUMENTS = {
    LABELS: [label.name for label in VOCABULARY.labels],
    ROLES: [role.name for role in VOCABULARY.roles],
    DIGITS: [str(digit) for digit in range(1, 10)],
    FAMILY_OF_KINDS: list(CORRECTION_KINDS),
}
PLAIN = [name for name, c in COMMANDS.items() if c.ask and not c.family]
FAMILIES = [name for name, c in COMMANDS.items() if c.ask and c.family]
NEEDS_ARGUMENTS = {
    name
    for name, command in COMMANDS.items()
    if command.ask
    and sum(each.default is each.empty for each in signature(command.ask).parameters.values()) > 1
}
"""Commands that a dialog or the mouse asks for; their families are drawn by themselves."""


SCORES = st.sampled_from([0.2, 0.4, 0.6, 0.9, 1.0])
LINES = st.text(st.sampled_from(CHARACTERS.replace("\n", "")), min_size=2, max_size=7)
TEXTS = st.lists(LINES, min_size=4, max_size=9).flatmap(
    lambda lines: st.sampled_from(["\n", "\n\n"]).map(lambda between: between.join(lines))
)


@st.composite
def proposals_for(draw: st.DrawFn, raw: RawText) -> list[Proposal]:
    """What a proposer could say: lines dealt out to articles and furniture, some entities."""
    lines = [raw.lines_span(n, n) for n in range(len(raw.line_starts))]
    hands: dict[int, list[Part]] = {}
    found: list[Proposal] = []
    for span in (line for line in lines if line):
        owner = draw(st.integers(0, 4))
        role = draw(st.sampled_from(["headline", "byline", "body", "body", "caption"]))
        if owner == 4:
            found.append(propose(FurnitureBody(span, "section"), draw(SCORES), (), "test"))
        else:
            hands.setdefault(owner, []).append(Part(span, role))
    for hand in hands.values():
        parts = coalesced(tuple(hand), raw.text)
        breaks = [each for part in parts for each in line_breaks(part.span, raw.text)]
        chosen = tuple(each for each in breaks if draw(st.booleans()))
        found.append(propose(ArticleBody(parts, chosen), draw(SCORES), (), "test"))
    for drawn in draw(separate_spans(len(raw))):
        span = trimmed(drawn, raw.text)
        if span and "\n" not in span.text_in(raw.text):
            label = draw(st.sampled_from(ARGUMENTS[LABELS]))
            found.append(propose(EntityBody(span, label), draw(SCORES), (), "test"))
    return [*found, *draw(suspects_for(raw))]


def line_breaks(span: Span, text: str) -> list[Span]:
    """The white space around each line end inside `span`."""
    found: list[Span] = []
    at = text.find("\n", span.start, span.end)
    while at >= 0:
        start, end = at, at + 1
        while text[start - 1].isspace():
            start -= 1
        while text[end].isspace():
            end += 1
        found.append(Span(start, end))
        at = text.find("\n", end, span.end)
    return found


class Afternoon(RuleBasedStateMachine):
    """One page, one editor, every command of the table, closing and opening in between."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.path = Path(self.folder.name) / "project.db"
        self.project = Project.create(self.path)
        self.ticks = 0

    def _now(self) -> str:
        self.ticks += 1
        return f"2026-01-01T00:{self.ticks // 60:02}:{self.ticks % 60:02}Z"

    def _open(self) -> None:
        self.session = Session(self.project, VOCABULARY, "editor", self._now)
        self.session.open_page(1)

    @initialize(text=TEXTS, data=st.data())
    def a_page_with_proposals(self, text, data):
        raw = RawText.of(text)
        self.project.add_pages([NewPage("page", raw, "page.txt", "utf-8")], self._now())
        self._open()
        self.session.put_proposals(1, data.draw(proposals_for(raw)))

    # -- what an editor does -------------------------------------------------------------

    @rule(data=st.data())
    def select(self, data):
        length = len(self.page.raw)
        start = data.draw(st.integers(0, length))
        self.session.select(Selection(start, min(length, start + data.draw(st.integers(1, 12)))))

    @rule(data=st.data())
    def click(self, data):
        self.session.select(Selection.at(data.draw(st.sampled_from(self._places()))))

    def _places(self) -> list[int]:
        shown = self.session.shown
        assert shown is not None
        things = [*shown.stretches, *shown.entities]
        ends = [at for each in things for at in (each.span.start, each.span.end)]
        ends += [at for each in shown.corrections for at in (each.start, each.end)]
        return [*ends, 0, len(self.page.raw) // 2, len(self.page.raw)]

    def _count(self) -> int:
        shown = self.session.shown
        assert shown is not None
        return len(shown.articles)

    @rule(command=st.sampled_from([name for name in PLAIN if name not in NEEDS_ARGUMENTS]))
    def press(self, command):
        self._run(command)

    @rule(command=st.sampled_from(FAMILIES), data=st.data())
    def press_one_of_a_family(self, command, data):
        self._run(command, data.draw(st.sampled_from(ARGUMENTS[COMMANDS[command].family])))

    @rule(data=st.data())
    @precondition(lambda self: self._count() > 1)
    def drag_a_card(self, data):
        taken, place = (data.draw(st.integers(1, self._count())) for _ in range(2))
        self._run("move_article", str(taken), str(place))

    @rule(data=st.data())
    def select_several(self, data):
        spans = data.draw(st.lists(st.sampled_from(self._lines()), min_size=1, max_size=4))
        self.session.select(Selection.of(spans))

    def _lines(self) -> list[Span]:
        raw = self.page.raw
        lines = (raw.lines_span(line, line) for line in range(len(raw.line_starts)))
        return [line for line in lines if line]

    @rule(data=st.data())
    @precondition(lambda self: self._count() > 0)
    def drag_lines_into_a_card(self, data):
        assert self.session.shown is not None
        article = data.draw(st.sampled_from(self.session.shown.articles))
        part = data.draw(st.sampled_from(article.parts)).span
        place = data.draw(st.sampled_from(["", str(part.start), str((part.start + part.end) // 2)]))
        self._run("place_lines", str(article.number), place)

    @rule(data=st.data())
    @precondition(lambda self: self._count() > 0)
    def let_an_article_go_on(self, data):
        number = data.draw(st.integers(1, self._count()))
        first = data.draw(st.integers(0, len(self._lines()) - 1))
        spans = self._lines()[first : first + data.draw(st.integers(1, 3))]
        places = json.dumps([[each.start, each.end] for each in spans])
        self._run("continue_with", str(number), places)

    @rule(data=st.data())
    @precondition(lambda self: self.session.situation().entity is not None)
    def drag_an_end(self, data):
        entity = self.session.situation().entity
        assert entity is not None
        start = max(0, entity.span.start + data.draw(st.integers(-2, 2)))
        end = min(len(self.page.raw), entity.span.end + data.draw(st.integers(-2, 2)))
        self._run("resize_entity", str(start), str(end))

    @rule(data=st.data())
    @precondition(lambda self: self.session.situation().entity is not None)
    def label_everywhere(self, data):
        situation = self.session.situation()
        assert situation.entity is not None
        found = occurrences(situation.shown, word_of(situation.shown, situation.entity.span))
        places = [[each.span.start, each.span.end] for each in found if data.draw(st.booleans())]
        label = data.draw(st.sampled_from(ARGUMENTS[LABELS]))
        self._run("label_everywhere", label, json.dumps(places))

    @rule()
    @precondition(lambda self: self.page.revision > 5)
    def finish_in_spite_of_open_proposals(self):
        self._run("finish_page", "yes")

    @rule(kind=st.sampled_from(["", *KINDS]), weak=st.booleans(), by_place=st.booleans())
    def filter_the_queue(self, kind, weak, by_place):
        self.session.set_filter(QueueFilter(kind=kind, with_weak=weak, by_place=by_place))

    @rule()
    def undo(self):
        before = self.page
        if self.session.undo():
            assert self.page.revision == before.revision + 1

    @rule()
    def undo_and_redo_changes_nothing(self):
        before = dict(self.page.records)
        if self.session.undo():
            assert self.session.redo()
            assert dict(self.page.records) == before

    @rule()
    def redo(self):
        self.session.redo()

    @rule(data=st.data())
    def the_proposers_look_again(self, data):
        marks = dict(self.page.records)
        self.session.put_proposals(self.session.number, data.draw(proposals_for(self.page.raw)))
        assert dict(self.page.records) == marks

    @rule()
    def close_and_open(self):
        last, after = self.session.history.last, self.session.history.next
        self.project.close()
        self.project = Project.open(self.path)
        self._open()
        assert self.session.history.last == last
        assert self.session.history.next == after

    @rule()
    @precondition(lambda self: self.session.history.last is not None)
    def undo_everything_and_come_back(self):
        before = dict(self.page.records)
        steps = 0
        while self.session.undo():
            steps += 1
        assert not self.page.records
        for _ in range(steps):
            assert self.session.redo()
        assert dict(self.page.records) == before

    @rule(data=st.data())
    @precondition(lambda self: self.session.history.last is not None)
    def a_jump_is_its_steps_one_by_one(self, data):
        history = self.session.history
        steps = [0, *(each.revisions[-1] for each in (*history.done, *history.undone))]
        here, target = len(history.done), data.draw(st.integers(0, len(steps) - 1))
        was = dict(self.page.records)
        self._walk(target - here)
        expected = dict(self.page.records), self.session.history.last, self.session.history.next
        self._walk(here - target)
        assert dict(self.page.records) == was
        revision = self.page.revision
        assert self.session.jump(steps[target]) == (target != here)
        found = dict(self.page.records), self.session.history.last, self.session.history.next
        assert found[0] == expected[0]
        for left, right in zip(found[1:], expected[1:], strict=True):
            assert (left and left.revisions) == (right and right.revisions)
        assert self.page.revision == revision + (target != here)

    def _walk(self, steps: int) -> None:
        for _ in range(abs(steps)):
            assert self.session.redo() if steps > 0 else self.session.undo()

    @rule(
        command=st.sampled_from(["note_here", "note_page"]), text=st.sampled_from(["", "?", "何"])
    )
    def write_a_note(self, command, text):
        self._run(command, text)

    @rule(data=st.data())
    def call_a_problem_right(self, data):
        assert self.session.shown is not None
        found = problems(self.session.shown)
        if found:
            right = data.draw(st.sampled_from(found))
            self._run("call_right", right.id)
            assert right.id not in {each.id for each in problems(self.session.shown)}

    @rule(why=st.sampled_from(["", "缺行"]))
    def flag(self, why):
        self._run("flag_page", why)

    def _run(self, command: str, *arguments: str) -> None:
        before = self.page
        answer = self.session.run(command, *arguments)
        if isinstance(answer, Refusal | Selection | Chosen):
            assert self.page is before
        else:
            assert self.page.revision == before.revision + 1

    # -- what holds after each of it -----------------------------------------------------

    @property
    def page(self) -> Page:
        assert self.session.page is not None
        return self.session.page

    @invariant()
    def the_raw_text_never_changes(self):
        assert self.project.raw_text(self.session.number) == self.page.raw

    @invariant()
    def no_text_has_two_owners(self):
        shown = self.session.shown
        assert shown is not None
        assert first_overlap(each.span for each in shown.stretches) is None
        assert first_overlap(each.span for each in shown.entities) is None

    @invariant()
    def marks_begin_and_end_with_text(self):
        text = self.page.raw.text
        spans = [part.span for article in self.page.articles for part in article.parts]
        spans += [mark.span for mark in (*self.page.entities, *self.page.furniture)]
        for span in spans:
            word = span.text_in(text)
            assert word == word.strip()

    @invariant()
    def soft_breaks_lie_inside_a_part(self):
        parts = [part.span for article in self.page.articles for part in article.parts]
        for mark in self.page.soft_breaks:
            assert any(part.covers(mark.span) for part in parts)
            assert not mark.span.text_in(self.page.raw.text).strip()

    @invariant()
    def each_row_keeps_the_text_it_covers(self):
        assert self.project.set_aside(self.session.number) == []

    @invariant()
    def database_and_journal_say_what_memory_says(self):
        assert dict(self.project.page(self.session.number).records) == dict(self.page.records)
        assert self.project.page(self.session.number).revision == self.page.revision
        assert dict(self.project.replayed(self.session.number).records) == dict(self.page.records)

    @invariant()
    def the_list_of_pages_says_so_too(self):
        (row,) = self.project.page_rows([self.session.number])
        assert (row.state, row.open, row.notes) == (
            self.page.state,
            len(self.page.doubts),
            len(self.page.notes),
        )

    @invariant()
    def a_flagged_page_is_not_finished(self):
        assert (self.page.state is PageState.NEEDS_LOOK) == (self.page.flag is not None)

    @invariant()
    def every_note_has_a_place_in_the_text(self):
        for place, _ in self.page.noted:
            assert place.end <= len(self.page.raw)

    @invariant()
    def the_lexicon_counts_what_is_there(self):
        assert counted(self.project) == recounted(self.project)

    @invariant()
    def the_queue_holds_what_is_open(self):
        decided = self.page.decisions
        rows = self.session.queue
        assert all(each.id not in decided for row in rows for each in self.session.members(row.id))
        assert self.session.row in {None, *(row.id for row in rows)}

    @invariant()
    def the_reading_is_the_text_with_its_corrections(self):
        shown = self.session.shown
        assert shown is not None
        assert_reading_holds(shown)

    def teardown(self):
        self.project.close()
        self.folder.cleanup()


def test_any_afternoon_keeps_the_promises():
    run_state_machine_as_test(
        Afternoon,
        settings=settings(
            max_examples=40,
            stateful_step_count=25,
            deadline=None,
            suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
        ),
    )
