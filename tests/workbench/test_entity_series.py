"""Every occurrence of a word in the project: where it is, what was said of it, and labelling it with one undo."""

import pytest

from annotator.document.proposals import EntityBody, propose
from annotator.document.raw_text import RawText
from annotator.document.spans import Selection, Span
from annotator.settings.vocabulary import default_vocabulary
from annotator.store.project import NewPage, Project
from annotator.workbench.entity_series import labelling, places
from annotator.workbench.series_edits import SeriesDone
from annotator.workbench.session import Session

TEXTS = {
    "a": "昭阳区的人。\n昭阳区政府很好。",
    "b": "他到昭\n阳区去。",
    "c": "邵阳区来信。",
    "d": "昭阳区完了。",
    "e": "什么都没有。",
}


@pytest.fixture
def desk(tmp_path):
    """At page a: a longer entity stands in its second line, page b has a soft break, page c a misread word."""
    with Project.create(tmp_path / "p.db") as project:
        made = [NewPage(n, RawText.of(t), f"{n}.txt", "utf-8") for n, t in TEXTS.items()]
        project.add_pages(made, at="2024")
        session = Session(project, default_vocabulary(), "me", lambda: "2024")
        session.open_page(2)
        session.select(Selection(0, 7))
        session.run("start_article")
        session.select(Selection.at(4))
        session.run("toggle_soft_break")
        session.open_page(3)
        session.select(Selection(0, 3))
        session.run("correct", "昭阳区")
        session.open_page(4)
        session.run("finish_page")
        session.open_page(1)
        session.select(Selection(7, 12))
        session.run("label_entity", "ORG")
        yield session


def found(session, word="昭阳区", *, only_here=False):
    """Page, place and state of each."""
    here = {"number": session.number, "shown": session.shown, "only_here": only_here}
    told = places(session.project, word, **here)
    return [(each.name, (each.start, each.end), each.state) for each in told]


def test_it_is_found_over_soft_breaks_and_as_corrected_but_not_in_a_longer_entity(desk):
    assert found(desk) == [
        ("a", (0, 3), "open"),
        ("b", (2, 6), "open"),
        ("c", (0, 3), "open"),
        ("d", (0, 3), "finished"),
    ]
    assert found(desk, only_here=True) == [("a", (0, 3), "open")]


def test_a_whole_article_can_be_looked_for(tmp_path):
    long = "".join(chr(0x4E00 + at % 5000) for at in range(6000))
    with Project.create(tmp_path / "long.db") as project:
        texts = {"a": long + "。", "b": "前" + long, "c": long[1:]}
        made = [NewPage(n, RawText.of(t), f"{n}.txt", "utf-8") for n, t in texts.items()]
        project.add_pages(made, at="2024")
        assert [(each.name, each.start) for each in places(project, long)] == [("a", 0), ("b", 1)]


def test_what_was_decided_is_marked_so(desk):
    body = EntityBody(Span(0, 3), "LOC")
    desk.put_proposals(1, [propose(body, 0.8, (), "lac 1")])
    assert found(desk)[0] == ("a", (0, 3), "proposed")
    desk.choose(desk.queue[0].id)
    desk.run("reject")
    assert found(desk)[0] == ("a", (0, 3), "rejected")
    desk.select(Selection(0, 3))
    desk.run("label_entity", "LOC")
    assert found(desk)[0] == ("a", (0, 3), "gold")


def test_a_place_is_read_in_its_context(desk):
    told = list(places(desk.project, "昭阳区"))
    assert [(each.line, each.before, each.raw, each.after) for each in told[:3]] == [
        (1, "", "昭阳区", "的人。"),
        (1, "他到", "昭阳区", "去。"),
        (1, "", "昭阳区", "来信。"),
    ]


def test_the_chosen_are_labelled_on_all_pages_and_one_undo_takes_them_back(desk):
    chosen = [each for each in places(desk.project, "昭阳区") if each.state == "open"]
    done = desk.run_series("label_everywhere", *labelling("LOC", chosen))
    assert done == SeriesDone(3, 3)

    def labelled():
        pages = map(desk.project.page, (1, 2, 3, 4))
        return [[(e.span.start, e.label) for e in page.entities] for page in pages]

    assert labelled() == [[(0, "LOC"), (7, "ORG")], [(2, "LOC")], [(0, "LOC")], []]
    assert [state for _, _, state in found(desk)] == ["gold", "gold", "gold", "finished"]
    desk.open_page(2)
    desk.undo()
    assert labelled() == [[(7, "ORG")], [], [], []]
