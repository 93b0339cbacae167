"""The verb `learn`, as a person types it."""

import pytest

from annotator.cli.verbs import run
from annotator.document.raw_text import RawText
from annotator.settings.vocabulary import default_vocabulary
from annotator.store.project import NewPage, Project
from annotator.workbench import learning
from annotator.workbench.learning_report import HEAD
from annotator.workbench.session import Session

TEXT = "王小明昨天在北京市说，春天来了。"


@pytest.fixture
def path(tmp_path):
    """A project with one finished page and one that is not."""
    path = tmp_path / "small.db"
    with Project.create(path) as project:
        pages = [NewPage(name, RawText.of(TEXT), "", "utf-8") for name in ("a", "b")]
        project.add_pages(pages, "2024")
        session = Session(project, default_vocabulary(), "editor", lambda: "2024")
        session.open_page(1)
        session.run("finish_page", "yes")
    return path


@pytest.fixture
def learn(path, capsys):
    def typed(option=""):
        words = ["--lang", "en", "learn", str(path), *filter(None, [option])]
        code = run(words, lambda *_: None)
        said = capsys.readouterr()
        return code, said.out, said.err

    return typed


def status(path):
    with Project.open(path) as project:
        return learning.learner_status(project)


def test_what_is_finished_is_learnt_once(learn, path):
    assert learn()[2] == "1 pages learnt.\n"
    assert learn()[2] == "0 pages learnt.\n"
    assert status(path).pages == 1


def test_a_reset_forgets_and_the_verb_alone_learns_anew(learn, path):
    learn()
    assert "forgotten" in learn("--reset")[2]
    assert status(path).pages == 0
    assert learn()[2] == "1 pages learnt.\n"


def test_off_says_how_to_turn_it_on_and_learns_nothing(learn, path):
    assert learn("--off")[1] == "The learner is off.\n"
    assert "--on" in learn()[2]
    assert status(path).pages == 0
    learn("--on")
    assert status(path).is_on


def test_the_report_is_a_table_and_writes_nothing(learn, path):
    before = path.read_bytes()
    code, out, _ = learn("--report")
    rows = [line.split("\t") for line in out.splitlines()]
    assert code == 0
    assert rows[0] == list(HEAD)
    assert [row[:2] for row in rows[1:]] == [["1-1", str(len(TEXT))], ["all", str(len(TEXT))]]
    assert path.read_bytes() == before


def test_a_report_without_finished_pages_says_so(learn, path):
    with Project.open(path) as project:
        session = Session(project, default_vocabulary(), "editor", lambda: "2024")
        session.open_page(1)
        session.run("reopen_page")
    assert learn("--report")[1:] == (
        "",
        "No page of this project is finished: there is nothing to learn from.\n",
    )
