import time

from annotator.document.raw_text import RawText
from annotator.propose.articles import layout_of
from annotator.propose.fragments import Sheet, cut
from annotator.propose.lines import lines_of
from annotator.propose.matching import best_match
from annotator.propose.topics import Topics
from tests.propose.sheets import BOAT, TEA, sheet


def drafts(page: Sheet) -> list[tuple[int, ...]]:
    return [draft.lines for draft in layout_of(page).drafts]


def test_a_fragment_goes_on_behind_furniture_and_pictures():
    page = sheet(
        ("headline+", "茶农忙"), ("section#", "聚焦"), ("caption*", "采茶。"), ("body", TEA)
    )
    pieces = cut(page)
    assert pieces.fragments == ((0, 3),)
    assert pieces.floats == ((2,),)
    assert pieces.furniture == (1,)


def test_a_kicker_belongs_to_the_headline_right_below():
    page = sheet(("kicker+", "青石镇——"), ("headline+", "茶农忙"), ("body", TEA))
    assert cut(page).fragments == ((0, 1, 2),)


def test_headlines_at_the_end_find_their_texts_by_words():
    page = sheet(
        ("body+", TEA),
        ("body+", BOAT),
        ("headline+", "柳河中学学生练龙舟"),
        ("headline+", "采茶忙 青石镇收购价上涨"),
    )
    assert sorted(drafts(page)) == [(2, 1), (3, 0)]


def test_the_reason_names_the_words_that_are_shared():
    page = sheet(
        ("body+", TEA), ("body+", BOAT), ("headline+", "学生练龙舟"), ("headline+", "采茶忙")
    )
    reasons = [reason for draft in layout_of(page).drafts for reason in draft.reasons]
    facts = [dict(reason.facts) for reason in reasons]
    assert {reason.key for reason in reasons} == {"because.article_shares_words"}
    assert any("龙舟" in str(fact["words"]) and fact["line"] == "5" for fact in facts)


def test_a_text_may_stay_without_headline():
    page = sheet(("body+", TEA), ("body+", BOAT), ("headline+", "柳河中学练龙舟"))
    assert sorted(drafts(page)) == [(0,), (2, 1)]


def test_a_headline_may_stay_without_text():
    page = sheet(("headline+", "茶农忙"), ("body", TEA), ("headline+", "星空展览开幕"))
    assert sorted(drafts(page)) == [(0, 1), (2,)]


def test_an_unsure_border_is_drawn_where_a_headline_would_stay_alone():
    page = sheet(
        ("body+", TEA),
        ("body?", BOAT),
        ("headline+", "柳河中学练龙舟"),
        ("headline+", "青石镇茶农采茶忙"),
    )
    assert len(best_match(page, cut(page).fragments).texts) == 2


def test_headlines_with_furniture_between_are_not_one_block():
    page = sheet(
        ("headline+", "商情"), ("byline", "陆长风"), ("ad#", "声明"), ("headline", "小广告")
    )
    assert cut(page).fragments == ((0, 1), (3,))


def test_a_page_of_many_unsure_borders_is_matched_in_time():
    unsure = [("body?+", TEA), ("body?", BOAT), ("headline?+", "采茶忙"), ("headline?+", "练龙舟")]
    page = sheet(*(row for row in unsure for _ in range(30)))
    began = time.process_time()
    placed = [i for lines in drafts(page) for i in lines]
    assert time.process_time() - began < 2
    assert sorted(placed) == list(range(120))


def test_a_picture_goes_to_the_article_that_speaks_of_it():
    page = sheet(
        ("headline+", "茶农忙"),
        ("body", TEA),
        ("headline+", "练龙舟"),
        ("body", BOAT),
        ("section#", "联办"),
        ("caption*", "茶农正在采茶。"),
    )
    found = {draft.lines: draft.floats for draft in layout_of(page).drafts}
    assert found == {(0, 1): (5,), (2, 3): ()}


def test_a_long_caption_right_below_a_label_is_news_of_its_own():
    long = "近日，志愿者在柳河边清理垃圾。" * 5
    page = sheet(("headline+", "茶农忙"), ("body", TEA), ("section#", "影像"), ("caption*", long))
    assert sorted(drafts(page)) == [(0, 1), (3,)]


def test_every_line_is_in_one_place():
    page = sheet(
        ("body+", TEA), ("caption*", "采茶。"), ("ad#", "遗失声明"), ("headline+", "采茶忙")
    )
    layout = layout_of(page)
    placed = [i for draft in layout.drafts for i in (*draft.lines, *draft.floats)]
    assert sorted([*placed, *layout.furniture]) == [0, 1, 2, 3]


def test_a_page_of_nothing_but_pictures_keeps_them():
    page = sheet(("caption*", "采茶。"), ("caption*", "炒茶。"))
    assert drafts(page) == [(0,), (1,)]


def test_likeness_is_greater_for_texts_on_one_matter():
    lines = lines_of(RawText.of(f"{TEA}\n茶农说，炒茶机让合作社的收购价上涨。\n{BOAT}"))
    topics = Topics.of(lines)
    tea, more, boat = (topics.terms_between(i, i + 1) for i in range(3))
    assert topics.likeness(tea, more) > topics.likeness(tea, boat)
