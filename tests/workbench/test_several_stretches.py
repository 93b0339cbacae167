"""Several stretches selected at once: commands on lines and on corrections take all, those on one piece of text none."""

import pytest

from annotator.document.edits import Edit
from annotator.document.spans import Selection, Span
from annotator.workbench.situation import ONE_STRETCH
from tests.workbench.proof_page import place
from tests.workbench.small_page import span_of

NAMES = (span_of("王明"), span_of("校长"))


@pytest.mark.parametrize(
    ("command", "argument"), [("label_entity", "PER"), ("correct", "李"), ("mark_suspect", "")]
)
def test_what_is_about_one_stretch_is_refused(editor, command, argument):
    session = editor.session
    session.select(Selection.of(NAMES))
    assert session.run(command, *([argument] if argument else [])) == ONE_STRETCH
    assert session.page.revision == 0


def test_an_entity_that_is_one_of_several_stretches_stays(editor):
    session = editor.session
    session.select(Selection.of((span_of("今年"), span_of("校长"))))
    before = editor.entities()
    session.run("remove_entity")
    assert editor.entities() == before


@pytest.fixture
def two_fixes(proofreader):
    """Two corrections made, and what is selected begins at each and does not reach the other."""
    session = proofreader.session
    for nth in (0, 1):
        session.select(Selection(*place("低", nth)))
        session.run("correct", "傣")
    session.select(Selection.of(Span(*place("低", nth)) for nth in (0, 1)))
    return session


def test_the_corrections_of_all_stretches_are_removed_in_one_edit(two_fixes):
    assert isinstance(two_fixes.run("remove_correction"), Edit)
    assert two_fixes.page.corrections == ()
    two_fixes.undo()
    assert len(two_fixes.page.corrections) == 2


def test_the_corrections_of_all_stretches_and_no_others_are_likely(two_fixes):
    here = [Span(*place("低", nth)) for nth in (0, 1)]
    assert isinstance(two_fixes.run("mark_likely"), Edit)
    marks = two_fixes.page.corrections
    assert [(mark.place, mark.certainty) for mark in marks] == [(each, "likely") for each in here]
