import json

from annotator.document.marks import Accepted, Adjusted, Typed
from annotator.document.spans import Selection
from annotator.workbench.commands.entities import occurrences
from tests.workbench.small_page import TEXT, span_of


def test_a_selection_is_labelled(editor):
    editor.select("王明")
    editor.session.run("label_entity", "PER")
    assert ("王明", "PER", True) in editor.entities()
    assert isinstance(editor.session.page.entities[0].origin, Typed)


def test_white_space_is_left_out_of_an_entity(editor):
    editor.select(" 王明\n")
    editor.session.run("label_entity", "PER")
    assert ("王明", "PER", True) in editor.entities()


def test_the_same_label_on_a_proposal_accepts_it(editor):
    editor.to_word("北屯村小学")
    editor.session.run("label_entity", "ORG")
    assert ("北屯村小学", "ORG", True) in editor.entities()
    assert isinstance(editor.session.page.entities[0].origin, Accepted)
    assert editor.verdicts() == ["accepted"]


def test_another_label_adjusts_it(editor):
    editor.to_word("北屯村小学")
    editor.session.run("label_entity", "LOC")
    assert isinstance(editor.session.page.entities[0].origin, Adjusted)
    assert editor.verdicts() == ["adjusted"]


def test_a_longer_selection_replaces_what_it_covers(editor):
    editor.select("今年北屯村")
    editor.session.run("label_entity", "LOC")
    assert [word for word, *_ in editor.entities()] == ["今年北屯村", "北屯村小学"]
    assert editor.verdicts() == ["adjusted", "adjusted"]


def test_an_entity_crosses_a_soft_break_but_no_hard_one(editor):
    editor.select("春\n耕")
    editor.session.run("label_entity", "TIME")
    assert ("春\n耕", "TIME", True) in editor.entities()
    editor.select("早。\n村民")
    answer = editor.session.run("label_entity", "PER")
    assert answer.why.key == "refuse.hard_break_inside"


def test_an_entity_is_removed_and_a_removed_proposal_is_rejected(editor):
    editor.to_word("今年")
    editor.session.run("remove_entity")
    assert editor.verdicts() == ["rejected"]
    assert "今年" not in [word for word, *_ in editor.entities()]
    editor.session.undo()
    assert ("今年", "TIME", False) in editor.entities()


def test_ends_move_by_one_and_one_undo_takes_the_moves_back(editor):
    editor.to_word("北屯村小学")
    for _ in range(2):
        editor.session.run("entity_end_left")
    assert ("北屯村", "ORG", True) in editor.entities()
    editor.session.run("entity_start_right")
    assert ("屯村", "ORG", True) in editor.entities()
    editor.session.undo()
    assert ("北屯村", "ORG", True) in editor.entities()
    editor.session.undo()
    assert ("北屯村小学", "ORG", False) in editor.entities()


def test_an_end_moves_over_a_soft_break_to_the_next_character(editor):
    editor.select("春")
    editor.session.select(Selection(TEXT.index("的春\n") + 1, TEXT.index("的春\n") + 2))
    editor.session.run("label_entity", "TIME")
    editor.session.run("entity_end_right")
    assert ("春\n耕", "TIME", True) in editor.entities()
    editor.session.run("entity_end_left")
    assert ("春", "TIME", True) in editor.entities()


def test_an_entity_does_not_grow_into_another_or_shrink_to_nothing(editor):
    editor.to_word("今年")
    assert editor.session.run("entity_end_right").why.key == "refuse.entity_in_the_way"
    editor.session.run("entity_end_left")
    assert editor.session.run("entity_end_left").why.key == "refuse.entity_too_short"


def test_without_an_entity_the_keys_stretch_the_selection(editor):
    editor.to_word("村民")
    editor.session.run("entity_end_right")
    editor.session.run("entity_end_right")
    at = TEXT.index("村民")
    assert editor.session.selection == Selection(at, at + 2)


def test_dragging_an_end_is_one_edit(editor):
    editor.to_word("今年")
    span = span_of("今年")
    editor.session.run("resize_entity", str(span.start), str(span.start + 1))
    assert ("今", "TIME", True) in editor.entities()


def test_every_occurrence_is_found_but_not_inside_a_longer_entity(editor):
    found = occurrences(editor.session.shown, "北屯村")
    assert [each.span for each in found] == [span_of("北屯村")]
    found = occurrences(editor.session.shown, "王明")
    assert [TEXT[each.span.start - 1] for each in found] == [" ", "\n"]
    assert all(each.is_free() for each in found)


def test_an_occurrence_over_a_soft_break_is_found(editor):
    found = occurrences(editor.session.shown, "春耕比")
    assert [each.span.text_in(TEXT) for each in found] == ["春\n耕比"]


def test_ticked_occurrences_are_labelled_with_one_undo(editor):
    places = [[o.span.start, o.span.end] for o in occurrences(editor.session.shown, "王明")]
    editor.session.run("label_everywhere", "PER", json.dumps(places))
    assert [word for word, label, _ in editor.entities() if label == "PER"] == ["王明", "王明"]
    editor.session.undo()
    assert "王明" not in [word for word, *_ in editor.entities()]


def test_weak_proposals_are_not_shown(editor):
    assert "校长" not in [word for word, *_ in editor.entities()]
