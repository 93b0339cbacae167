"""A project of a release without labels and roles of its own gets those that it was made with."""

from pathlib import Path

from annotator.document.raw_text import RawText
from annotator.settings.vocabulary import default_vocabulary
from annotator.store.library import Database
from annotator.store.migrations import project_migrations
from annotator.store.project import Project

TEXT = "昭阳区好"


def old(tmp_path: Path) -> Path:
    path = tmp_path / "old.db"
    db = Database(path)
    project_migrations.apply(db, stop_before="labels_and_roles_of_the_project")
    raw = RawText.of(TEXT)
    page = {"id": 1, "name": "p1", "text": TEXT, "sha256": raw.sha256, "length": len(raw)}
    page |= {"source_sha256": raw.source_sha256, "newline": "\n", "state": "in_work", "revision": 1}
    db.table("pages").insert(page | {"proposed": 0, "open": 0})
    mark = {"page": 1, "id": "e1", "start": 0, "stop": 3, "label": "LOC", "text": "昭阳区"}
    db.table("entities").insert(mark | {"origin": "typed", "origin_by": "me"})
    db.close()
    return path


def test_an_older_project_has_the_shipped_words_and_opens_again(tmp_path: Path):
    path = old(tmp_path)
    for _ in range(2):
        with Project.open(path) as project:
            assert project.vocabulary() == default_vocabulary()
            assert project.uses("label") == {"LOC": 1}


def test_its_views_go_on(tmp_path: Path):
    with Project.open(old(tmp_path)) as project:
        found = project._query("select page, label, text, origin_by from gold_entities", ())
    assert found == [{"page": "p1", "label": "LOC", "text": "昭阳区", "origin_by": "me"}]
