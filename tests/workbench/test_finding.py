"""Finding in a project: the index leaves nothing out, and what makes no difference makes none."""

import re
import time
from dataclasses import replace
from itertools import count
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.document.edits import Change, Edit
from annotator.document.finding import BOTH, CORRECTED, RAW
from annotator.document.marks import ArticleMark, CorrectionMark, Part, Typed
from annotator.document.pages import Page
from annotator.document.phrases import Phrase
from annotator.document.proposals import ArticleBody, propose
from annotator.document.raw_text import RawText
from annotator.document.reading import ReadingMap, correction_replacements
from annotator.document.spans import Gap, Selection, Span
from annotator.errors import (
    ExpressionInvalid,
    ExpressionTooLarge,
    ExpressionTooSlow,
    NothingToFind,
    PageUnknown,
)
from annotator.settings.folding import ALL_FOLDS, NO_FOLDS, Folds
from annotator.settings.vocabulary import default_vocabulary
from annotator.store import search
from annotator.store.project import DO, UNDO, NewPage, Project
from annotator.workbench.finding import (
    SECONDS,
    Hit,
    Query,
    find_in_project,
    hits_on,
    look_for,
    refusal_of,
)
from annotator.workbench.session import Session
from tests.strategies import separate_places, separate_spans

EXACT = Query("", NO_FOLDS, over_blanks=False)


@pytest.fixture
def made(tmp_path):
    """`made("text", …)`: a project of pages p0, p1 … with these texts."""
    numbers = count()

    def make(*pages: str) -> Project:
        project = Project.create(tmp_path / f"{next(numbers)}.db")
        new = [NewPage(f"p{at}", RawText.of(text), "", "utf-8") for at, text in enumerate(pages)]
        project.add_pages(new, "2026")
        opened.append(project)
        return project

    opened: list[Project] = []
    yield make
    for project in opened:
        project.close()


def found(project: Project, query: Query) -> list[Hit]:
    return [hit for looked in find_in_project(project, query) for hit in looked.hits]


def texts_found(project: Project, query: Query) -> list[tuple[str, str]]:
    return [(hit.name, hit.text) for hit in found(project, query)]


# -- the index leaves nothing out ----------------------------------------------------------


def one_by_one(project: Project, query: Query) -> list[Hit]:
    """Every page looked at, without an index."""
    return [hit for number in project.page_ids() for hit in hits_on(project, query, number)]


LETTERS = "甲乙丙國国Ａa \n"
"""Few, so that what is drawn stands in several places."""


@st.composite
def worked_pages(draw: st.DrawFn) -> tuple[str, Edit, Edit]:
    """A text, and two edits: one corrects it, one makes an article of pieces of it in any order."""
    text = draw(st.text(LETTERS, min_size=4, max_size=30))
    places = draw(separate_places(len(text), 3))
    read = st.text(LETTERS.strip(), max_size=3)
    some = read.filter(bool)
    fixes = [
        Change(None, CorrectionMark(f"c{at}", place, reads, "substitution", Typed("ada")))
        for at, place in enumerate(places)
        for reads in [draw(some if isinstance(place, Gap) else read)]
    ]
    pieces = draw(st.permutations(draw(separate_spans(len(text), 4))))
    parts = tuple(Part(span, "body") for span in pieces)
    made = [Change(None, ArticleMark("a1", parts, 1.0, Typed("ada")))] if parts else []
    correcting, making = (
        Edit("test", Phrase("edit.test"), tuple(changes), Selection.at(0), "ada", "2026")
        for changes in (fixes, made)
    )
    return text, correcting, making


def strings_of(page: Page) -> list[str]:
    """What is read on a page: raw, corrected, and its article as it runs on."""
    text, fixes = page.raw.text, correction_replacements(page.corrections)
    runs = [[part.span for part in article.parts] for article in page.articles]
    readings = [ReadingMap.over(text, run, fixes).text for run in ([Span(0, len(text))], *runs)]
    return [text, *filter(str.strip, readings)]


def queries(page: Page) -> st.SearchStrategy[Query]:
    """Pieces of what is read on a page, written one way or the other."""
    other = str.maketrans("國国Ａa", "国國aＡ")
    pieces = st.sampled_from(strings_of(page)).flatmap(
        lambda read: st.tuples(st.integers(0, len(read) - 1), st.integers(1, 9)).map(
            lambda cut: read[cut[0] : cut[0] + cut[1]]
        )
    )
    return st.builds(
        Query,
        text=pieces | pieces.map(lambda piece: piece.translate(other)),
        folds=st.builds(Folds, st.booleans(), st.booleans(), st.booleans()),
        over_blanks=st.sampled_from([True, True, False]),
        texts=st.sampled_from([(RAW, CORRECTED), (RAW,), (CORRECTED,)]),
    )


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    return tmp_path_factory.mktemp("finding")


@settings(max_examples=60)
@given(data=st.data())
def test_a_search_through_the_index_finds_what_looking_at_every_page_finds(data, folder):
    path = folder / f"{len(list(folder.iterdir()))}.db"
    with pytest.MonkeyPatch.context() as patch, Project.create(path) as project:
        patch.setattr(search, "WINDOW", 2)
        patch.setattr(search, "_PIECE", 1)
        drawn = [data.draw(worked_pages()) for _ in range(2)]
        new = [
            NewPage(f"p{at}", RawText.of(text), "", "utf-8") for at, (text, *_) in enumerate(drawn)
        ]
        numbers = project.add_pages(new, "2026")

        def check() -> None:
            if data.draw(st.booleans()):
                project.index_pages(project.unindexed())
                assert not project.unindexed()
            for number in numbers:
                query = data.draw(queries(project.page(number)))
                if refusal_of(query) is None:
                    assert found(project, query) == one_by_one(project, query)

        def perform(number: int, edit: Edit, kind: str = DO) -> None:
            page = project.page(number)
            project.commit(number, page, edit, edit.apply(page), kind)
            check()

        check()
        for number, (_, correcting, making) in zip(numbers, drawn, strict=True):
            perform(number, correcting)
            perform(number, making)
        for number, (_, correcting, _) in zip(numbers, drawn, strict=True):
            perform(number, correcting.inverse(), UNDO)


def test_a_correction_is_found_and_its_undoing_loses_it_again(made):
    project = made("低族干部说", "别的一版")
    session = Session(project, default_vocabulary(), "ada", lambda: "2026")
    session.open_page(1)
    assert found(project, Query("佤族干")) == []
    session.select(Selection(0, 1))
    session.run("correct", "佤")
    (hit,) = found(project, Query("佤族干"))
    assert (hit.places, hit.reads, hit.text, hit.after) == (((0, 3),), CORRECTED, "佤族干", "部说")
    assert [hit.reads for hit in found(project, Query("低族"))] == [RAW]
    session.undo()
    assert found(project, Query("佤族干")) == []
    assert [hit.reads for hit in found(project, Query("低族"))] == [BOTH]
    session.redo()
    assert len(found(project, Query("佤族干"))) == 1


def test_stretches_that_a_retired_role_makes_one_run_are_read_on(made):
    project = made("春耕开\n广告\n始了")
    parts = Part(Span(0, 3), "kicker"), Part(Span(7, 9), "deck")
    said = propose(ArticleBody(parts), 0.9, (), "test")
    project.put_proposals(1, project.page(1).with_proposals([said]))
    project.index_pages(project.unindexed())
    assert found(project, Query("开始")) == []
    project.put_vocabulary(default_vocabulary().without("role", "kicker", "deck"))
    assert [hit.places for hit in found(project, Query("开始"))] == [((2, 3), (7, 8))]


def test_a_search_puts_the_pages_that_it_looks_at_into_the_index(made):
    project = made(*["昭阳区"] * 20)
    assert len(project.unindexed()) == 20
    assert len(found(project, Query("昭阳"))) == 20
    assert not project.unindexed()
    every = list(range(1, 21))
    assert project.pages_like("昭陽", every) == set(every)
    assert project.pages_like("昭陽", [9, 3]) == {3, 9}
    assert project.pages_like("阳昭", every) == set()


def test_a_page_that_changes_while_two_programs_index_it_stays_on_the_list(made, monkeypatch):
    project = made("低族干部说")
    with Project.open(project.path) as other:
        before = project.searched_page

        def meanwhile(number: int) -> search.SearchedPage:
            page = before(number)
            other.index_pages([number])
            session = Session(other, default_vocabulary(), "ada", lambda: "2026")
            session.open_page(number)
            session.select(Selection(0, 1))
            session.run("correct", "佤")
            return page

        monkeypatch.setattr(project, "searched_page", meanwhile)
        project.index_pages([1])
        monkeypatch.undo()
    assert list(project.unindexed()) == [1]
    assert [hit.text for hit in found(project, Query("佤族"))] == ["佤族"]


def test_a_long_string_is_found_across_its_corrections(made):
    text = "今年北屯村的春耕比去年早村民很高兴本报记者王明新校舍落成校长说好后来呢大家都来看了好"
    project = made(text)
    session = Session(project, default_vocabulary(), "ada", lambda: "2026")
    session.open_page(1)
    for at, reads in ((2, "西"), (30, "楼")):
        session.select(Selection(at, at + 1))
        session.run("correct", reads)
    project.index_pages(project.unindexed())
    read = text[:2] + "西" + text[3:30] + "楼" + text[31:]
    assert len(found(project, Query(read))) == 1
    assert found(project, Query(read + "人")) == []


# -- what makes no difference --------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "wanted", "query"),
    [
        ("中國與中国", ["中國", "中国"], Query("中国")),
        ("中國與中国", ["中国"], Query("中国", Folds(variants=False))),
        ("ＡＢＣ abc", ["ＡＢＣ", "abc"], Query("aBc")),
        ("ＡＢＣ abc", ["abc"], Query("aBc", Folds(width=False))),
        ("ＡＢＣ abc", ["ＡＢＣ"], Query("ABC", Folds(case=False))),
        ("云\n南，云　南", ["云南", "云南"], Query("云南")),
        ("云\n南，云　南", ["云南"], Query("云 南", Folds(width=True), over_blanks=False)),
        ("in the, inthe", ["in the"], Query("in the")),
        ("in\nthe, inthe", ["inthe"], Query("inthe")),
        ("１２(3)", ["１２(3)"], Query("12（3）")),
        ("a.b", [], Query("a?b")),
    ],
)
def test_what_makes_no_difference(made, text, wanted, query):
    project = made(text)
    hits = [each.text.replace("\u3000", "") for each in found(project, query)]
    assert hits == wanted or [each.replace(" ", "") for each in hits] == wanted


def test_an_exact_search_takes_nothing_else(made):
    project = made("中國 中国 Ab ａb")
    assert texts_found(project, replace(EXACT, text="中国")) == [("p0", "中国")]
    assert texts_found(project, replace(EXACT, text="b ａ")) != []
    assert texts_found(project, replace(EXACT, text="AB")) == []


def test_lines_and_columns_count_from_one(made):
    project = made("要闻\n今年春\n耕早")
    (hit,) = found(project, Query("春耕"))
    assert (hit.line, hit.column, hit.places) == (2, 3, ((5, 8),))
    assert (hit.before, hit.text, hit.after) == ("要闻今年", "春耕", "早")


# -- expressions ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("body", "wanted"),
    [
        (r"\d+年", ["２０２４年", "1999年"]),
        (r"中[国]", ["中國", "中国"]),
        (r"（\w", ["（甲"]),
        (r"^甲", ["甲"]),
        (r"[一-龥]國", ["中國", "中国"]),
        (r"abc?", ["ＡＢＣ"]),
    ],
)
def test_expressions_are_folded_as_strings_are(made, body, wanted):
    project = made("２０２４年中國（甲）1999年中国\n甲ＡＢＣ")
    hits = found(project, Query(body, is_expression=True))
    assert [each.text for each in hits] == wanted


@pytest.mark.parametrize("body", ["國-臺", r"\[國-臺\]", "[一-龥]-臺", r"[[]國-臺"])
def test_a_hyphen_outside_of_a_class_leaves_the_characters_beside_it_folded(made, body):
    hits = found(made("中国[国-台]"), Query(body, is_expression=True))
    assert [each.text for each in hits if "国-台" in each.text]


def test_an_expression_reads_over_soft_breaks_of_marks_and_of_proposals(session, project, numbers):
    page = session.page
    breaks = [each for each, _ in session.shown.breaks]
    first = next(each for each in breaks if page.raw.text[each.start - 1].isalnum())
    around = page.raw.text[first.start - 1], page.raw.text[first.end]
    body = "".join(map(re.escape, around))
    hits = hits_on(project, Query(body, NO_FOLDS, is_expression=True), numbers["000"])
    assert ((first.start - 1, first.end + 1),) in [each.places for each in hits]


@pytest.mark.parametrize(
    ("query", "kind"),
    [
        (Query(""), NothingToFind),
        (Query("  \n"), NothingToFind),
        (Query("a", texts=()), NothingToFind),
        (Query("(", is_expression=True), ExpressionInvalid),
        (Query("(a{999}){999}", is_expression=True), ExpressionTooLarge),
    ],
)
def test_what_cannot_be_looked_for_is_refused(made, query, kind):
    assert isinstance(refusal_of(query), kind)
    with pytest.raises(kind):
        found(made("a"), query)


def test_an_expression_that_takes_too_long_is_stopped_and_the_page_is_named(made):
    project = made("a" * 3_000 + "b")
    with pytest.raises(ExpressionTooSlow, match="p0"):
        found(project, Query("(a+)+$", is_expression=True))


def test_what_is_done_with_the_hits_of_an_expression_takes_none_of_its_time():
    places = iter(look_for(Query("甲", is_expression=True))("甲" * 5_000))
    first = next(places)
    end = time.process_time() + SECONDS + 0.1
    while time.process_time() < end:
        pass
    assert len([first, *places]) == 5_000


def test_a_page_that_is_no_more_is_unknown(made):
    with pytest.raises(PageUnknown):
        hits_on(made("a"), Query("a"), 7)


def test_every_fold_is_on_at_first():
    assert Query("a").folds == ALL_FOLDS
