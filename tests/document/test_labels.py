"""Labels and roles: what may stand together, what a name stands for, and who comes instead."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.document.labels import Label, Role, Vocabulary, flaws
from annotator.document.marks import Part
from annotator.document.new_words import new_label, new_role, with_new
from annotator.document.proposals import ArticleBody, EntityBody, FurnitureBody, propose
from annotator.document.spans import Span
from annotator.document.succession import as_offered
from annotator.settings.vocabulary import default_vocabulary

SHIPPED = default_vocabulary()
BOTH_KINDS = (("label", ""), ("role", "article"))
PER, LOC, ORG, TIME = SHIPPED.labels
BODY = next(role for role in SHIPPED.roles if role.id == "body")


def told(*labels: Label, roles: tuple[Role, ...] = SHIPPED.roles) -> set[tuple[str, str, str]]:
    """Id, field and sentence of every flaw."""
    return {(flaw.id, flaw.field, flaw.why.key) for flaw in flaws(labels, roles)}


def test_what_the_program_comes_with_has_no_flaw():
    assert told(*SHIPPED.labels) == set()


@pytest.mark.parametrize(
    ("field", "value", "key"),
    [
        ("name", "", "vocabulary.no_name"),
        ("name", "two words", "vocabulary.blank_in_name"),
        ("name", "x" * 41, "vocabulary.long_name"),
        ("name", "PER", "vocabulary.same_name"),
        ("key", "1", "vocabulary.same_key"),
        ("key", "12", "vocabulary.bad_key"),
        ("key", "键", "vocabulary.bad_key"),
        ("key", " ", "vocabulary.bad_key"),
        ("letter", "P", "vocabulary.same_letter"),
        ("letter", "", "vocabulary.bad_letter"),
        ("letter", "地名", "vocabulary.bad_letter"),
        ("colour", "blue", "vocabulary.bad_colour"),
        ("titles", (("zh", " "),), "vocabulary.no_title"),
        ("titles", (("zh", "字" * 41),), "vocabulary.long_title"),
    ],
)
def test_a_field_that_is_wrong_is_named_with_its_sentence(field: str, value: object, key: str):
    assert told(PER, replace(LOC, **{field: value})) == {("LOC", field, key)}


def test_a_label_may_have_no_key_and_so_may_two():
    assert told(replace(PER, key=""), replace(LOC, key="")) == set()


def test_a_name_that_means_another_in_older_files_is_refused():
    renamed = replace(LOC, name="PLACE")
    assert told(renamed, replace(ORG, name="LOC")) == {("ORG", "name", "vocabulary.name_is_id")}


def test_a_project_has_a_label_and_the_role_that_commands_give():
    without = tuple(role for role in SHIPPED.roles if role is not BODY)
    assert told(roles=SHIPPED.roles) == {("", "name", "vocabulary.no_label")}
    assert told(PER, roles=without) == {("body", "within", "vocabulary.needed_role")}
    moved = (*without, replace(BODY, within="furniture"))
    assert told(PER, roles=moved) == {("body", "within", "vocabulary.needed_role")}


def test_the_key_of_a_role_is_one_letter_or_digit():
    roles = tuple(replace(role, letter="b") if role is BODY else role for role in SHIPPED.roles)
    assert told(PER, roles=roles) == {("body", "letter", "vocabulary.bad_role_letter")}


def test_a_vocabulary_guards_itself():
    with pytest.raises(ValueError, match="same_key"):
        Vocabulary((PER, replace(LOC, key="1")), SHIPPED.roles)
    with pytest.raises(ValueError, match="one id"):
        Vocabulary((PER,), SHIPPED.roles, (replace(PER, is_retired=True),))
    with pytest.raises(ValueError, match="retired"):
        Vocabulary((replace(PER, is_retired=True),), SHIPPED.roles)


def test_a_retired_label_keeps_its_title_and_leads_to_its_successor():
    first = SHIPPED.without("label", "TIME", "ORG")
    both = first.without("label", "ORG", "LOC")
    assert both.labels == (PER, LOC)
    assert both.label("TIME") == replace(TIME, is_retired=True, instead="ORG")
    assert both.successor("label", "TIME") == "LOC"
    assert both.successor("label", "LOC") == "LOC"
    assert both.successor("label", "DATE") is None
    assert SHIPPED.without("label", "TIME").successor("label", "TIME") is None


def test_names_and_ids_are_both_understood_and_the_name_goes_first():
    renamed = replace(SHIPPED, labels=(PER, replace(LOC, name="PLACE"), ORG, TIME))
    assert renamed.id_named("label", "PLACE") == "LOC"
    assert renamed.id_named("label", "LOC") == "LOC"
    assert renamed.name_of("label", "LOC") == "PLACE"
    assert renamed.id_named("label", "DATE") is None
    assert renamed.name_of("label", "DATE") == "DATE"
    gone = renamed.without("label", "LOC", "ORG")
    assert gone.id_named("label", "PLACE") == "ORG"


@given(st.text(min_size=1, max_size=3))
def test_names_cross_the_border_and_come_back(name: str):
    labels = (PER, replace(LOC, name=name), ORG, TIME)
    if flaws(labels, SHIPPED.roles):
        return
    there = replace(SHIPPED, labels=labels)
    for label in there.labels:
        assert there.id_named("label", there.name_of("label", label.id)) == label.id


def test_a_new_label_has_what_is_free():
    made = new_label(SHIPPED.labels, "EVENT", "EVENT")
    assert (made.key, made.letter) == ("5", "E")
    assert made.colour not in {label.colour for label in SHIPPED.labels}
    assert told(*SHIPPED.labels, made) == set()


def test_the_tenth_label_has_no_key():
    many = with_new(SHIPPED, (("label", f"L{number}", "") for number in range(6)))
    assert [label.key for label in many.labels] == [*"123456789", ""]


def test_a_new_role_has_a_letter_of_its_name():
    assert new_role(SHIPPED.roles, "verse", "verse", "article").letter == "V"
    poem = with_new(SHIPPED, [("role", "诗", "article")]).roles[-1]
    assert poem.letter not in {role.letter for role in SHIPPED.roles}


@pytest.mark.parametrize("name", ["", "a b", "x\ny", "N" * 500, "\ud800", "a\0b"])
def test_a_name_that_is_none_makes_no_word(name):
    words = [("label", name, ""), ("role", name, "article"), ("label", "EVENT", "")]
    later = with_new(SHIPPED, words)
    assert [label.name for label in later.labels[4:]] == ["EVENT"]
    assert later.roles == SHIPPED.roles


def test_there_are_no_more_new_words_than_letters():
    many = [(kind, f"W{number}", within) for number in range(50) for kind, within in BOTH_KINDS]
    later = with_new(SHIPPED, many)
    assert flaws(later.labels, later.roles) == []
    assert len(later.labels) == len(later.roles) == 36


def test_a_new_word_never_gets_the_id_of_a_retired_one():
    gone = SHIPPED.without("label", "TIME")
    again = with_new(gone, [("label", "TIME", "")])
    assert [label.id for label in again.labels] == ["PER", "LOC", "ORG", "TIME-2"]


def test_proposals_of_a_retired_word_are_its_successors_and_keep_their_ids():
    words = SHIPPED.without("label", "TIME", "ORG").without("label", "PER")
    words = words.without("role", "kicker", "deck").without("role", "ad").without("role", "credit")
    span = Span(0, 2)
    date, person = (
        propose(EntityBody(span, "TIME"), 1, (), ""),
        propose(EntityBody(span, "PER"), 1, (), ""),
    )
    advertisement = propose(FurnitureBody(Span(8, 9), "ad"), 1, (), "")
    parts = (Part(Span(0, 1), "kicker"), Part(Span(1, 2), "body"), Part(Span(2, 3), "credit"))
    article = propose(ArticleBody(parts), 1, (), "")
    found = list(as_offered([date, person, advertisement, article], words))
    assert [each.id for each in found] == [date.id, article.id]
    assert found[0].body == EntityBody(span, "ORG")
    assert isinstance(found[1].body, ArticleBody)
    assert [part.role for part in found[1].body.parts] == ["deck", "body", "body"]


def test_what_has_been_decided_stays_as_it_was_said():
    words = SHIPPED.without("label", "TIME", "ORG")
    date = propose(EntityBody(Span(0, 2), "TIME"), 1, (), "")
    assert list(as_offered([date], words, [date.id])) == [date]
