import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from annotator.document.marks import Imported
from annotator.document.notes import Flag, Note
from annotator.document.pages import Page, PageState, record_key
from annotator.document.proposals import Proposal, Reviewed
from annotator.document.spans import Span
from annotator.errors import Cancelled, Conflict, FileMissing, NoPages, PageAlreadyThere
from annotator.exchange.catalogue import FORMATS
from annotator.propose.worker import Asked, Proposed
from annotator.settings.language import LANGUAGES, Language
from annotator.settings.resources import seed_gold, seed_pages
from annotator.store.project import Project
from annotator.workbench import batch

GOLD = sorted(seed_gold().glob("*.json"))


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Project]:
    """A project without pages."""
    with Project.create(tmp_path / "empty.db") as project:
        yield project


def stop_at(wanted: int) -> batch.Progress:
    return lambda done, _total, _what: done < wanted


def finish(project: Project, number: int) -> None:
    whole = Span(0, len(project.raw_text(number)))
    reviews = [Reviewed(layer, whole, "ada", "2024") for layer in ("articles", "entities")]
    batch.put_marks(project, number, reviews, "test", "ada")


# -- in ----------------------------------------------------------------------------------


def test_a_folder_of_texts_comes_in(empty: Project):
    report = batch.import_files(empty, [seed_pages()[0].parent], by="ada")
    assert report.added == tuple(path.stem for path in seed_pages())
    assert not report.refused


def test_a_page_comes_in_once(empty: Project):
    batch.import_files(empty, seed_pages(), by="ada")
    report = batch.import_files(empty, seed_pages()[:1], by="ada")
    assert [type(error) for error in report.refused] == [PageAlreadyThere]


def test_the_chosen_encoding_counts(empty: Project, tmp_path: Path):
    path = tmp_path / "p.txt"
    path.write_bytes("昭阳区".encode("gb18030"))
    batch.import_files(empty, [path], encoding="gb18030", by="ada")
    assert empty.raw_text(empty.page_number("p")).text == "昭阳区"


def test_pages_and_their_gold_come_in_together_in_any_order(empty: Project):
    report = batch.import_files(empty, [*GOLD, *seed_pages()], by="ada")
    assert (len(report.added), len(report.marked)) == (5, 3)
    assert (report.refused, report.unplaced) == ((), ())
    page = empty.page(empty.page_number(GOLD[0].stem))
    assert {mark.origin for mark in page.entities} == {Imported(GOLD[0].name)}
    assert page.revision == 1


def test_gold_that_is_there_already_is_refused_whole(project: Project):
    batch.import_files(project, GOLD[:1], by="ada")
    before = project.page(project.page_number(GOLD[0].stem))
    report = batch.import_files(project, GOLD[:1], by="ada")
    assert [type(error) for error in report.refused] == [Conflict]
    assert project.page(project.page_number(GOLD[0].stem)) == before


def test_a_missing_file_and_a_folder_without_pages_are_refused(empty: Project, tmp_path: Path):
    with pytest.raises(FileMissing):
        batch.import_files(empty, [tmp_path / "no.txt"], by="ada")
    (tmp_path / "bare").mkdir()
    with pytest.raises(NoPages):
        batch.import_files(empty, [tmp_path / "bare"], by="ada")


def test_a_stopped_import_keeps_whole_pages(empty: Project):
    with pytest.raises(Cancelled):
        batch.import_files(empty, [*seed_pages(), *GOLD], by="ada", progress=stop_at(6))
    assert len(empty.page_ids()) == 5
    states = [row.state for row in empty.each_row()]
    assert states.count(PageState.IN_WORK) == 1


def test_words_that_the_project_does_not_know_are_listed(empty: Project, tmp_path: Path):
    with_gold(empty)
    (file, *_) = batch.export(batch.pages_of(empty), "annotator", tmp_path / "out").files
    file.write_text(file.read_text("utf-8").replace('"label":"TIME"', '"label":"HAT"'), "utf-8")
    with Project.create(tmp_path / "other.db") as other:
        report = batch.import_files(other, [file], by="ada")
        assert len(report.added) == 5
        assert {each.facts[0][0] for each in report.unplaced} == {"page"}
        assert "TIME" not in batch.statistics(other).entities
    for language in LANGUAGES:
        assert "HAT" in Language(language).sentence(report.unplaced[0])


# -- out ---------------------------------------------------------------------------------


def with_gold(project: Project) -> None:
    batch.import_files(project, [*seed_pages(), *GOLD], by="ada")


def test_gold_that_came_in_goes_out_byte_by_byte(empty: Project, tmp_path: Path):
    with_gold(empty)
    batch.export(batch.pages_of(empty), "page-json", tmp_path / "out")
    for path in GOLD:
        assert (tmp_path / "out" / path.name).read_bytes() == path.read_bytes()


def test_our_own_format_carries_a_project_into_another(
    project: Project,
    numbers: dict[str, int],
    gold_proposals: Callable[[str], list[Proposal]],
    tmp_path: Path,
):
    number = numbers["001"]
    project.put_proposals(number, project.page(number).with_proposals(gold_proposals("001")))
    batch.import_files(project, GOLD[:1], by="ada")
    finish(project, numbers["000"])
    (file,) = batch.export(
        batch.pages_of(project), "annotator", tmp_path / "1", include_proposals=True
    ).files
    with Project.create(tmp_path / "other.db") as other:
        report = batch.import_files(other, [file], by="ada")
        assert (len(report.added), report.refused, report.unplaced) == (5, (), ())
        (again,) = batch.export(
            batch.pages_of(other), "annotator", tmp_path / "2", include_proposals=True
        ).files
        assert again.read_bytes() == file.read_bytes()
        assert other.counts() == project.counts()
        twice = batch.import_files(other, [file], by="ada")
        assert {type(error) for error in twice.refused} == {PageAlreadyThere}


def test_flags_and_notes_are_among_what_it_carries(
    project: Project, numbers: dict[str, int], tmp_path: Path
):
    finish(project, numbers["002"])
    said = Flag("缺行", "ada", "2024"), Note("n9.1", "模糊", "ada", "2024", Span(0, 2))
    batch.put_marks(project, numbers["002"], said, "test", "ada")
    (file,) = batch.export(batch.pages_of(project), "annotator", tmp_path / "1").files
    assert not list(batch.pages_of(project, only_finished=True))
    with Project.create(tmp_path / "other.db") as other:
        batch.import_files(other, [file], by="李四")
        name = project.page(numbers["002"]).name
        again = other.page(other.page_number(name))
        assert (again.flag, *again.notes) == said
        assert other.counts() == project.counts()


def test_a_bad_line_keeps_the_pages_before_it(empty: Project, tmp_path: Path):
    with_gold(empty)
    (file,) = batch.export(batch.pages_of(empty), "annotator", tmp_path / "out").files
    lines = file.read_bytes().split(b"\n")
    file.write_bytes(b"\n".join([lines[0], b"{", *lines[1:]]))
    with Project.create(tmp_path / "other.db") as other:
        report = batch.import_files(other, [file], by="ada")
        assert len(report.added) == len(other.page_ids()) == 1
        assert report.refused[0].facts["line"] == "2"


def test_only_finished_pages_go_out_where_wanted(project: Project, numbers: dict[str, int]):
    finish(project, numbers["002"])
    names = [page.name[:3] for page in batch.pages_of(project, only_finished=True)]
    assert names == ["002"]


def test_a_stopped_export_leaves_nothing(project: Project, tmp_path: Path):
    pages = batch.pages_of(project, progress=stop_at(2))
    with pytest.raises(Cancelled):
        batch.export(pages, "annotator", tmp_path / "out")
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_said_after_an_export(project: Project, tmp_path: Path, language: str):
    batch.import_files(project, GOLD, by="ada")
    finish(project, project.page_number(GOLD[0].stem))
    report = batch.export(batch.pages_of(project), "conll", tmp_path)
    said = batch.sentences_of(report, Language(language))
    assert (report.pages, len(report.left_out)) == (1, 4)
    assert len(said) == 1 + 4 + len(report.loss.counts)
    assert report.left_out[0].page in said[1]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", FORMATS)
def test_a_format_is_told_in_four_words(name: str, language: str):
    row = batch.format_row(name, FORMATS[name], Language(language))
    assert row[0] == name
    assert len(row) == 4
    assert all(row)


# -- proposals and figures ---------------------------------------------------------------


def test_proposals_are_made_once_unless_again(
    project: Project, numbers: dict[str, int], gold_proposals: Callable[[str], list[Proposal]]
):
    finish(project, numbers["002"])

    def propose(_asked: Asked) -> Proposed:
        return Proposed(gold_proposals("000")[:1])

    assert batch.propose_pages(project, propose) == 4
    assert batch.propose_pages(project, propose) == 0
    assert batch.propose_pages(project, propose, again=True) == 4


def test_texts_are_proposed_for_without_a_project(
    gold_proposals: Callable[[str], list[Proposal]],
):
    (page,) = batch.proposed_pages([seed_pages()[0]], lambda _text: gold_proposals("000"))
    assert isinstance(page, Page)
    assert page.articles


def test_figures_count_what_came_in(empty: Project):
    with_gold(empty)
    figures = batch.statistics(empty)
    plain = [json.loads(path.read_text("utf-8")) for path in GOLD]
    assert figures.articles == sum(len(each["articles"]) for each in plain)
    assert sum(figures.entities.values()) == sum(len(each["entities"]) for each in plain)
    assert sum(figures.corrections.values()) == sum(len(each["corrections"]) for each in plain)
    assert figures.characters == sum(row.length for row in empty.each_row())
    assert figures.pages["in_work"] == 3
    assert figures.decisions == {}


def test_marks_from_a_file_are_one_edit_that_can_be_undone(
    project: Project, numbers: dict[str, int]
):
    batch.import_files(project, GOLD[:1], by="ada")
    (row,) = project.journal(numbers["000"])
    assert (row.command, row.by) == ("import_marks", "ada")
    page = project.page(numbers["000"])
    (edit,) = project.edits(numbers["000"], [row.revision])
    assert edit.inverse().apply(page).records == {}
    assert {record_key(record) for record in page.records.values()} == set(page.records)
