"""What finished pages tell the finder of suspects: how they read, as corrected."""

from annotator.document.spans import Selection
from annotator.propose.worker import ReadText
from annotator.workbench import finished_texts
from annotator.workbench.finished_texts import all_read, read_again
from tests.workbench.proof_page import TEXT, place, proofreader_at, suspects

SECOND = "第二页\n很短"


def reader(tmp_path):
    return proofreader_at(tmp_path, suspects(), [("two", SECOND)])


def test_a_finished_page_is_read_as_corrected_a_paragraph_a_line(tmp_path):
    session = reader(tmp_path).session
    assert all_read(session.project).pages == ()
    session.select(Selection(*place("低族")))
    session.run("correct", "佤族")
    session.run("finish_page", "yes")
    session.open_page(2)
    session.run("finish_page", "yes")
    text = "高明县佤族群众欢庆节日,载歌载舞,十分高兴,\n低族姑娘也来 了,北屯 村。"
    assert all_read(session.project).pages == (ReadText(1, text), ReadText(2, SECOND))


def test_the_newest_pages_count_where_there_are_too_many(tmp_path, monkeypatch):
    session = reader(tmp_path).session
    session.run("finish_page", "yes")
    session.open_page(2)
    session.run("finish_page", "yes")
    monkeypatch.setattr(finished_texts, "ENOUGH", 3)
    assert [each.number for each in all_read(session.project).pages] == [2]


def test_a_page_that_is_reopened_counts_no_longer(tmp_path):
    session = reader(tmp_path).session
    session.run("finish_page", "yes")
    assert [each.number for each in read_again(session.project, [1]).pages] == [1]
    session.run("reopen_page")
    again = read_again(session.project, [1, 2])
    assert (again.pages, again.forget) == ((), (1, 2))
    assert session.page.raw.text == TEXT
