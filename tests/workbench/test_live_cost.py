"""What a page has cost so far, read off its journal."""

from annotator.document.spans import Selection
from annotator.settings.keymap import shipped_keymap
from annotator.workbench.effort.live import LiveCost
from annotator.workbench.effort.prices import CLICK, DECISION, DRAG, HAND, NOTHING, pressing


def cost_of(session, live=None):
    live = live or LiveCost(shipped_keymap())
    return live.of(session.project, session.number, session.page.revision)


def test_a_page_nobody_has_touched_has_cost_nothing(editor):
    assert cost_of(editor.session) == NOTHING


def test_a_decision_in_the_queue_is_a_key_and_a_thought(editor):
    editor.session.choose(editor.session.queue[0].id)
    editor.session.run("accept")
    assert cost_of(editor.session) == pressing("Space") + DECISION


def test_a_name_from_a_selection_is_dragged_over_first(editor):
    editor.select("校长")
    editor.session.run("label_entity", "PER")
    assert cost_of(editor.session) == DRAG + HAND + HAND + pressing("1") + DECISION


def test_moving_an_end_on_is_a_key_and_no_further_decision(editor):
    editor.to_word("北屯村")
    for _ in range(3):
        editor.session.run("entity_end_left" if _ == 1 else "entity_end_right")
    live = cost_of(editor.session)
    assert live.decisions == 3
    editor.session.run("entity_end_right")
    after = cost_of(editor.session)
    assert after.decisions == live.decisions
    assert after.keys == live.keys + 2


def test_undoing_is_paid_for_and_takes_no_cost_back(editor):
    editor.to_line(5)
    editor.session.run("set_role", "subhead")
    before = cost_of(editor.session)
    editor.session.undo()
    assert cost_of(editor.session) == before + pressing("Ctrl+Z")


def test_the_cost_is_the_same_after_a_restart(editor, reopen):
    live = LiveCost(shipped_keymap())
    editor.session.run("accept_shown")
    cost_of(editor.session, live)
    editor.to_line(7)
    editor.session.run("join_article")
    editor.session.undo()
    grown = cost_of(editor.session, live)
    assert grown == cost_of(reopen().session)
    assert grown.gestures == CLICK.gestures


def test_only_what_is_new_in_the_journal_is_read(editor, monkeypatch):
    live, session = LiveCost(shipped_keymap()), editor.session
    session.run("accept_shown")
    cost_of(session, live)
    asked = []
    real = session.project.journal

    def journal(number, after=-1):
        rows = real(number, after=after)
        asked.append(len(rows))
        return rows

    monkeypatch.setattr(session.project, "journal", journal)
    cost_of(session, live)
    session.select(Selection.at(0))
    session.run("reopen_page")
    editor.to_line(7)
    session.run("join_article")
    cost_of(session, live)
    assert asked == [1]


def test_a_command_without_a_key_is_a_click(editor):
    live = LiveCost(shipped_keymap().bound("join_article", ()))
    editor.to_line(7)
    editor.session.run("join_article")
    assert cost_of(editor.session, live).gestures == 2
