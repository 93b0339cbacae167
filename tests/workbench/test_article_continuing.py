"""What an article goes on with: offered from the page as it shows, taken in one edit."""

import json
import subprocess
import sys
from collections import UserList
from dataclasses import replace

import pytest

from annotator.document.marks import Part
from annotator.document.proposals import ArticleBody, propose
from annotator.document.raw_text import RawText
from annotator.document.spans import Selection, Span
from annotator.propose.continuing import Continuing, Seen
from annotator.propose.joints import facts_of
from annotator.settings.vocabulary import default_vocabulary
from annotator.store.project import NewPage, Project
from annotator.workbench.continuing import Continuations
from annotator.workbench.session import Session
from tests.workbench.small_page import span_of

TORN = (
    "苹果丰收果农增收",  # 0
    "入秋以来，昭阳区的苹果迎来丰收，果农们忙着采摘，",  # 1
    "记者在现场看到，一筐筐苹果正在装车运往全国",  # 2
    "交警提醒骑车戴头盔",  # 3
    "近日，交警部门在城区开展电动车专项整治行动，对",  # 4
    "不戴头盔的驾驶人进行教育。",  # 5
    "各地。今年全区苹果产量预计超过八十万吨，果农",  # 6
    "户均增收两万元。",  # 7
)


@pytest.fixture
def session(tmp_path):
    """A page whose first story is torn apart: its second half stands below another one, and is nobody's."""
    raw = RawText.of("\n".join(TORN))
    with Project.create(tmp_path / "torn.db") as project:
        project.add_pages([NewPage("torn", raw, "torn.txt", "utf-8")], "")
        session = Session(project, default_vocabulary(), "editor", lambda: "2026-01-01T00:00:00Z")
        session.open_page(1)
        session.put_proposals(
            1,
            [
                propose(ArticleBody((part(0, 0, "headline"), part(1, 2, "body")), ()), 0.9, (), ""),
                propose(ArticleBody((part(3, 3, "headline"), part(4, 5, "body")), ()), 0.9, (), ""),
                propose(ArticleBody((part(6, 7, "body"),), (joint(6),)), 0.1, (), ""),
            ],
        )
        session.select(Selection.at(part(1, 2, "body").span.start))
        yield session


def part(first: int, last: int, role: str) -> Part:
    start = sum(len(line) + 1 for line in TORN[:first])
    return Part(Span(start, sum(len(line) + 1 for line in TORN[: last + 1]) - 1), role)


def joint(line: int) -> Span:
    end = part(line, line, "").span.end
    return Span(end, end + 1)


def offers(session: Session):
    assert session.shown is not None
    article = session.situation().article
    assert article is not None
    return Continuations(session.shown, article).found()


def test_the_lines_that_read_on_come_first(session):
    first = offers(session)[0]
    assert first.lines == (6, 7)
    assert first.opening.startswith("各地。今年全区苹果")
    assert "because.next_goes_on" in [reason.key for reason in first.because]
    assert "because.next_nobodys" in [reason.key for reason in first.because]


def test_what_is_shared_is_told_in_whole_words(session):
    (shared,) = [r for r in offers(session)[0].because if r.key == "because.next_shares_words"]
    assert set(dict(shared.facts)["words"].split("、")) <= {"果农", "苹果", "增收", "年全区苹果"}


def test_nothing_of_the_article_itself_is_offered(session):
    own = {0, 1, 2}
    assert all(own.isdisjoint(range(o.lines[0], o.lines[1] + 1)) for o in offers(session))


def test_taking_is_one_edit_with_the_breaks_that_a_proposer_found(session):
    first = offers(session)[0]
    session.run("continue_with", "1", first.places)
    article = session.shown.article(1)
    assert [each.span for each in article.parts] == [
        part(0, 0, "").span,
        part(1, 2, "").span,
        part(6, 7, "").span,
    ]
    assert [mark.span for mark in session.page.soft_breaks] == [joint(6)]
    session.undo()
    assert session.page.articles == ()
    assert session.page.soft_breaks == ()


def test_an_article_that_has_everything_is_offered_nothing(session):
    session.run("continue_with", "1", offers(session)[0].places)
    session.select(Selection.at(0))
    session.run("give_lines", "1")
    for line in (3, 4):
        session.select(Selection(part(line, 5, "").span.start, part(5, 5, "").span.end))
        session.run("give_lines", "1")
    assert offers(session) == []


def test_text_goes_on_before_the_pictures_that_close_an_article(editor):
    editor.to_line(10)
    editor.session.run("give_lines", "1")
    editor.session.run("set_role", "credit")
    span = span_of("北屯村小学搬家了。", "后来呢？")
    editor.session.run("continue_with", "1", json.dumps([[span.start, span.end]]))
    assert [role for role, _ in editor.articles()[0]] == [
        "headline",
        "body",
        "byline",
        "body",
        "credit",
    ]


def test_what_an_article_has_it_cannot_go_on_with(editor):
    span = span_of("春耕开始")
    answer = editor.session.run("continue_with", "1", json.dumps([[span.start, span.end]]))
    assert answer.why.key == "refuse.already_there"


def test_no_dictionary_is_loaded_for_it():
    code = "import sys; import annotator.workbench.continuing; print('jieba' in sys.modules)"
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert said.stdout.strip() == "False"


class Counted(UserList):
    """Counts how often one of its members is looked at."""

    looks = 0

    def __getitem__(self, at) -> object:
        self.looks += 1
        return self.data[at]


@pytest.mark.parametrize("has_text", [True, False])
def test_a_page_of_very_many_lines_is_looked_at_a_few_times_and_not_once_for_each_line(has_text):
    count = 1200
    facts = facts_of(RawText.of("\n".join(f"第{n}行说到这里。" for n in range(count))))
    own = Seen("a", "body" if has_text else "headline", "a")
    seen = Counted([own, *[Seen("", "body", "")] * (count - 1)])
    assert Continuing(facts, seen, (0,)).ranked(5)
    assert seen.looks < 20 * count
    lines = Counted(facts.lines)
    Continuing(replace(facts, lines=lines), seen, (0,)).ranked(5)
    assert lines.looks < 60 * count
