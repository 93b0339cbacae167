"""What a page costs, and that the player gets it to its gold by keys alone."""

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.document.marks import (
    ArticleMark,
    CorrectionMark,
    EntityMark,
    FurnitureMark,
    Imported,
    Part,
    SoftBreak,
    lead_of,
)
from annotator.document.pages import Page, Record, record_key
from annotator.document.proposals import (
    ArticleBody,
    Body,
    CorrectionBody,
    EntityBody,
    FurnitureBody,
    Proposal,
    propose,
)
from annotator.document.raw_text import RawText
from annotator.document.spans import Gap, Selection, Span
from annotator.settings.keymap import shipped_keymap
from annotator.settings.resources import seed_gold
from annotator.settings.vocabulary import default_vocabulary
from annotator.workbench.effort.comparison import differences, events_for_all, events_for_wrong
from annotator.workbench.effort.folder import tasks
from annotator.workbench.effort.hand import ticking, to_caret, to_selection
from annotator.workbench.effort.play import LAYERS, Task, play
from annotator.workbench.effort.prices import (
    CLICK,
    DRAG,
    HOME,
    KEY,
    NOTHING,
    POINT,
    THINK,
    Cost,
    PriceList,
    keys_in,
    pressing,
    typing,
)
from tests.workbench.small_page import TEXT, span_of

PRICES = PriceList(default_vocabulary(), shipped_keymap())
RAW = RawText.of(TEXT)
FILE = Imported("gold")


def played(gold, proposals, layers=LAYERS):
    return play(Task(gold, layers, tuple(proposals)), default_vocabulary(), shipped_keymap())


def proposed(*bodies: Body) -> list[Proposal]:
    return [propose(body, 0.9, (), "test 1") for body in bodies]


# -- prices ------------------------------------------------------------------------------


def test_every_key_of_a_chord_is_paid_and_a_chord_is_one_stroke():
    assert [keys_in(each) for each in ("X", "Ctrl+X", "Ctrl+Shift+Space", "Ctrl++")] == [1, 2, 3, 2]
    assert pressing("Ctrl+X") == Cost(keys=2, strokes=1)
    assert pressing("R, H") == Cost(keys=2, strokes=2)


def test_a_modifier_stays_down_over_a_run():
    assert pressing("Shift+Right", 5) == Cost(keys=6, strokes=5)


def test_seconds_are_those_of_the_keystroke_level_model():
    assert CLICK.seconds == pytest.approx(POINT + KEY)
    assert DRAG.seconds == pytest.approx(2 * POINT + KEY)
    assert Cost(keys=2, homes=1, decisions=1).seconds == pytest.approx(2 * KEY + HOME + THINK)


def test_a_chinese_character_takes_a_syllable_and_typed_text_is_no_event():
    assert typing("岗") == Cost(keys=4, typed=4)
    assert typing("2,") == Cost(keys=2, typed=2)
    assert typing("岗").events == 0


def test_a_command_costs_the_keys_of_the_keymap():
    assert PRICES.pattern("set_role", "headline") == "R, H"
    assert PRICES.pattern("label_entity", "LOC") == "2"
    other = PriceList(default_vocabulary(), shipped_keymap().bound("reject", ("Ctrl+Alt+R",)))
    assert pressing(other.pattern("reject")).keys == 3


# -- the hand ----------------------------------------------------------------------------


def test_a_near_line_is_walked_to_and_a_far_one_clicked_at():
    start = Selection.at(0)
    near = to_caret(RAW, start, 3, 6, on_mouse=False)
    assert near.cost == Cost(keys=1, strokes=1)
    assert not near.on_mouse
    far = to_caret(RAW, start, TEXT.index("王明 摄"), len(TEXT), on_mouse=False)
    assert far.cost.gestures == 1
    assert far.cost.homes == 1


def test_where_the_caret_is_already_nothing_is_paid():
    assert to_caret(RAW, Selection.at(4), 3, 6, on_mouse=True).cost == NOTHING


def test_a_short_word_is_selected_by_keys_and_only_where_keys_select():
    here, word = Selection.at(3), Selection(3, 5)
    assert to_selection(RAW, here, word, on_mouse=False, can_grow=True).cost == Cost(3, 2)
    assert to_selection(RAW, here, word, on_mouse=False, can_grow=False).cost.gestures == 1


def test_the_fewer_ticks_are_turned():
    assert ticking(5, []) == NOTHING
    assert ticking(3, [0]).keys == 1
    assert ticking(20, list(range(1, 20))).keys < ticking(20, list(range(10))).seconds / KEY


# -- playing -----------------------------------------------------------------------------


def small_gold(*records: Record) -> Page:
    return Page("small", RAW).with_records({record_key(each): each for each in records}, 0)


def article(name: str, *parts: tuple[Span, str]) -> ArticleMark:
    made = tuple(Part(span, role) for span, role in parts)
    return ArticleMark(name, made, lead_of(made), FILE)


FIRST = article(
    "a1",
    (span_of("春耕开始"), "headline"),
    (span_of("今年北屯村", "高兴。"), "body"),
    (span_of("本报记者 王明"), "byline"),
)
SECOND = article("a2", (span_of("新校舍落成"), "headline"), (span_of("北屯村小学", "呢？"), "body"))
SECTION = FurnitureMark("f1", span_of("要闻"), "section", FILE)
SOFT = SoftBreak("b1", Span(TEXT.index("春\n耕") + 1, TEXT.index("春\n耕") + 2), FILE)


def as_proposed(*marks: Record, breaks: Sequence[Span] = ()) -> list[Proposal]:
    bodies = []
    for mark in marks:
        match mark:
            case ArticleMark():
                own = [b for b in breaks if any(p.span.covers(b) for p in mark.parts)]
                bodies.append(ArticleBody(mark.parts, tuple(own)))
            case FurnitureMark():
                bodies.append(FurnitureBody(mark.span, mark.role))
            case EntityMark():
                bodies.append(EntityBody(mark.span, mark.label))
            case CorrectionMark():
                bodies.append(CorrectionBody(mark.place, mark.text, mark.kind))
    return proposed(*bodies)


def test_right_proposals_cost_nothing_but_the_end_of_the_page():
    gold = small_gold(FIRST, SECOND, SECTION, SOFT)
    done = played(gold, as_proposed(FIRST, SECOND, SECTION, breaks=[SOFT.span]))
    assert done.is_equal
    assert [step.command for step in done.steps] == ["accept_shown"]
    assert done.cost == Cost(keys=3, strokes=2, decisions=1)
    assert (done.events, done.wrong_x3) == (0, 0)


def test_two_articles_taken_for_one_are_parted_by_one_key():
    both = article("a", *((p.span, p.role) for p in (*FIRST.parts, *SECOND.parts)))
    done = played(small_gold(FIRST, SECOND), as_proposed(both))
    assert done.is_equal
    assert [step.command for step in done.steps] == ["start_article", "finish_page"]
    assert done.as_plain()["article_moves"] == 1


def test_one_article_taken_for_two_is_joined():
    rest = article("r", (FIRST.parts[2].span, "byline"))
    head = replace(FIRST, parts=FIRST.parts[:2])
    done = played(small_gold(FIRST, SECOND), as_proposed(head, rest, SECOND))
    assert done.is_equal
    assert done.as_plain()["article_moves"] == 1


def test_a_break_is_softened_and_a_role_changed():
    wrong = article("a", *((p.span, "body" if p.role == "byline" else p.role) for p in FIRST.parts))
    done = played(small_gold(FIRST, SECOND, SOFT), as_proposed(wrong, SECOND))
    assert done.is_equal
    commands = sorted(step.command for step in done.steps)
    assert commands == ["accept_shown", "set_role", "toggle_soft_break"]


def test_a_page_without_any_proposal_is_made_from_nothing():
    name = EntityMark("e1", span_of("北屯村"), "LOC", FILE)
    fix = CorrectionMark("c1", span_of("高兴"), "喜悦", "substitution", FILE, "likely")
    done = played(small_gold(FIRST, SECOND, SECTION, SOFT, name, fix), [])
    assert done.wrong == ()


@pytest.mark.parametrize(
    ("wrong", "commands"),
    [
        (EntityBody(span_of("北屯村"), "ORG"), ["label_entity"]),
        (EntityBody(span_of("北屯"), "LOC"), ["entity_end_right"]),
        (EntityBody(span_of("今年北屯村"), "LOC"), ["entity_start_right", "entity_start_right"]),
        (EntityBody(span_of("春耕"), "LOC"), ["label_entity", "reject"]),
    ],
)
def test_a_name_is_put_right_by_the_cheapest_keys(wrong, commands):
    name = EntityMark("e1", span_of("北屯村"), "LOC", FILE)
    done = played(small_gold(name), proposed(wrong), ("entities",))
    assert done.is_equal
    assert sorted(s.command for s in done.steps if s.about == "entities") == commands


def test_a_name_in_several_places_is_labelled_everywhere_at_once():
    places = [Span(at, at + 3) for at in range(len(TEXT)) if TEXT.startswith("北屯村", at)]
    gold = small_gold(*(EntityMark(f"e{s.start}", s, "LOC", FILE) for s in places))
    done = played(gold, [], ("entities",))
    assert done.is_equal
    assert len(places) > 1
    assert done.as_plain()["entity_edits"] == 2


@pytest.mark.parametrize("certainty", ["sure", "likely"])
@pytest.mark.parametrize("kind", ["substitution", "punctuation"])
def test_corrections_get_their_kind_and_certainty(kind, certainty):
    fix = CorrectionMark("c1", span_of("高兴"), "喜悦", kind, FILE, certainty)
    lost = CorrectionMark("c2", Gap(TEXT.index("校长")), None, "omission", FILE, "suspect")
    torn = CorrectionMark("c3", span_of("搬家"), None, "omission", FILE, "suspect")
    done = played(small_gold(fix, lost, torn), [], ("corrections",))
    assert done.wrong == ()


def test_what_is_proposed_wrongly_is_rejected_where_it_stands():
    wrong = CorrectionBody(span_of("高兴"), "喜悦", "substitution")
    done = played(small_gold(), proposed(wrong), ("corrections",))
    assert done.is_equal
    assert done.as_plain()["correction_edits"] == 1


ROLES = st.sampled_from(["body", "headline", "caption"])


@given(
    order=st.permutations([*FIRST.parts, *SECOND.parts]),
    cut=st.integers(1, 4),
    lost=st.booleans(),
    roles=st.lists(ROLES | st.none(), min_size=5, max_size=5),
)
@settings(max_examples=25)
def test_however_parts_are_mixed_up_the_gold_is_reached(order, cut, lost, roles):
    named = [(p.span, role or p.role) for p, role in zip(order, roles, strict=True)]
    heaps = [named[:cut], named[cut : len(named) - lost]]
    wrong = [article(f"w{n}", *heap) for n, heap in enumerate(heaps) if heap]
    gold = small_gold(FIRST, SECOND, SECTION, SOFT)
    assert played(gold, as_proposed(*wrong), ("articles",)).wrong == ()


# -- against Label Studio ----------------------------------------------------------------


def events(gold: Page, *marks: Record) -> int:
    page = Page("small", RAW).with_proposals(as_proposed(*marks))
    return events_for_wrong(page, gold, LAYERS)


def test_a_name_too_many_too_few_or_otherwise_labelled_is_three_events_there():
    name = EntityMark("e1", span_of("北屯村"), "LOC", FILE)
    assert events(small_gold(name)) == 3
    assert events(small_gold(), name) == 3
    assert events(small_gold(name), replace(name, label="ORG")) == 3


def test_other_ends_are_one_region_removed_and_one_added_there():
    name = EntityMark("e1", span_of("北屯村"), "LOC", FILE)
    assert events(small_gold(name), replace(name, span=span_of("北屯"))) == 6


def test_parting_an_article_there_is_a_number_on_each_part_of_one_half():
    both = article("a", *((p.span, p.role) for p in (*FIRST.parts, *SECOND.parts)))
    assert events(small_gold(FIRST, SECOND), both) == 3 * len(SECOND.parts)


def test_the_order_of_parts_costs_nothing_there():
    turned = replace(FIRST, parts=FIRST.parts[::-1])
    assert events(small_gold(FIRST), turned) == 0
    page = small_gold(turned)
    assert differences(page, small_gold(FIRST), ("articles",))


def test_in_the_count_of_all_marks_what_is_right_costs_three_events_too():
    name = EntityMark("e1", span_of("北屯村"), "LOC", FILE)
    gold = small_gold(FIRST, SECTION, SOFT, name)
    regions = len(FIRST.parts) + 3
    assert events_for_all(gold, LAYERS) == 3 * regions
    assert events_for_all(gold, ("entities",)) == 3
    done = played(gold, as_proposed(FIRST, SECTION, name, breaks=[SOFT.span]))
    assert (done.events, done.wrong_x3, done.all_x3) == (0, 0, 3 * regions)


# -- the seed pages ----------------------------------------------------------------------


def test_the_seed_pages_are_played_to_their_gold_from_perfect_proposals(gold_proposals):
    def perfect(text):
        return next(made for opening, made in known.items() if text.startswith(opening))

    pages = {p.name.split("_")[0]: p for p in sorted(seed_gold().glob("*.json"))}
    texts = seed_gold().parent / "pages"
    known = {}
    for digits, path in pages.items():
        text = (texts / f"{path.stem}.txt").read_text("utf-8")
        known[text[:200]] = gold_proposals(digits)
    found = list(map(_play, tasks(seed_gold(), None, perfect)))
    assert [page.wrong for page in found] == [(), (), ()]
    # What perfect proposals cannot say is how sure a correction is.
    assert all(s.command in ("mark_likely", "accept_shown") for p in found for s in p.steps)


def _play(task):
    return play(task, default_vocabulary(), shipped_keymap())
