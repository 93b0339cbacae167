"""A project from before the index opens at once, and the first search fills it."""

from annotator.document.raw_text import RawText
from annotator.store.library import Database
from annotator.store.migrations import project_migrations
from annotator.store.project import Project
from annotator.workbench.finding import Query, find_in_project

TEXT = "昭阳区好，昭\n阳区大"


def test_every_page_of_an_older_project_waits_for_the_index_and_is_found_all_the_same(tmp_path):
    path = tmp_path / "old.db"
    db = Database(path)
    project_migrations.apply(db, stop_before="index_of_texts")
    raw = RawText.of(TEXT)
    for number in range(1, 12):
        page = {"id": number, "name": f"p{number:02}", "text": TEXT, "sha256": raw.sha256}
        page |= {"source_sha256": raw.sha256, "newline": "\n", "length": len(raw)}
        db.table("pages").insert(page | {"state": "new", "revision": 0})
    db.close()
    for is_known in (False, True):
        with Project.open(path) as project:
            assert list(project.unindexed()) == ([] if is_known else list(range(1, 12)))
            hits = [
                hit for looked in find_in_project(project, Query("昭陽區")) for hit in looked.hits
            ]
            assert [hit.name for hit in hits] == [
                f"p{n:02}" for n in range(1, 12) for _ in range(2)
            ]
            assert project.pages_like("大昭", range(1, 12)) == set()
