"""The labels and roles of a project file: kept, seen by others, counted."""

from dataclasses import replace
from pathlib import Path

import pytest

from annotator.document.edits import Change, Edit
from annotator.document.marks import ArticleMark, EntityMark, FurnitureMark, Part, Typed
from annotator.document.phrases import Phrase
from annotator.document.proposals import ArticleBody, EntityBody, FurnitureBody, propose
from annotator.document.raw_text import RawText
from annotator.document.spans import Selection, Span
from annotator.errors import ProjectDamaged
from annotator.settings.vocabulary import default_vocabulary
from annotator.store.project import NewPage, Project

SHIPPED = default_vocabulary()
TEXT = "昭阳区昭阳区沈迅主题正文栏目"
ME = Typed("me")
MARKS = (
    EntityMark("e1", Span(0, 3), "LOC", ME),
    EntityMark("e2", Span(3, 6), "LOC", ME),
    EntityMark("e3", Span(6, 8), "PER", ME),
    ArticleMark("a1", (Part(Span(8, 10), "headline"), Part(Span(10, 12), "body")), 10.0, ME),
    FurnitureMark("f1", Span(12, 14), "section", ME),
)


@pytest.fixture
def project(tmp_path: Path):
    with Project.create(tmp_path / "own.db") as project:
        project.add_pages([NewPage("p", RawText.of(TEXT), "p.txt", "utf-8")], "2024")
        bodies = (
            EntityBody(Span(0, 2), "TIME"),
            FurnitureBody(Span(0, 1), "ad"),
            ArticleBody((Part(Span(0, 1), "kicker"), Part(Span(1, 2), "body"))),
        )
        page = project.page(1)
        project.put_proposals(1, page.with_proposals(propose(b, 0.5, (), "t") for b in bodies))
        page = project.page(1)
        changes = tuple(Change(None, mark) for mark in MARKS)
        edit = Edit("x", Phrase("x"), changes, Selection.at(0), "me", "2024")
        project.commit(1, page, edit, edit.apply(page))
        yield project


def test_a_new_project_has_what_the_program_comes_with(project: Project):
    assert project.vocabulary() == SHIPPED


def test_what_is_put_is_there_after_a_restart_retired_words_too(project: Project):
    there = replace(SHIPPED.without("label", "TIME", "ORG"), roles=SHIPPED.roles[::-1])
    project.put_vocabulary(there)
    with Project.open(project.path) as again:
        assert again.vocabulary() == there


def test_the_value_stays_the_same_until_it_changes_and_others_see_the_change(project: Project):
    first = project.vocabulary()
    with Project.open(project.path) as other:
        other.set_setting("something", "else")
        assert project.vocabulary() is first
        renamed = replace(
            SHIPPED, labels=(replace(SHIPPED.labels[0], name="人"), *SHIPPED.labels[1:])
        )
        other.put_vocabulary(renamed)
    assert project.vocabulary() == renamed


def test_what_fails_has_never_been(project: Project):
    def fail() -> None:
        with project.together():
            project.put_vocabulary(SHIPPED.without("label", "TIME"))
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert project.vocabulary() == SHIPPED


def test_the_views_of_the_gold_say_names(project: Project):
    place = replace(SHIPPED.labels[1], name="PLACE")
    labels = (SHIPPED.labels[0], place, *SHIPPED.labels[2:])
    roles = tuple(replace(r, name="text") if r.id == "body" else r for r in SHIPPED.roles)
    project.put_vocabulary(replace(SHIPPED, labels=labels, roles=roles))
    found = project._query("select label from gold_entities", ())
    assert [row["label"] for row in found] == ["PLACE", "PLACE", "PER"]
    found = project._query("select role from gold_articles", ())
    assert [row["role"] for row in found] == ["headline", "text"]
    assert [mark.label for mark in project.page(1).entities] == ["LOC", "LOC", "PER"]


def test_use_is_counted_and_pages_are_found(project: Project):
    assert project.uses("label") == {"LOC": 2, "PER": 1}
    assert project.uses("role") == {"headline": 1, "body": 1, "section": 1}
    assert project.pages_with_word("label", "LOC") == {1: 2}
    assert project.pages_with_word("role", "section") == {1: 1}
    assert project.pages_with_word("label", "ORG") == {}


def test_the_most_frequent_strings_of_a_label(project: Project):
    assert project.frequent_strings("label", "LOC", 6) == [("昭阳区", 2)]
    assert project.frequent_strings("label", "ORG", 6) == []
    assert project.frequent_strings("role", "section", 6) == [("栏目", 1)]


def test_open_proposals_follow_what_is_retired(project: Project):
    words = (
        SHIPPED.without("label", "TIME", "ORG")
        .without("role", "ad")
        .without("role", "kicker", "deck")
    )
    project.put_vocabulary(words)
    (row,) = project.page_rows([1])
    page = project.page(1)
    assert (row.proposed, row.open) == (len(page.proposals), len(page.doubts))
    bodies = [each.body for each in project.page(1).proposals.values()]
    assert EntityBody(Span(0, 2), "ORG") in bodies
    assert not any(isinstance(body, FurnitureBody) for body in bodies)
    (article,) = (body for body in bodies if isinstance(body, ArticleBody))
    assert [part.role for part in article.parts] == ["deck", "body"]


def test_a_table_that_makes_no_vocabulary_is_told(project: Project):
    project._db.execute("update vocabulary set key = '1'")
    with Project.open(project.path) as other, pytest.raises(ProjectDamaged):
        other.vocabulary()
