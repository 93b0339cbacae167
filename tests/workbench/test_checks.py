"""What the checks find before a page is finished, what mends it, and what they leave alone."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from annotator.document.edits import Edit
from annotator.document.marks import (
    ArticleMark,
    CorrectionMark,
    EntityMark,
    Imported,
    Part,
    lead_of,
)
from annotator.document.pages import Page, record_key
from annotator.document.proposals import CorrectionBody, propose
from annotator.document.raw_text import RawText
from annotator.document.spans import Selection, Span
from annotator.exchange.page_json import read
from annotator.settings.language import LANGUAGES, Language
from annotator.settings.resources import seed_gold
from annotator.store.project import Project
from annotator.workbench.batch import export, import_files
from annotator.workbench.checks.table import CHECKS, problems
from annotator.workbench.shown import shown

FILE = Imported("gold")


def page_of(
    *parts: tuple[str, str],
    names: Sequence[tuple[str, int, str]] = (),
    fixes: Sequence[tuple[str, str]] = (),
    text: str = "",
) -> Page:
    """A page with one article whose parts are (text, role), `/` before the role of each next article's first."""
    raw = text or "\n".join(words for words, _ in parts)
    at, found, articles = 0, [], []
    for words, role in parts:
        start = raw.index(words, at)
        at = start + len(words)
        if role.startswith("/") and found:
            articles.append(tuple(found))
            found = []
        if role != "-":
            found.append(Part(Span(start, at), role.removeprefix("/")))
    articles.append(tuple(found))
    records = [
        ArticleMark(f"a{n}", each, lead_of(each), FILE) for n, each in enumerate(articles) if each
    ]
    for number, (word, place, label) in enumerate(names):
        start = [i for i in range(len(raw)) if raw.startswith(word, i)][place]
        records.append(EntityMark(f"e{number}", Span(start, start + len(word)), label, FILE))
    for number, (word, reads) in enumerate(fixes):
        start = raw.index(word)
        span = Span(start, start + len(word))
        records.append(CorrectionMark(f"c{number}", span, reads, "punctuation", FILE))
    return Page("p", RawText.of(raw)).with_records({record_key(r): r for r in records}, 0)


def found(page):
    return [(each.check, each.span.text_in(page.raw.text)) for each in problems(shown(page))]


GOOD = (("标题", "headline"), ("正文说好。", "body"))


def test_a_page_in_order_has_no_problem():
    assert found(page_of(*GOOD, ("又一题", "/headline"), ("正文也好。", "body"))) == []


def test_an_article_without_headline_is_told_and_a_picture_is_not():
    assert found(page_of(*GOOD, ("没有题的正文。", "/body"))) == [("no_headline", "没有题的正文。")]
    assert found(page_of(*GOOD, ("图为村民。", "/caption"), ("王明 摄", "credit"))) == []


def test_a_headline_without_text_is_told():
    assert found(page_of(*GOOD, ("又一题", "/headline"))) == [("no_text", "又一题")]


@pytest.mark.parametrize("role", ["headline", "kicker", "deck"])
def test_a_head_inside_the_body_is_told_and_a_subhead_is_not(role):
    rest = (("后文也好。", "body"),)
    assert found(page_of(*GOOD, ("插题", role), *rest)) == [("late_headline", "插题")]
    assert found(page_of(*GOOD, ("插题", "subhead"), *rest)) == []


def test_a_subhead_with_nothing_under_it_is_told():
    assert found(page_of(*GOOD, ("小题", "subhead"))) == [("bare_subhead", "小题")]


def test_text_of_nobody_is_told_lines_together():
    page = page_of(*GOOD, ("漏下一行", "-"), ("漏下两行", "-"))
    assert found(page) == [("nobodys_line", "漏下一行\n漏下两行")]


def test_a_byline_between_two_articles_that_is_a_third_ones_is_told():
    page = page_of(
        *GOOD,
        ("王明", "-"),
        ("又一题", "/headline"),
        ("正文也好。", "body"),
        ("第三题", "/headline"),
        ("正文还好。", "body"),
    )
    third = page.articles[2]
    at = page.raw.text.index("王明")
    parts = (*third.parts, Part(Span(at, at + 2), "byline"))
    strayed = page.with_records({**page.records, third.id: third.with_parts(parts)}, 1)
    assert found(page) == [("nobodys_line", "王明")]
    assert found(strayed) == [("stray_byline", "王明")]
    first = page.articles[0]
    parts = (*first.parts, Part(Span(at, at + 2), "byline"))
    assert found(page.with_records({**page.records, first.id: first.with_parts(parts)}, 1)) == []


@pytest.mark.parametrize(
    ("end", "is_torn"), [("句子说到", True), ("说完。", False), ("说完”", False)]
)
def test_a_text_that_ends_in_mid_sentence_is_told(end, is_torn):
    page = page_of(("标题", "headline"), (f"第一句。{end}", "body"))
    assert bool([each for each in found(page) if each[0] == "torn_end"]) is is_torn


def test_the_end_counts_as_it_is_corrected():
    page = page_of(("标题", "headline"), ("第一句。第二句口", "body"), fixes=[("口", "。")])
    assert found(page) == []


def test_a_list_without_sentences_does_not_end_in_mid_sentence():
    assert found(page_of(("标题", "headline"), ("王明 李强 张华", "body"))) == []


def test_a_caption_read_before_the_end_of_the_body_is_told():
    page = page_of(*GOOD, ("图为村民。", "caption"), ("后文也好。", "body"))
    assert found(page) == [("early_picture", "图为村民。")]


def test_one_string_with_two_labels_is_told_where_it_is_rarest():
    page = page_of(
        ("北屯北屯北屯", "headline"),
        ("正文说好。", "body"),
        names=[("北屯", 0, "LOC"), ("北屯", 1, "ORG"), ("北屯", 2, "LOC")],
    )
    (problem,) = problems(shown(page))
    assert (problem.check, problem.span) == ("two_labels", Span(2, 4))
    assert Language("en").sentence(problem.what) == (
        "“北屯” has two labels: Place (2) and Organisation (1)"
    )


def test_a_name_over_the_end_of_a_paragraph_is_told():
    page = page_of(("标题", "headline"), ("第一段北。\n屯第二段。", "body"))
    at = page.raw.text.index("北")
    name = EntityMark("e", Span(at, at + 4), "LOC", FILE)
    page = page.with_records({**page.records, "e": name}, 1)
    assert found(page) == [("over_a_break", "北。\n屯")]


@pytest.mark.parametrize(
    ("body", "alone"),
    [
        ("他说：“好。", "“"),
        ("他说好。”", "”"),
        ("《日报》（副刊说好。", "（"),
        ("一、二（三)说好。", ""),
        ("“一段。\n“二段。”", ""),
        ("1）好。一）好。", ""),
        ('他说"好。', '"'),
        ('他说"好"。', ""),
        ("“外‘内’外”。", ""),
        ("“外‘内”。", "‘"),
    ],
)
def test_quotes_and_brackets_have_partners(body, alone):
    page = page_of(("标题", "headline"), (body, "body"))
    told = [words for check, words in found(page) if check == "unmatched"]
    assert "".join(told) == alone


def test_a_corrected_quote_has_its_partner():
    page = page_of(("标题", "headline"), ("他说：“好。口", "body"), fixes=[("口", "”")])
    assert found(page) == []


def test_where_a_suspect_is_about_a_quote_it_is_asked_about_once():
    page = page_of(("标题", "headline"), ("他说：“好。口", "body"))
    at = page.raw.text.index("口")
    suspect = propose(CorrectionBody(Span(at, at + 1), "”", "punctuation"), 0.9, (), "test 1")
    assert {check for check, _ in found(page)} == {"torn_end", "unmatched"}
    assert found(page.with_proposals([suspect])) == []


# -- gold is right -----------------------------------------------------------------------


@pytest.fixture(params=sorted(seed_gold().glob("*.json")), ids=lambda path: path.stem[:3])
def gold(request) -> Page:
    return gold_page(request.param)


def gold_page(path: Path) -> Page:
    text = (path.parent.parent / "pages" / f"{path.stem}.txt").read_text("utf-8")
    (incoming,) = read(path, lambda _: RawText.of(text))
    return incoming.page


def test_gold_pages_raise_few_alarms(gold):
    alarms = [each.check for each in problems(shown(gold))]
    # Page 001 has a text whose headline the page has lost.
    assert alarms == (["no_headline"] if gold.name.startswith("001") else [])


def damaged(gold, change):
    """The gold with each article changed in turn; `change` answers its new parts."""
    for mark in gold.articles:
        parts = change(mark.parts)
        if parts and parts != mark.parts:
            yield gold.with_records({**gold.records, mark.id: mark.with_parts(parts)}, 1)


def without(role):
    return lambda parts: tuple(part for part in parts if part.role != role)


@pytest.mark.parametrize(
    ("change", "checks"),
    [
        (without("headline"), {"no_headline", "nobodys_line"}),
        (without("body"), {"no_text", "nobodys_line", "no_headline"}),
        (lambda parts: parts[1:] + parts[:1], {"late_headline"}),
    ],
)
def test_damaged_gold_is_noticed(gold, change, checks):
    usual = {each.id for each in problems(shown(gold))}
    for page in damaged(gold, change):
        new = {each.check for each in problems(shown(page)) if each.id not in usual}
        assert new & checks


def test_two_articles_made_one_are_noticed(gold):
    usual = {each.id for each in problems(shown(gold))}
    for first, second in zip(gold.articles, gold.articles[1:], strict=False):
        records = {k: v for k, v in gold.records.items() if k != second.id}
        records[first.id] = first.with_parts((*first.parts, *second.parts))
        page = gold.with_records(records, 1)
        heads = [part for part in second.parts if part.role == "headline"]
        new = [each.check for each in problems(shown(page)) if each.id not in usual]
        assert ("late_headline" in new) == bool(heads)


# -- mending -----------------------------------------------------------------------------


def mend(session, problem, number=0):
    fix = problem.fixes[number]
    if fix.selection is not None:
        session.select(fix.selection)
    return session.run(fix.command, *fix.arguments)


def only(session, check):
    return next(each for each in problems(session.shown) if each.check == check)


def test_every_fix_that_is_a_command_mends_its_problem(editor):
    session = editor.session
    session.run("accept_shown")
    editor.to_line(7)
    session.run("set_role", "body")
    problem = only(session, "nobodys_line")
    assert isinstance(mend(session, problem), Edit)
    assert not [p for p in problems(session.shown) if p.check == "nobodys_line"]
    assert session.undo()
    assert only(session, "nobodys_line") == problem


def lines(session, first, last):
    """Selects lines, from 1."""
    span = session.page.raw.lines_span(first - 1, last - 1)
    session.select(Selection(span.start, span.end))


def role_of(session, line):
    return session.shown.stretch_at(session.page.raw.lines_span(line - 1, line - 1).start).role


def test_a_headline_of_two_lines_becomes_one_subhead(editor):
    session = editor.session
    session.run("accept_shown")
    lines(session, 7, 8)
    session.run("set_role", "headline")
    editor.to_line(7)
    session.run("join_article")
    assert isinstance(mend(session, only(session, "late_headline"), 1), Edit)
    assert [role_of(session, line) for line in (7, 8)] == ["subhead", "subhead"]
    assert not [p for p in problems(session.shown) if p.check == "late_headline"]


def test_a_bare_subhead_of_two_lines_becomes_body(editor):
    session = editor.session
    session.run("accept_shown")
    lines(session, 8, 9)
    session.run("set_role", "subhead")
    assert isinstance(mend(session, only(session, "bare_subhead"), 1), Edit)
    assert [role_of(session, line) for line in (8, 9)] == ["body", "body"]


def test_a_stray_byline_of_two_lines_is_given_whole(editor):
    session = editor.session
    session.run("accept_shown")
    editor.to_line(9)
    session.run("start_article")
    lines(session, 5, 6)
    session.run("set_role", "byline")
    session.run("give_lines", "3")
    assert isinstance(mend(session, only(session, "stray_byline")), Edit)
    assert not [p for p in problems(session.shown) if p.check == "stray_byline"]
    assert [part.role for part in session.shown.articles[2].parts] == ["body"]


def test_a_caption_read_too_early_goes_to_the_end(editor):
    session = editor.session
    session.run("accept_shown")
    lines(session, 8, 8)
    session.run("set_role", "caption")
    editor.to_line(8)
    session.run("part_up")
    assert isinstance(mend(session, only(session, "early_picture")), Edit)
    assert [part.role for part in session.shown.articles[1].parts][-1] == "caption"


def test_labelling_all_alike_is_one_edit(editor):
    session = editor.session
    session.run("accept_shown")
    editor.select("北屯村")
    session.run("label_entity", "LOC")
    at = session.page.raw.text.rindex("北屯村")
    session.select(Selection(at, at + 5))
    session.run("remove_entity")
    session.select(Selection(at, at + 3))
    session.run("label_entity", "ORG")
    problem = only(session, "two_labels")
    assert isinstance(mend(session, problem), Edit)
    assert not [p for p in problems(session.shown) if p.check == "two_labels"]


def test_what_is_right_does_not_come_back_until_it_is_undone(editor, reopen):
    session = editor.session
    session.run("accept_shown")
    problem = only(session, "nobodys_line")
    assert isinstance(session.run("call_right", problem.id), Edit)
    assert problem.id not in {each.id for each in problems(session.shown)}
    again = reopen().session
    assert problem.id not in {each.id for each in problems(again.shown)}
    assert again.undo()
    assert problem.id in {each.id for each in problems(again.shown)}
    assert again.project.replayed(1).records == again.page.records


def test_what_is_right_goes_out_and_comes_in_with_the_page(editor, tmp_path):
    session = editor.session
    session.run("accept_shown")
    problem = only(session, "nobodys_line")
    session.run("call_right", problem.id)
    report = export([session.page], "annotator", tmp_path / "out")
    with Project.create(tmp_path / "other.db") as other:
        import_files(other, report.files, by="editor")
        page = other.page(other.page_number("small"))
    assert problem.id not in {each.id for each in problems(shown(page))}


def test_the_next_problem_is_gone_to_around_the_end(editor):
    session = editor.session
    session.run("accept_shown")
    editor.to_line(4)
    session.run("free_lines")
    places = [each.span.start for each in problems(session.shown)]
    assert len(places) >= 2
    session.select(Selection.at(0))
    seen = []
    for _ in range(len(places) + 1):
        session.run("next_problem")
        seen.append(session.selection.caret)
    assert seen == [*places, places[0]]


def test_every_problem_and_fix_has_a_sentence_in_every_language():
    page = page_of(("无题“正文", "body"), ("题", "headline"), ("漏", "-"), text="无题“正文\n题\n漏")
    told = problems(shown(page))
    assert {each.check for each in told} >= {"late_headline", "nobodys_line", "unmatched"}
    for name in LANGUAGES:
        language = Language(name)
        for each in told:
            assert language.sentence(each.what)
            assert all(language.sentence(fix.title) for fix in each.fixes)


def test_every_check_is_in_the_table_under_its_name():
    assert {name: check.__name__ for name, check in CHECKS.items()} == {n: n for n in CHECKS}
