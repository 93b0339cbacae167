"""A proofreader's afternoon over two pages: corrections, series and rules in any order keep the promises."""

import json
from datetime import UTC, datetime

import hypothesis.strategies as st
from hypothesis import HealthCheck, settings
from hypothesis.stateful import initialize, invariant, precondition, rule, run_state_machine_as_test

from annotator.document.doubts import QueueFilter
from annotator.document.edits import Edit
from annotator.document.marks import CorrectionMark
from annotator.document.pages import Page
from annotator.document.phrases import Phrase
from annotator.document.proposals import CorrectionBody, Decision
from annotator.document.raw_text import RawText
from annotator.document.spans import Span
from annotator.store.project import NewPage
from annotator.workbench.series import fixing, places, places_on
from annotator.workbench.situation import Refusal
from annotator.workbench.suspects import Pattern, is_suspect
from tests.workbench.drawn_suspects import READS, suspects_for
from tests.workbench.test_afternoon import TEXTS, Afternoon, proposals_for

CORRECTING = (
    "take_candidate",
    "correct",
    "mark_suspect",
    "remove_correction",
    "fix_places",
    "always_fix",
    "always_allow",
)
START = datetime(2026, 1, 1, tzinfo=UTC)


def others(page: Page) -> dict[str, object]:
    """All records but corrections and decisions."""
    return {
        key: record
        for key, record in page.records.items()
        if not isinstance(record, CorrectionMark | Decision)
    }


class Proofreading(Afternoon):
    """Two pages that share words, an editor who corrects, and a journal that undoes."""

    @initialize(text=TEXTS, data=st.data())
    def a_page_with_proposals(self, text, data):
        raw = RawText.of(text)
        second = RawText.of(text[::-1].strip() + "\n" + text)
        new = [
            NewPage("page", raw, "page.txt", "utf-8"),
            NewPage("two", second, "two.txt", "utf-8"),
        ]
        self.project.add_pages(new, self._now())
        self._open()
        for number, each in ((2, second), (1, raw)):
            self.session.open_page(number)
            self.session.put_proposals(number, data.draw(proposals_for(each)))
            for kind in data.draw(st.sampled_from([["entity", "article"], ["entity"], []])):
                self.session.set_filter(QueueFilter(kind=kind))
                self.session.run("accept_shown")
        self.session.set_filter(QueueFilter())

    def _open(self) -> None:
        number = self.session.number if hasattr(self, "session") else 1
        super()._open()
        if number != 1:
            self.session.open_page(number)

    # -- what a proofreader does ---------------------------------------------------------

    @rule(command=st.sampled_from(CORRECTING), data=st.data())
    def correct(self, command, data):
        marks = others(self.page)
        arguments = {
            "take_candidate": lambda: (str(data.draw(st.integers(1, 3))),),
            "correct": lambda: (data.draw(READS),),
            "fix_places": lambda: (data.draw(READS), json.dumps(self._some_places(data))),
        }
        self._run(command, *arguments.get(command, lambda: ())())
        assert others(self.page) == marks

    def _some_places(self, data) -> list[list[int]]:
        start = data.draw(st.integers(0, len(self.page.raw) - 1))
        raw = self.page.raw.text[start : start + data.draw(st.integers(1, 2))]
        found = places_on(self.session.shown, 1, Pattern(raw, ""))
        return [[each.start, each.end] for each in found if data.draw(st.booleans())]

    @rule(command=st.sampled_from(["always_fix", "always_allow"]), data=st.data())
    def rule_on_a_suspect(self, command, data):
        suspects = [row for row in self.session.queue if is_suspect(row)]
        if not suspects:
            return
        self.session.choose(data.draw(st.sampled_from(suspects)).id)
        before = dict(self.project.correction_rules())
        if isinstance(self.session.run(command), Edit):
            after = dict(self.project.correction_rules())
            assert self.session.undo()
            assert dict(self.project.correction_rules()) == before
            assert self.session.redo()
            assert dict(self.project.correction_rules()) == after

    @rule(data=st.data())
    def go_to_a_suspect(self, data):
        self._run(data.draw(st.sampled_from(["next_suspect", "previous_suspect"])))

    @rule(reads=READS, data=st.data())
    def fix_a_series(self, reads, data):
        number = self.session.number
        start = data.draw(st.integers(0, len(self.page.raw) - 1))
        pattern = Pattern(self.page.raw.text[start : start + 1], reads)
        found = list(places(self.project, pattern, number=number, shown=self.session.shown))
        chosen = [each for each in found if each.state != "fixed" and data.draw(st.booleans())]
        before = self._all()
        if not chosen:
            assert isinstance(self.session.run_series("fix_places", Phrase("x"), {}), Refusal)
            return
        self.session.run_series("fix_places", *fixing(reads, chosen))
        changed = {key for key, page in self._all().items() if page.records != before[key].records}
        assert changed <= {each.page for each in chosen}
        after = self._all()
        assert all(others(after[key]) == others(before[key]) for key in after)
        if data.draw(st.booleans()) and changed:
            assert self.session.undo()
            assert {k: p.records for k, p in self._all().items()} == {
                k: p.records for k, p in before.items()
            }
            assert self.session.redo()
            assert {k: p.records for k, p in self._all().items()} == {
                k: p.records for k, p in after.items()
            }

    def _all(self) -> dict[int, Page]:
        return {number: self.project.page(number) for number in self.project.page_ids()}

    @rule()
    def turn_the_page(self):
        self.session.open_page(3 - (self.session.number or 1))

    @rule(data=st.data())
    def suspects_come_anew(self, data):
        drawn = data.draw(suspects_for(self.page.raw))
        start = data.draw(st.integers(0, len(self.page.raw) - 1))
        before = dict(self.page.records)
        around = Span(start, len(self.page.raw))
        inside = [e for e in drawn if self._starts_at(e) >= start]
        self.session.put_suspects(self.session.number, around, inside)
        assert dict(self.page.records) == before

    @staticmethod
    def _starts_at(proposal) -> int:
        body = proposal.body
        assert isinstance(body, CorrectionBody)
        return getattr(body.place, "at", getattr(body.place, "start", 0))

    @rule()
    @precondition(lambda self: self.session.history.last is not None)
    def undo_everything_and_come_back(self):
        before = {key: dict(page.records) for key, page in self._all().items()}
        rules = set(self.project.correction_rules())
        steps = 0
        while self.session.undo():
            steps += 1
        assert not self.page.records
        for _ in range(steps):
            assert self.session.redo()
        number = self.session.number
        assert dict(self.page.records) == before[number]
        assert set(self.project.correction_rules()) == rules

    # -- what holds ----------------------------------------------------------------------

    @invariant()
    def both_pages_are_as_their_journals_say(self):
        for number, page in self._all().items():
            assert dict(self.project.replayed(number).records) == dict(page.records)
            assert self.project.set_aside(number) == []


def test_any_proofreading_keeps_the_promises():
    run_state_machine_as_test(
        Proofreading,
        settings=settings(
            max_examples=40,
            stateful_step_count=25,
            deadline=None,
            suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
        ),
    )
