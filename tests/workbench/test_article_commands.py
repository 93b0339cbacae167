import pytest

from annotator.document.marks import Adjusted
from annotator.workbench.situation import Refusal


@pytest.mark.parametrize(("command", "argument"), [("free_lines", ""), ("set_role", "noise")])
def test_no_soft_break_stays_of_a_proposed_article_that_is_no_more(editor, command, argument):
    editor.to_lines(2, 6)
    editor.session.run(command, *([argument] if argument else []))
    assert len(editor.articles()) == 1
    assert editor.session.page.soft_breaks == ()


def test_a_new_article_takes_the_rest_of_its_article(editor):
    editor.to_line(5)
    editor.session.run("start_article")
    assert editor.articles()[:2] == [
        [("headline", "春耕开始"), ("body", "今年北屯村的春\n耕比去年早。")],
        [("body", "村民很高兴。"), ("byline", "本报记者 王明")],
    ]
    assert len(editor.articles()) == 3


def test_both_halves_of_a_split_proposal_say_where_they_come_from(editor):
    editor.to_line(5)
    editor.session.run("start_article")
    first, second, _ = editor.session.shown.articles
    assert isinstance(first.mark.origin, Adjusted)
    assert first.mark.origin == second.mark.origin
    assert editor.verdicts() == ["adjusted"]


def test_selected_lines_become_an_article_of_their_own(editor):
    editor.to_lines(9, 10)
    editor.session.run("start_article")
    assert editor.articles()[-1] == [("body", "校长说好。后来呢？\n王明 摄")]
    assert editor.articles()[1] == [("headline", "新校舍落成"), ("body", "北屯村小学搬家了。")]


def test_an_article_does_not_start_where_it_starts_already(editor):
    editor.to_line(7)
    answer = editor.session.run("start_article")
    assert isinstance(answer, Refusal)
    assert answer.why.key == "refuse.article_starts_here"


def test_a_line_is_split_at_the_caret(editor):
    editor.to_word("后来呢")
    editor.session.run("split_line")
    assert editor.articles()[1][-1] == ("body", "北屯村小学搬家了。\n校长说好。")
    assert editor.articles()[2] == [("body", "后来呢？")]


def test_joining_reads_one_article_after_the_other(editor):
    editor.to_line(8)
    editor.session.run("join_article")
    assert editor.articles() == [
        [
            ("headline", "春耕开始"),
            ("body", "今年北屯村的春\n耕比去年早。\n村民很高兴。"),
            ("byline", "本报记者 王明"),
            ("headline", "新校舍落成"),
            ("body", "北屯村小学搬家了。\n校长说好。后来呢？"),
        ]
    ]


def test_the_first_article_has_none_above(editor):
    editor.to_line(3)
    assert editor.session.run("join_article").why.key == "refuse.no_article_above"


def test_lines_given_to_an_article_keep_their_role_and_find_their_place(editor):
    editor.to_line(6)
    editor.session.run("give_lines", "2")
    assert editor.articles()[1] == [
        ("headline", "新校舍落成"),
        ("body", "北屯村小学搬家了。\n校长说好。后来呢？"),
        ("byline", "本报记者 王明"),
    ]
    assert ("byline", "本报记者 王明") not in editor.articles()[0]


def test_furniture_given_to_an_article_is_body(editor):
    editor.to_line(1)
    editor.session.run("give_lines", "1")
    assert ("body", "要闻") in editor.articles()[0]
    assert editor.furniture() == []


def test_nobodys_line_can_be_given(editor):
    editor.to_line(10)
    editor.session.run("give_lines", "2")
    assert editor.articles()[1][-1] == ("body", "北屯村小学搬家了。\n校长说好。后来呢？\n王明 摄")


def test_what_an_article_has_it_is_not_given(editor):
    editor.to_line(8)
    assert editor.session.run("give_lines", "2").why.key == "refuse.already_there"
    assert editor.session.run("give_lines", "7").why.key == "refuse.no_such_article"


def test_lines_move_to_the_next_article_and_back(editor):
    editor.to_line(5)
    before = editor.articles()
    editor.session.run("move_lines_down")
    assert editor.articles()[1][1] == ("body", "村民很高兴。")
    editor.session.run("move_lines_up")
    assert editor.articles() == before


def test_a_headline_goes_to_the_front_wherever_it_stands(editor):
    editor.to_line(10)
    editor.session.run("give_lines", "2")
    editor.to_line(10)
    editor.session.run("set_role", "kicker")
    assert editor.articles()[1][:2] == [("kicker", "王明 摄"), ("headline", "新校舍落成")]


def test_a_furniture_role_takes_the_line_out_of_its_article(editor):
    editor.to_line(6)
    editor.session.run("set_role", "staff")
    assert editor.furniture() == [("section", "要闻"), ("staff", "本报记者 王明")]
    assert [role for role, _ in editor.articles()[0]] == ["headline", "body"]


def test_a_line_has_its_role_already(editor):
    editor.to_line(2)
    answer = editor.session.run("set_role", "headline")
    assert answer.why.key == "refuse.has_that_role"


def test_a_role_on_part_of_a_body_splits_it_in_place(editor):
    editor.to_line(5)
    editor.session.run("set_role", "subhead")
    assert editor.articles()[0] == [
        ("headline", "春耕开始"),
        ("body", "今年北屯村的春\n耕比去年早。"),
        ("subhead", "村民很高兴。"),
        ("byline", "本报记者 王明"),
    ]


def test_a_soft_break_is_hardened_and_softened(editor):
    shown = editor.session.shown
    assert "今年北屯村的春耕比去年早。" in shown.reading(shown.articles[0]).text
    editor.to_line(4)
    editor.session.run("toggle_soft_break")
    shown = editor.session.shown
    assert "今年北屯村的春\n耕比去年早。" in shown.reading(shown.articles[0]).text
    assert shown.page.soft_breaks == ()
    editor.session.run("toggle_soft_break")
    shown = editor.session.shown
    assert "今年北屯村的春耕比去年早。" in shown.reading(shown.articles[0]).text
    assert len(shown.page.soft_breaks) == 1


def test_a_boundary_through_a_soft_break_hardens_it(editor):
    editor.to_line(4)
    editor.session.run("start_article")
    assert editor.session.page.soft_breaks == ()


def test_there_is_no_break_before_the_first_line(editor):
    editor.to_line(2)
    assert editor.session.run("toggle_soft_break").why.key == "refuse.no_break_before"


def test_parts_change_places(editor):
    editor.to_line(6)
    editor.session.run("part_up")
    assert [role for role, _ in editor.articles()[0]] == ["headline", "byline", "body"]
    editor.session.run("part_down")
    assert [role for role, _ in editor.articles()[0]] == ["headline", "body", "byline"]
    assert editor.session.run("part_down").why.key == "refuse.part_at_end"


def test_an_article_takes_another_place_in_the_order(editor):
    editor.session.run("move_article", "2", "1")
    assert editor.articles()[0][0] == ("headline", "新校舍落成")
    assert editor.session.shown.articles[1].proposal is not None  # the other one is still open


def test_correcting_a_proposal_needs_no_accepting_first(editor):
    editor.to_line(6)
    editor.session.run("set_role", "credit")
    article = editor.session.shown.articles[0]
    assert article.is_gold
    assert len(editor.session.page.soft_breaks) == 1


def test_a_headline_and_the_body_below_it_are_not_joined(editor):
    editor.to_line(3)
    answer = editor.session.run("toggle_soft_break")
    assert answer.why.key == "refuse.other_role_before"
