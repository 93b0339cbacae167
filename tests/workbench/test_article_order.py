"""What is read where: lines put into an article by hand, articles moved, lines of several runs, nobody's lines."""

import pytest

from annotator.document.spans import Selection, Span
from annotator.workbench.commands.articles import runs_word
from annotator.workbench.situation import Refusal
from tests.workbench.small_page import LINES, TEXT, span_of

FIRST = [
    ("headline", "春耕开始"),
    ("body", "今年北屯村的春\n耕比去年早。\n村民很高兴。"),
    ("byline", "本报记者 王明"),
]
SECOND = [("headline", "新校舍落成"), ("body", "北屯村小学搬家了。\n校长说好。后来呢？")]


def lines(*numbers: int) -> Selection:
    """Those lines (from 1), each a stretch of its own."""
    return Selection.of(span_of(LINES[number - 1]) for number in numbers)


def place_of(text: str) -> str:
    return str(TEXT.index(text))


# -- several runs of lines ---------------------------------------------------------------


def test_lines_that_do_not_touch_are_given_together(editor):
    editor.session.select(lines(3, 4, 6))
    editor.session.run("give_lines", "2")
    assert editor.articles()[0] == [("headline", "春耕开始"), ("body", "村民很高兴。")]
    assert editor.articles()[1] == [
        ("headline", "新校舍落成"),
        ("body", "今年北屯村的春\n耕比去年早。"),
        ("body", "北屯村小学搬家了。\n校长说好。后来呢？"),
        ("byline", "本报记者 王明"),
    ]
    assert dict(editor.session.history.last.title.facts)["lines"] == "3–4, 6"


def test_lines_that_do_not_touch_get_one_role(editor):
    editor.session.select(lines(5, 10))
    editor.session.run("set_role", "ad")
    assert editor.furniture()[-2:] == [("ad", "村民很高兴。"), ("ad", "王明 摄")]


def test_undo_of_lines_that_do_not_touch_is_one_step(editor):
    editor.session.select(lines(3, 6, 8))
    editor.session.run("start_article")
    assert len(editor.articles()) == 3
    editor.session.undo()
    assert editor.articles() == [FIRST, SECOND]


def test_selected_articles_are_joined_into_the_first_of_them(editor):
    editor.session.select(lines(2, 8))
    editor.session.run("join_article")
    assert editor.articles() == [[*FIRST, *SECOND]]


def test_a_selection_that_ends_at_an_article_s_border_in_mid_line_leaves_the_rest_alone(editor):
    editor.to_word("后来呢")
    editor.session.run("split_line")
    second = span_of("新校舍落成", "校长说好。")
    editor.session.select(Selection(second.start, second.end))
    editor.session.run("free_lines")
    assert editor.articles()[1] == [("body", "后来呢？")]


@pytest.mark.parametrize(
    ("runs", "said"), [([(0, 0)], "1"), ([(2, 4), (8, 8)], "3–5, 9"), ([], "")]
)
def test_runs_are_told_as_an_editor_counts(runs, said):
    assert runs_word(runs) == said


# -- selecting ---------------------------------------------------------------------------


def test_all_of_an_article_is_selected_wherever_it_stands(editor):
    editor.session.select(lines(10))
    editor.session.run("give_lines", "1")
    editor.to_line(3)
    editor.session.run("select_article_lines")
    assert editor.session.selection.spans == (
        span_of("春耕开始", "本报记者 王明"),
        span_of("王明 摄"),
    )


def test_once_more_selects_the_page(editor):
    editor.to_line(8)
    editor.session.run("select_article_lines")
    editor.session.run("select_article_lines")
    assert editor.session.selection.spans == (Span(0, len(TEXT)),)


def test_around_a_line_of_nobody_s_all_of_nobody_s_is_selected(editor):
    editor.to_lines(8, 9)
    editor.session.run("free_lines")
    editor.to_line(10)
    editor.session.run("select_article_lines")
    assert editor.session.selection.spans == (span_of("北屯村小学搬家了。", "王明 摄"),)


# -- nobody's ----------------------------------------------------------------------------


def test_freed_lines_belong_to_nobody(editor):
    editor.session.select(lines(1, 5))
    editor.session.run("free_lines")
    assert editor.furniture() == []
    assert ("body", "今年北屯村的春\n耕比去年早。") in editor.articles()[0]
    assert editor.session.shown.stretches_in(span_of("村民很高兴。")) == ()


def test_what_is_nobody_s_already_is_not_freed(editor):
    editor.to_line(10)
    assert editor.session.run("free_lines").why.key == "refuse.nobodys_already"


def test_nobody_s_lines_go_to_the_article_above_and_below_on_the_page(editor):
    editor.to_line(10)
    editor.session.run("move_lines_up")
    assert editor.articles()[1][-1] == ("body", "北屯村小学搬家了。\n校长说好。后来呢？\n王明 摄")
    editor.session.undo()
    assert editor.session.run("move_lines_down").why.key == "refuse.no_article_that_way"


# -- by hand -----------------------------------------------------------------------------


def test_lines_are_put_before_a_place_in_another_article(editor):
    editor.session.select(lines(5))
    editor.session.run("place_lines", "2", place_of("校长说好"))
    assert editor.articles()[1] == [
        ("headline", "新校舍落成"),
        ("body", "北屯村小学搬家了。"),
        ("body", "村民很高兴。"),
        ("body", "校长说好。后来呢？"),
    ]


def test_lines_are_put_to_the_end_of_an_article(editor):
    editor.session.select(lines(3))
    editor.session.run("place_lines", "1", "")
    assert [text for _, text in editor.articles()[0]] == [
        "春耕开始",
        "耕比去年早。\n村民很高兴。",
        "本报记者 王明",
        "今年北屯村的春",
    ]


def test_lines_stay_in_the_order_in_which_their_article_reads_them(editor):
    editor.to_line(6)
    editor.session.run("part_up")
    editor.session.select(lines(3, 4, 5, 6))
    editor.session.run("place_lines", "2", "")
    assert [role for role, _ in editor.articles()[1]] == ["headline", "body", "byline", "body"]


def test_where_lines_stand_they_are_not_put_again(editor):
    editor.session.select(lines(5))
    answer = editor.session.run("place_lines", "1", place_of("本报记者"))
    assert isinstance(answer, Refusal)
    assert answer.why.key == "refuse.stands_there"


def test_a_whole_article_put_into_another_leaves_none_behind(editor):
    editor.session.select(lines(7, 8, 9))
    editor.session.run("place_lines", "1", place_of("村民很高兴"))
    assert len(editor.articles()) == 1
    assert [text for _, text in editor.articles()[0]][2:4] == [
        "新校舍落成",
        "北屯村小学搬家了。\n校长说好。后来呢？",
    ]


# -- articles ----------------------------------------------------------------------------


def test_an_article_moves_one_place_by_key(editor):
    editor.to_line(8)
    editor.session.run("article_up")
    assert editor.articles() == [SECOND, FIRST]
    assert editor.session.situation().article.number == 1
    editor.session.run("article_down")
    assert editor.articles() == [FIRST, SECOND]


def test_the_last_article_has_no_place_below(editor):
    editor.to_line(8)
    assert editor.session.run("article_down").why.key == "refuse.no_article_that_way"


# -- soft breaks of several lines --------------------------------------------------------


def test_all_breaks_between_selected_lines_become_soft_at_once(editor):
    editor.to_lines(3, 5)
    editor.session.run("toggle_soft_break")
    breaks = [mark.span for mark in editor.session.page.soft_breaks]
    assert [TEXT[each.start - 1 : each.end + 1] for each in breaks] == ["春\n耕", "。\n村"]
    editor.session.run("toggle_soft_break")
    assert editor.session.page.soft_breaks == ()


def test_breaks_between_roles_stay_hard(editor):
    editor.to_lines(2, 9)
    editor.session.run("toggle_soft_break")
    breaks = [mark.span for mark in editor.session.page.soft_breaks]
    assert [TEXT[each.end] for each in breaks] == ["耕", "村", "校"]


def test_lines_without_a_break_between_them_are_refused(editor):
    editor.session.select(lines(2, 7))
    assert editor.session.run("toggle_soft_break").why.key == "refuse.no_break_before"
