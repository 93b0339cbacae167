"""Other labels and roles for a project: renamed without a trace, removed with a say where marks go."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from annotator.document.labels import Label, Role, Vocabulary
from annotator.document.new_words import new_label, with_new
from annotator.document.pages import PageState
from annotator.document.raw_text import RawText
from annotator.document.spans import Selection
from annotator.errors import Cancelled
from annotator.settings.keymap import Keymap, load_keymap, shipped_keymap
from annotator.settings.language import Language
from annotator.settings.vocabulary import default_vocabulary, read_words, write_words
from annotator.store.project import NewPage, Project
from annotator.workbench import batch
from annotator.workbench.command_table import bindings
from annotator.workbench.contexts import in_context
from annotator.workbench.events import Event, VocabularyChanged
from annotator.workbench.lexicon import add, export_list, import_list, save_pattern
from annotator.workbench.queue import QueueFilter
from annotator.workbench.series_edits import SeriesDone
from annotator.workbench.situation import Refusal
from annotator.workbench.training_gold import read_gold
from annotator.workbench.vocabulary import AWAY, Plan, carried_out, key_clashes, planned
from annotator.workbench.vocabulary_words import sentences_of
from annotator.workbench.words_draft import WordsDraft
from tests.workbench.conftest import Editor
from tests.workbench.small_page import TEXT

SHIPPED = default_vocabulary()
KEYS = shipped_keymap()


def label(id_: str, words: Vocabulary = SHIPPED) -> Label:
    found = words.label(id_)
    assert found is not None
    return found


def changed(words: Vocabulary, id_: str, **fields: str) -> tuple[Label, ...]:
    """The labels with those fields of one of them otherwise."""
    return tuple(replace(each, **fields) if each.id == id_ else each for each in words.labels)


def do(
    editor: Editor,
    labels: tuple[Label, ...] | None = None,
    roles: tuple[Role, ...] | None = None,
    instead: dict[tuple[str, str], str] | None = None,
) -> SeriesDone:
    """Plans and does it; neither may be refused."""
    now = editor.session.vocabulary
    plan = planned(
        editor.session.project,
        now.labels if labels is None else labels,
        now.roles if roles is None else roles,
        KEYS,
        instead,
    )
    assert isinstance(plan, Plan), plan
    done = carried_out(editor.session, plan)
    assert isinstance(done, SeriesDone), done
    return done


def refused(editor: Editor, labels: tuple[Label, ...] | None = None, **more: object) -> str:
    now = editor.session.vocabulary
    roles = more.get("roles", now.roles)
    instead = more.get("instead")
    plan = planned(editor.session.project, labels or now.labels, roles, KEYS, instead)  # type: ignore[arg-type]
    assert isinstance(plan, Refusal)
    return Language("en").sentence(plan.why)


@pytest.fixture
def marked(editor: Editor) -> Editor:
    """Two pages with marks of their own: LOC twice, PER once, an article with all its parts."""
    session = editor.session
    session.project.add_pages([NewPage("other", RawText.of(TEXT), "other.txt", "utf-8")], "2024")
    session.open_page(2)
    editor.select("北屯村")
    session.run("label_entity", "LOC")
    session.open_page(1)
    editor.select("北屯村")
    session.run("label_entity", "LOC")
    editor.select("王明")
    session.run("label_entity", "PER")
    return editor


# -- renaming ------------------------------------------------------------------------------


def test_renaming_changes_no_mark_no_count_and_no_history(marked: Editor):
    session, project = marked.session, marked.session.project
    before, counts = marked.entities(), set(project.lexicon())
    edits = [row.title for row in project.journal(1)]
    done = do(marked, changed(SHIPPED, "LOC", name="PLACE"))
    assert (done.places, done.pages) == (0, 0)
    assert session.vocabulary.name_of("label", "LOC") == "PLACE"
    assert marked.entities() == before
    assert set(project.lexicon()) == counts
    assert [row.title for row in project.journal(1)] == edits


def test_undo_and_redo_work_across_a_rename_and_a_restart(
    marked: Editor, reopen: Callable[[], Editor]
):
    before = [each for each in marked.entities() if each[2]]
    do(marked, changed(SHIPPED, "PER", name="人"))
    again = reopen()
    assert again.session.vocabulary.name_of("label", "PER") == "人"
    assert again.session.undo()
    assert ("王明", "PER", True) not in again.entities()
    assert again.session.redo()
    assert [each for each in again.entities() if each[2]] == before


def test_phrases_of_the_past_say_the_new_title(marked: Editor):
    last = marked.session.history.last
    assert last is not None
    do(marked, changed(SHIPPED, "PER", titles=(("en", "Human {being}"), ("zh", "人物"))))
    language = Language("en")
    assert "Person" in language.sentence(last.title)
    language.learn(marked.session.vocabulary)
    assert "Human {being}" in language.sentence(last.title)


# -- removing ------------------------------------------------------------------------------


def test_a_word_in_use_does_not_go_without_a_say(marked: Editor):
    said = refused(marked, tuple(e for e in SHIPPED.labels if e.id != "LOC"))
    assert "LOC" in said
    assert "2" in said
    assert marked.session.project.vocabulary() == SHIPPED


def test_one_without_marks_goes_and_its_proposals_with_it(marked: Editor):
    assert ("今年", "TIME", False) in marked.entities()
    do(marked, tuple(each for each in SHIPPED.labels if each.id != "TIME"))
    assert [text for text, name, _ in marked.entities() if name == "TIME"] == []
    stored = marked.session.project.page(1).proposals.values()
    assert not any(getattr(each.body, "label", "") == "TIME" for each in stored)


def test_marks_go_to_another_label_on_every_page_with_one_undo(marked: Editor):
    session = marked.session
    without = tuple(each for each in SHIPPED.labels if each.id != "LOC")
    done = do(marked, without, instead={("label", "LOC"): "ORG"})
    assert (done.places, done.pages) == (2, 2)
    assert ("北屯村", "ORG", True) in marked.entities()
    assert [e.label for e in session.project.page(2).entities] == ["ORG"]
    assert session.project.uses("label") == {"ORG": 2, "PER": 1}
    assert session.undo()
    assert ("北屯村", "LOC", True) in marked.entities()
    assert [e.label for e in session.project.page(2).entities] == ["LOC"]
    gone = session.vocabulary.label("LOC")
    assert gone is not None
    assert gone.is_retired
    assert (gone.colour, gone.titles, gone.instead) == (
        label("LOC").colour,
        label("LOC").titles,
        "ORG",
    )


def test_undo_on_another_page_takes_the_whole_series_back(marked: Editor):
    session = marked.session
    without = tuple(each for each in SHIPPED.labels if each.id != "LOC")
    do(marked, without, instead={("label", "LOC"): "ORG"})
    session.open_page(2)
    assert session.undo()
    assert session.project.uses("label") == {"LOC": 2, "PER": 1}


def test_marks_may_be_deleted_and_come_back(marked: Editor):
    without = tuple(each for each in SHIPPED.labels if each.id != "PER")
    done = do(marked, without, instead={("label", "PER"): AWAY})
    assert done.places == 1
    assert not [text for text, name, _ in marked.entities() if name == "PER"]
    assert marked.session.undo()
    assert ("王明", "PER", True) in marked.entities()


def test_what_goes_without_a_decision_is_not_counted_as_open_on_any_page(marked: Editor):
    session = marked.session
    marked.select("村民")
    session.run("label_entity", "TIME")
    assert ("今年", "TIME", False) in marked.entities()
    without = tuple(each for each in SHIPPED.labels if each.id != "TIME")
    do(marked, without, instead={("label", "TIME"): AWAY})
    page = session.page
    assert page is not None
    (row,) = session.project.page_rows([1])
    assert (row.open, row.proposed) == (len(page.doubts), len(page.proposals))


def test_what_goes_is_not_counted_as_open_on_a_finished_page_either(marked: Editor):
    session = marked.session
    session.run("finish_page", "yes")
    assert session.page is not None
    assert session.page.state is PageState.FINISHED
    before = session.project.page_rows([1])[0].open
    without = tuple(each for each in SHIPPED.labels if each.id != "TIME")
    do(marked, without)
    page = session.page
    (row,) = session.project.page_rows([1])
    assert (row.open, row.proposed) == (len(page.doubts), len(page.proposals))
    assert row.open == before - 1


def test_a_proposal_that_is_undecided_again_is_its_successors(marked: Editor):
    session = marked.session
    marked.to_word("今年")
    session.run("accept")
    assert ("今年", "TIME", True) in marked.entities()
    without = tuple(each for each in SHIPPED.labels if each.id != "TIME")
    do(marked, without, instead={("label", "TIME"): "ORG"})
    session.undo()
    session.undo()
    assert ("今年", "ORG", False) in marked.entities()
    assert session.page is not None
    assert session.project.page(1).proposals == session.page.proposals


def test_a_proposer_that_still_says_a_retired_label_is_read_as_its_successor(
    marked: Editor, small_proposals
):
    without = tuple(each for each in SHIPPED.labels if each.id != "TIME")
    now = SHIPPED.without("label", "TIME", "ORG")
    marked.session.project.put_vocabulary(now)
    marked.session.see_vocabulary()
    assert marked.session.vocabulary.labels == without
    marked.session.put_proposals(1, small_proposals)
    assert ("今年", "ORG", False) in marked.entities()


def test_roles_go_to_roles_on_their_side_and_parts_join(marked: Editor):
    session = marked.session
    marked.to_line(8)
    session.run("set_role", "subhead")
    roles = tuple(role for role in SHIPPED.roles if role.id != "subhead")
    assert "subhead" in refused(marked, roles=roles)
    said = refused(marked, roles=roles, instead={("role", "subhead"): "section"})
    assert "furniture" in said
    do(marked, roles=roles, instead={("role", "subhead"): "body"})
    (parts,) = [a for a in marked.articles() if a[0][1] == "新校舍落成"]
    assert [role for role, _ in parts] == ["headline", "body"]


def test_the_role_that_commands_give_stays(marked: Editor):
    roles = tuple(role for role in SHIPPED.roles if role.id != "body")
    assert "stays" in refused(marked, roles=roles)


def test_a_role_in_use_stays_inside_or_outside_of_articles(marked: Editor):
    marked.to_line(8)
    marked.session.run("set_role", "subhead")
    roles = tuple(
        replace(role, within="furniture") if role.id == "subhead" else role
        for role in SHIPPED.roles
    )
    assert "subhead" in refused(marked, roles=roles)


def test_stopping_leaves_everything_as_it_was(marked: Editor):
    session = marked.session
    before = marked.entities()
    without = tuple(each for each in SHIPPED.labels if each.id != "LOC")
    plan = planned(session.project, without, SHIPPED.roles, KEYS, {("label", "LOC"): "ORG"})
    assert isinstance(plan, Plan)
    with pytest.raises(Cancelled):
        carried_out(session, plan, lambda _done, _total, _what: False)
    assert session.vocabulary == session.project.vocabulary() == SHIPPED
    assert marked.entities() == before
    assert session.project.uses("label") == {"LOC": 2, "PER": 1}


# -- watching ------------------------------------------------------------------------------


def test_a_session_sees_what_another_program_has_changed_when_it_looks(marked: Editor):
    session = marked.session
    heard: list[Event] = []
    session.watch(heard.append)
    assert not session.see_vocabulary()
    with Project.open(session.project.path) as other:
        other.put_vocabulary(replace(SHIPPED, labels=changed(SHIPPED, "LOC", name="PLACE")))
    session.open_page(2)
    assert session.vocabulary.name_of("label", "LOC") == "PLACE"
    assert sum(isinstance(each, VocabularyChanged) for each in heard) == 1


def test_a_filter_on_a_label_that_goes_is_lifted(marked: Editor):
    session = marked.session
    session.set_filter(QueueFilter(kind="entity", label="TIME"))
    do(marked, tuple(each for each in SHIPPED.labels if each.id != "TIME"))
    assert session.filter == QueueFilter(kind="entity")
    assert session.queue


# -- keys ----------------------------------------------------------------------------------


def with_fifth(key: str = "5") -> tuple[Label, ...]:
    return (*SHIPPED.labels, replace(new_label(SHIPPED.labels, "EVENT", "EVENT"), key=key))


def test_a_label_of_the_projects_own_has_its_key_and_works(marked: Editor):
    session = marked.session
    do(marked, with_fifth())
    found = [each for each in bindings(session.vocabulary, KEYS) if each.argument == "EVENT"]
    assert [each.keys for each in found if each.command == "label_entity"] == [("5",)]
    marked.select("春耕")
    session.run("label_entity", "EVENT")
    assert ("春耕", "EVENT", True) in marked.entities()


def test_a_key_that_another_command_has_is_told(marked: Editor):
    said = refused(marked, with_fifth("N"))
    assert "Start an article" in said
    assert key_clashes(with_fifth("R"), SHIPPED.roles, KEYS)[0].id == "EVENT"
    assert key_clashes(with_fifth("n"), SHIPPED.roles, KEYS)[0].id == "EVENT"
    assert key_clashes(with_fifth("5"), SHIPPED.roles, KEYS) == []


def test_a_label_without_a_key_has_none(marked: Editor):
    do(marked, with_fifth(""))
    found = [each for each in bindings(marked.session.vocabulary, KEYS) if each.argument == "EVENT"]
    assert {each.keys for each in found} == {()}


def test_digits_take_candidates_at_a_suspect_whatever_the_labels_are(proofreader):
    session = proofreader.session
    session.project.put_vocabulary(replace(SHIPPED, labels=with_fifth()))
    session.see_vocabulary()
    session.run("next_suspect")
    situation = session.situation()
    assert situation.suspect is not None
    assert in_context(situation, "label_entity", "EVENT") == ("take_candidate", "5")
    session.select(Selection(0, 2))
    assert in_context(session.situation(), "label_entity", "EVENT") == ("label_entity", "EVENT")


def test_the_user_s_own_keys_are_looked_at(tmp_path: Path):
    own = tmp_path / "keys.toml"
    own.write_text('undo = ["5"]\n', "utf-8")
    assert key_clashes(with_fifth(), SHIPPED.roles, load_keymap(own))[0].id == "EVENT"
    assert key_clashes(with_fifth(), SHIPPED.roles, Keymap({})) == []


# -- patterns and lexicon ------------------------------------------------------------------


def test_patterns_and_lexicon_know_the_labels_of_the_project(marked: Editor, tmp_path: Path):
    from annotator.document.patterns import Pattern

    project = marked.session.project
    assert isinstance(add(project, "春耕", "EVENT"), Refusal)
    do(marked, with_fifth())
    assert add(project, "春耕", "EVENT") is None
    assert isinstance(save_pattern(project, Pattern(0, "EVENT", "words", "春耕")), Pattern)
    do(marked, changed(marked.session.vocabulary, "EVENT", name="事件"))
    out = tmp_path / "list.tsv"
    export_list(project, out)
    assert "春耕\t事件\talways" in out.read_text("utf-8")
    with Project.create(tmp_path / "fresh.db") as fresh:
        fresh.put_vocabulary(marked.session.vocabulary)
        import_list(fresh, out)
        assert [entry.label for entry in fresh.lexicon().entries_of("春耕")] == ["EVENT"]


def test_roles_of_its_own_are_learnt_as_what_every_project_has(marked: Editor):
    session = marked.session
    words = [("role", "poem", "article"), ("role", "motto", "furniture")]
    do(marked, roles=with_new(SHIPPED, words).roles)
    marked.to_line(9)
    session.run("set_role", "poem")
    marked.to_line(1)
    session.run("set_role", "motto")
    assert ("motto", "要闻") in marked.furniture()
    session.run("finish_page", "yes")
    (page,) = read_gold([session.project.path], None, "")
    roles = [piece["role"] for article in page.gold["articles"] for piece in article["segments"]]
    assert "body" in roles
    assert "poem" not in roles
    assert page.gold["furniture"] == []


# -- files ---------------------------------------------------------------------------------


def test_what_is_written_is_read_again_and_changes_nothing(marked: Editor, tmp_path: Path):
    labels = changed(replace(SHIPPED, labels=with_fifth()), "LOC", name="地 名".replace(" ", "·"))
    odd = replace(
        labels[0], definitions=(("zh", '带"引号"\n与 \\ 的{定义}'),), examples=("甲\t乙",)
    )
    do(marked, (odd, *labels[1:]))
    project = marked.session.project
    write_words(tmp_path / "words.toml", project.vocabulary())
    read = read_words(tmp_path / "words.toml", project.vocabulary())
    assert (read.labels, read.roles) == (project.vocabulary().labels, project.vocabulary().roles)
    plan = planned(project, read.labels, read.roles, KEYS)
    assert isinstance(plan, Plan)
    assert not [*plan.added, *plan.changed, *plan.leaving]


def test_a_plan_says_what_would_change(marked: Editor):
    words = changed(replace(SHIPPED, labels=with_fifth()), "ORG", name="BODY")
    labels = tuple(each for each in words if each.id not in ("LOC", "TIME"))
    plan = planned(marked.session.project, labels, SHIPPED.roles, KEYS, {("label", "LOC"): "ORG"})
    assert isinstance(plan, Plan)
    assert sentences_of(plan, Language("en")) == [
        "new label: EVENT",
        "label ORG: renamed BODY",
        "label LOC: removed, 2 marks become BODY",
        "label TIME: removed (not in use)",
    ]


@pytest.mark.parametrize("form", ["page-json", "annotator"])
def test_gold_with_renamed_and_new_labels_goes_out_and_comes_back(
    marked: Editor, tmp_path: Path, form: str
):
    session, project = marked.session, marked.session.project
    do(marked, changed(replace(SHIPPED, labels=with_fifth()), "LOC", name="地点"))
    marked.select("春耕")
    session.run("label_entity", "EVENT")
    gold = [(mark.span, mark.label) for mark in project.page(1).entities]
    out = tmp_path / "out"
    batch.export(batch.pages_of(project), form, out, project=project)
    files = sorted(path for path in out.iterdir() if path.name != "manifest.json")
    text = "".join(path.read_text("utf-8") for path in files)
    assert '"地点"' in text
    assert '"LOC"' not in text
    with Project.create(tmp_path / "back.db") as back:
        back.put_vocabulary(project.vocabulary())
        if form == "page-json":
            pages = [NewPage(name, RawText.of(TEXT), "x", "utf-8") for name in ("small", "other")]
            back.add_pages(pages, "2024")
        report = batch.import_files(back, files, by="me")
        assert not report.unplaced
        number = back.page_number("small")
        assert [(mark.span, mark.label) for mark in back.page(number).entities] == gold


def test_conll_says_names(marked: Editor, tmp_path: Path):
    do(marked, changed(SHIPPED, "LOC", name="地点"))
    project = marked.session.project
    report = batch.export(
        batch.pages_of(project), "conll", tmp_path, include_proposals=True, project=project
    )
    assert "B-地点" in report.files[0].read_text("utf-8")
    assert "-LOC" not in report.files[0].read_text("utf-8")


def test_unknown_labels_are_left_out_or_become_the_projects_own(marked: Editor, tmp_path: Path):
    session, project = marked.session, marked.session.project
    do(marked, with_fifth())
    marked.select("春耕")
    session.run("label_entity", "EVENT")
    batch.export(batch.pages_of(project), "annotator", tmp_path, project=project)
    (file,) = tmp_path.glob("*.jsonl")
    with Project.create(tmp_path / "plain.db") as plain:
        report = batch.import_files(plain, [file], by="me")
        assert [stray.name for stray in report.strays] == ["EVENT"]
        assert len(report.unplaced) == 1
    with Project.create(tmp_path / "adding.db") as adding:
        report = batch.import_files(adding, [file], by="me", add_words=True)
        assert not report.unplaced
        (new,) = adding.vocabulary().labels[len(SHIPPED.labels) :]
        assert (new.name, new.key) == ("EVENT", "5")
        number = adding.page_number("small")
        assert "EVENT" in {mark.label for mark in adding.page(number).entities}


# -- the draft of the dialog ---------------------------------------------------------------


def test_a_draft_adds_renames_moves_and_is_kept(marked: Editor):
    draft = WordsDraft(marked.session.project, KEYS)
    assert not draft.is_changed
    word = draft.add("label", "NEW")
    draft.put("label", 4, replace(word, name="EVENT"))
    assert draft.move("label", 4, -9) == 0
    plan = draft.plan()
    assert isinstance(plan, Plan)
    carried_out(marked.session, plan)
    assert [each.id for each in marked.session.vocabulary.labels] == [
        "EVENT",
        "PER",
        "LOC",
        "ORG",
        "TIME",
    ]


def test_a_draft_knows_where_marks_go_also_when_that_label_goes_too(marked: Editor):
    draft = WordsDraft(marked.session.project, KEYS)
    draft.remove(label("LOC"), "ORG")
    draft.remove(label("ORG"), "TIME")
    plan = draft.plan()
    assert isinstance(plan, Plan)
    done = carried_out(marked.session, plan)
    assert isinstance(done, SeriesDone)
    assert marked.session.project.uses("label") == {"PER": 1, "TIME": 2}


def test_a_retired_label_comes_back_with_what_it_had(marked: Editor):
    draft = WordsDraft(marked.session.project, KEYS)
    draft.remove(label("TIME"), AWAY)
    plan = draft.plan()
    assert isinstance(plan, Plan)
    carried_out(marked.session, plan)
    again = WordsDraft(marked.session.project, KEYS)
    (gone,) = again.retired("label")
    again.take_back(gone)
    plan = again.plan()
    assert isinstance(plan, Plan)
    carried_out(marked.session, plan)
    assert marked.session.vocabulary == SHIPPED


def test_a_key_that_is_taken_by_now_stays_with_who_has_it(marked: Editor):
    draft = WordsDraft(marked.session.project, KEYS)
    draft.remove(label("TIME"), AWAY)
    draft.put("label", 0, replace(label("PER"), key="4"))
    (gone,) = draft.retired("label")
    draft.take_back(gone)
    assert [each.key for each in draft.labels] == ["4", "2", "3", ""]
    assert draft.flaws == []


def test_a_draft_takes_nothing_back_that_another_window_has_kept(marked: Editor):
    project = marked.session.project
    draft = WordsDraft(project, KEYS)
    draft.put("label", 0, replace(label("PER"), name="人"))
    with Project.open(project.path) as other:
        shipped = (*SHIPPED.labels, new_label(SHIPPED.labels, "船", "船"))
        other.put_vocabulary(Vocabulary(shipped, SHIPPED.roles))
    plan = draft.plan()
    assert isinstance(plan, Refusal)
    assert plan.why.key == "vocabulary.changed_meanwhile"
    assert project.vocabulary().label("船") is not None


def test_a_file_in_the_place_of_a_draft_asks_anew_where_marks_go(marked: Editor, tmp_path: Path):
    draft = WordsDraft(marked.session.project, KEYS)
    draft.remove(label("LOC"), "ORG")
    path = tmp_path / "words.toml"
    write_words(path, SHIPPED.without("label", "LOC", "").without("label", "ORG", ""))
    draft.take(read_words(path, SHIPPED))
    assert [(word.id, count) for word, count in draft.unsaid()] == [("LOC", 2)]
    draft.say_where(label("LOC"), "TIME")
    assert isinstance(draft.plan(), Plan)
