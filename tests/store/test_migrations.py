"""A project of an earlier release opens with what it knew, and with what follows from it."""

import json
from pathlib import Path

import pytest

from annotator.document.lexicon import LexiconEntry
from annotator.document.proposals import CorrectionBody, EntityBody, body_to_plain, identity_of
from annotator.document.raw_text import RawText
from annotator.document.spans import Span
from annotator.store.library import Database
from annotator.store.migrations import project_migrations
from annotator.store.project import Project
from tests.recount import counted, recounted

TEXT = "昭阳区好，昭\n阳区大。沈迅说"
FINISHED = "昭阳区沈迅，昭\n阳区沈迅，昭\n阳区"
ENTITIES = [("e1", 0, 3, "LOC"), ("e2", 5, 9, "LOC"), ("e3", 11, 13, "PER")]
PROPOSED = [
    (EntityBody(Span(3, 4), "PER"), "rejected"),
    (EntityBody(Span(0, 3), "LOC"), "accepted"),
]


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """A project as the first release left it: three entities, two decided proposals, a finished page."""
    path = tmp_path / "old.db"
    db = Database(path)
    project_migrations.apply(db, stop_before="lexicon_patterns_learner_and_plain_scores")
    for number, text, state in ((1, TEXT, "in_work"), (2, FINISHED, "finished")):
        raw = RawText.of(text)
        page = {"id": number, "name": f"p{number}", "text": text, "sha256": raw.sha256}
        page |= {"source_sha256": raw.source_sha256, "newline": "\n", "length": len(raw)}
        db.table("pages").insert(page | {"state": state, "revision": 3, "proposed": 2, "open": 0})
    soft = {"page": 2, "id": "b1", "start": 7, "stop": 8, "text": "\n"}
    db.table("soft_breaks").insert(soft | {"origin": "typed", "origin_by": "me"})
    name = {"page": 2, "id": "e1", "start": 3, "stop": 5, "label": "PER", "text": "沈迅"}
    db.table("entities").insert(name | {"origin": "typed", "origin_by": "me"})
    for name, start, stop, label in ENTITIES:
        row = {"page": 1, "id": name, "start": start, "stop": stop, "label": label}
        row |= {"text": TEXT[start:stop], "origin": "typed", "origin_by": "me"}
        db.table("entities").insert(row)
    for body, verdict in PROPOSED:
        start, stop = body.span.start, body.span.end
        row = {"page": 1, "id": identity_of(body), "kind": "entity", "start": start, "stop": stop}
        row |= {"label": body.label, "text": TEXT[start:stop], "score": 0.5, "run": "lac 1"}
        row |= {"body": json.dumps(body_to_plain(body)), "because": "[]"}
        db.table("proposals").insert(row)
        decision = {"page": 1, "proposal": row["id"], "verdict": verdict, "by": "me", "at": "2024"}
        db.table("decisions").insert(decision)
    db.close()
    return path


def test_the_lexicon_starts_with_what_is_there(old):
    with Project.open(old) as project:
        assert set(project.lexicon()) == {
            LexiconEntry("昭阳区", "LOC", accepted=2, outside=2),
            LexiconEntry("沈迅", "PER", accepted=2, outside=1),
            LexiconEntry("好", "PER", rejected=1),
        }
        assert counted(project) == recounted(project)


def test_everything_else_is_as_it_was_and_opens_again(old):
    for _ in range(2):
        with Project.open(old) as project:
            page = project.page(1)
            assert [mark.id for mark in page.entities] == ["e1", "e2", "e3"]
            assert {each.plain_score for each in page.proposals.values()} == {None}
            assert sorted(each.verdict for each in page.decisions.values()) == [
                "accepted",
                "rejected",
            ]
            assert project.patterns() == []
            assert project.learner() == {}


def test_a_project_from_before_corrections_gets_its_rules_and_keeps_its_suspects(tmp_path):
    path = tmp_path / "old.db"
    db = Database(path)
    project_migrations.apply(db, stop_before="rules_on_strings_and_other_readings")
    raw = RawText.of(TEXT)
    page = {"id": 1, "name": "p1", "text": TEXT, "sha256": raw.sha256, "source_sha256": raw.sha256}
    page |= {"newline": "\n", "length": len(raw), "state": "proposed", "revision": 0}
    db.table("pages").insert(page)
    body = CorrectionBody(Span(3, 4), "很", "substitution")
    row = {"page": 1, "id": identity_of(body), "kind": "correction", "start": 3, "stop": 4}
    row |= {"score": 0.5, "run": "old", "body": json.dumps(body_to_plain(body)), "because": "[]"}
    db.table("proposals").insert(row)
    db.close()
    for _ in range(2):
        with Project.open(path) as project:
            (suspect,) = project.page(1).proposals.values()
            assert (suspect.body, suspect.alternatives) == (body, ())
            assert project.correction_rules() == {}
            assert project.pages_of_step("series:x") == []
