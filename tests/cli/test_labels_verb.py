"""The verb `labels`, and labels in the other verbs, from the outside."""

import json
from pathlib import Path

import pytest

from annotator.cli.verbs import run
from annotator.document.raw_text import RawText
from annotator.document.spans import Selection
from annotator.settings.vocabulary import default_vocabulary
from annotator.store.project import NewPage, Project
from annotator.workbench.session import Session

TEXT = "昭阳区很大。\n沈迅说好。"


def annotator(*words: object) -> int:
    return run(["--lang", "en", *map(str, words)], lambda *_: None)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A project of two pages, on each of which 昭阳区 is a LOC."""
    path = tmp_path / "p.db"
    with Project.create(path) as project:
        pages = [NewPage(name, RawText.of(TEXT), f"{name}.txt", "utf-8") for name in "ab"]
        project.add_pages(pages, "2024")
        session = Session(project, project.vocabulary(), "me", lambda: "2024")
        for number in (1, 2):
            session.open_page(number)
            session.select(Selection(0, 3))
            session.run("label_entity", "LOC")
    return path


@pytest.fixture
def words(path: Path, tmp_path: Path) -> Path:
    """The labels and roles of that project as TOML."""
    file = tmp_path / "words.toml"
    assert annotator("labels", path, "--write", file) == 0
    return file


def change(file: Path, old: str, new: str) -> None:
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new), "utf-8")


def without(file: Path, table: str) -> None:
    """The file loses that table."""
    tables = file.read_text("utf-8").split("\n\n")
    file.write_text("\n\n".join(t for t in tables if not t.startswith(f"[{table}]")), "utf-8")


def vocabulary(path: Path):
    with Project.open(path) as project:
        return project.vocabulary()


def test_without_options_the_words_are_printed_with_their_use(path, capsys):
    assert annotator("labels", path) == 0
    out = capsys.readouterr().out.splitlines()
    assert "label\tLOC\t2\tL\t地名\tPlace\t2" in out
    assert "role\tbody\t\tB\t正文\tBody\t0" in out


def test_what_is_written_is_read_and_changes_nothing(path, words, capsys):
    assert annotator("labels", path, "--read", words) == 0
    assert "Nothing changes." in capsys.readouterr().out
    assert vocabulary(path) == default_vocabulary()


def test_a_new_label_and_a_new_name_come_in_by_toml(path, words, capsys):
    change(words, "[label.LOC]\n", '[label.PLACE]\nid = "LOC"\n')
    event = 'key = "5"\nletter = "E"\ncolour = "#bf3989"\ntitle = { zh = "事件", en = "Event" }\n'
    words.write_text(f"[label.EVENT]\n{event}\n{words.read_text('utf-8')}", "utf-8")
    assert annotator("labels", path, "--read", words, "--dry-run") == 0
    assert vocabulary(path) == default_vocabulary()
    assert annotator("labels", path, "--read", words) == 0
    out = capsys.readouterr().out
    assert "new label: EVENT" in out
    assert "label LOC: renamed PLACE" in out
    assert [each.name for each in vocabulary(path).labels][:3] == ["EVENT", "PER", "PLACE"]
    with Project.open(path) as project:
        assert [mark.label for mark in project.page(1).entities] == ["LOC"]


def test_reading_refuses_to_orphan_marks(path, words, capsys):
    without(words, "label.LOC")
    assert annotator("labels", path, "--read", words) == 6
    assert "LOC is in use 2 times" in capsys.readouterr().err
    assert vocabulary(path) == default_vocabulary()


def test_marks_go_where_the_person_says(path, words, capsys):
    without(words, "label.LOC")
    assert annotator("labels", path, "--read", words, "--instead", "LOC=ORG") == 0
    said = capsys.readouterr()
    assert "2 marks become ORG" in said.out
    assert "2 marks changed on 2 pages" in said.err
    with Project.open(path) as project:
        assert project.uses("label") == {"ORG": 2}
        gone = project.vocabulary().label("LOC")
        assert gone is not None
        assert gone.instead == "ORG"
        session = Session(project, project.vocabulary(), "me", lambda: "2025")
        session.open_page(1)
        assert session.undo()
        assert project.uses("label") == {"LOC": 2}


def test_marks_are_dropped_when_asked_for(path, words):
    without(words, "label.LOC")
    assert annotator("labels", path, "--read", words, "--drop", "LOC") == 0
    with Project.open(path) as project:
        assert project.uses("label") == {}


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--instead", "LOC"], "OLD=NEW"),
        (["--drop", "FOOD"], "FOOD"),
        (["--instead", "LOC=FOOD"], "FOOD"),
    ],
)
def test_a_say_that_means_nothing_is_refused(path, words, capsys, options, said):
    without(words, "label.LOC")
    assert annotator("labels", path, "--read", words, *options) != 0
    assert said in capsys.readouterr().err
    assert vocabulary(path) == default_vocabulary()


def test_options_of_reading_do_not_stand_alone(path, capsys):
    assert annotator("labels", path, "--drop", "LOC") == 2
    assert "--read" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[label.X", "TOML"),
        ("[word.X]\nkey = '1'\n", "word"),
        ("[label.X]\nkeys = '1'\n", "keys"),
        ("[label.X]\nkey = 1\n", "key"),
        ("[label]\nX = 1\n", "X"),
        ("[label.X]\nexamples = 'x'\n", "examples"),
    ],
)
def test_a_file_that_is_none_is_refused(path, tmp_path, capsys, text, said):
    file = tmp_path / "bad.toml"
    file.write_text(text, "utf-8")
    assert annotator("labels", path, "--read", file) == 3
    assert "bad.toml" in (err := capsys.readouterr().err)
    assert said in err or said == "TOML"


def test_a_file_that_an_editor_has_saved_with_a_byte_order_mark_is_read(path, words):
    change(words, 'title = { en = "Place"', 'title = { en = "Spot"')
    words.write_bytes(b"\xef\xbb\xbf" + words.read_bytes())
    assert annotator("labels", path, "--read", words) == 0
    assert dict(vocabulary(path).labels[1].titles)["en"] == "Spot"


def test_a_missing_file_is_named(path, tmp_path, capsys):
    assert annotator("labels", path, "--read", tmp_path / "none.toml") == 3
    assert "none.toml" in capsys.readouterr().err


def test_a_word_that_cannot_be_is_refused_with_its_sentence(path, words, capsys):
    change(words, 'key = "2"', 'key = "1"')
    assert annotator("labels", path, "--read", words) == 6
    assert "PER has the key 1 already" in capsys.readouterr().err


def test_a_file_of_labels_alone_leaves_the_roles(path, tmp_path):
    file = tmp_path / "labels.toml"
    file.write_text('[label.LOC]\ntitle = { zh = "地点" }\n', "utf-8")
    assert annotator("labels", path, "--read", file) == 0
    now = vocabulary(path)
    assert [(each.id, each.key, dict(each.titles)) for each in now.labels] == [
        ("LOC", "2", {"zh": "地点"})
    ]
    assert now.roles == default_vocabulary().roles


def test_other_verbs_take_and_write_names(path, words, tmp_path, capsys):
    change(words, "[label.LOC]\n", '[label.PLACE]\nid = "LOC"\n')
    assert annotator("labels", path, "--read", words) == 0
    listed = tmp_path / "list.txt"
    listed.write_text("靖安镇\n", "utf-8")
    assert annotator("lexicon", path, "--import", listed, "--label", "PLACE") == 0
    capsys.readouterr()
    assert annotator("lexicon", path) == 0
    assert "靖安镇\tPLACE\talways" in capsys.readouterr().out
    out = tmp_path / "out"
    assert annotator("export", path, "--format", "annotator", "--out", out) == 0
    (file,) = out.glob("*.jsonl")
    assert '"PLACE"' in file.read_text("utf-8")
    fresh = tmp_path / "fresh.db"
    assert annotator("import", fresh, file) == 0
    assert "--add-labels" in capsys.readouterr().err
    fresh.unlink()
    assert annotator("import", fresh, file, "--add-labels") == 0
    with Project.open(fresh) as project:
        assert project.uses("label") == {"PLACE": 2}


def test_an_import_leaves_out_labels_that_can_be_none_and_names_them(path, tmp_path, capsys):
    out = tmp_path / "out"
    assert annotator("export", path, "--format", "page-json", "--out", out) == 0
    plain = json.loads((out / "a.json").read_text("utf-8"))
    (entity,) = plain["entities"]
    names = ["a b", "", "x\ny", "船"]
    plain["entities"] = [
        {**entity, "start": at, "end": at + 1, "text": TEXT[at], "label": name}
        for at, name in enumerate(names)
    ]
    (out / "a.json").write_text(json.dumps(plain), "utf-8")
    with Project.create(tmp_path / "fresh.db") as project:
        project.add_pages([NewPage("a", RawText.of(TEXT), "a.txt", "utf-8")], "2024")
    capsys.readouterr()
    assert annotator("import", tmp_path / "fresh.db", out / "a.json", "--add-labels") == 0
    said = capsys.readouterr().err
    assert "new in the project: 船" in said
    assert "no label or role can be called so" in said
    with Project.open(tmp_path / "fresh.db") as project:
        assert project.uses("label") == {"船": 1}
