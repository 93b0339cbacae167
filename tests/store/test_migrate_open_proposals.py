"""A project from before the project's queue knows at once what is open in it."""

import json
from pathlib import Path

from annotator.document.doubts import QueueFilter
from annotator.document.marks import Part
from annotator.document.proposals import (
    ArticleBody,
    CorrectionBody,
    EntityBody,
    body_to_plain,
    extent_of,
    identity_of,
)
from annotator.document.raw_text import RawText
from annotator.document.spans import Span
from annotator.store.doubts import waiting
from annotator.store.library import Database
from annotator.store.migrations import project_migrations
from annotator.store.project import Project

TEXT = "昭阳区好，昭\n阳区大,沈迅说"
BODIES = (
    EntityBody(Span(0, 3), "LOC"),  # overtaken by a mark
    EntityBody(Span(5, 9), "LOC"),
    EntityBody(Span(11, 13), "PER"),  # decided
    CorrectionBody(Span(10, 11), "，", "width"),
    ArticleBody((Part(Span(5, 14), "body"), Part(Span(0, 5), "headline"))),
)


def test_what_is_open_is_known(tmp_path: Path):
    path = tmp_path / "old.db"
    db = Database(path)
    project_migrations.apply(db, stop_before="open_proposals_in_the_order_of_the_queue")
    raw = RawText.of(TEXT)
    page = {"id": 1, "name": "p1", "text": TEXT, "sha256": raw.sha256, "state": "in_work"}
    page |= {"source_sha256": raw.source_sha256, "newline": "\n", "length": len(raw)}
    db.table("pages").insert(page | {"revision": 0, "proposed": 5, "open": 3})
    mark = {"page": 1, "id": "e1", "start": 2, "stop": 4, "label": "PER", "text": TEXT[2:4]}
    db.table("entities").insert(mark | {"origin": "typed", "origin_by": "me"})
    for body in BODIES:
        start, stop = extent_of(body)
        plain = body_to_plain(body)
        row = {"page": 1, "id": identity_of(body), "kind": plain["kind"], "start": start}
        row |= {"stop": stop, "score": 0.5, "run": "old 1", "because": "[]"}
        db.table("proposals").insert(row | {"body": json.dumps(plain, ensure_ascii=False)})
    said = {"page": 1, "proposal": identity_of(BODIES[2]), "verdict": "rejected"}
    db.table("decisions").insert(said | {"by": "me", "at": "2024"})
    db.close()
    with Project.open(path) as project:
        found = project.doubts_on(1, QueueFilter())
        assert {each[5] for each in found} == {identity_of(BODIES[at]) for at in (1, 3, 4)}
        assert {each[5] for each in found} == waiting(project.page(1))
        facts = {each[5]: each[2:3] + each[4:5] for each in found}
        assert facts[identity_of(BODIES[3])] == (10, "to_full_width")
        assert facts[identity_of(BODIES[4])] == (5, None)
