"""Any article commands in any order: no text has two owners, and undo brings every step back exactly."""

import json
import tempfile
from collections.abc import Callable
from pathlib import Path

import hypothesis.strategies as st
from hypothesis import given, settings

from annotator.document.edits import Edit
from annotator.document.spans import Selection, Span, first_overlap
from annotator.settings.vocabulary import default_vocabulary
from annotator.store.project import NewPage, Project
from annotator.workbench.command_table import COMMANDS
from annotator.workbench.session import Session
from tests.workbench.test_afternoon import NEEDS_ARGUMENTS, TEXTS, RawText, proposals_for

PLAIN = sorted(
    name
    for name, command in COMMANDS.items()
    if command.group == "articles"
    and command.ask
    and not command.family
    and name not in NEEDS_ARGUMENTS
)


def one_command(draw: Callable[..., object], session: Session) -> tuple[str, ...]:
    """Some article command with arguments that the page allows."""
    shown = session.shown
    assert shown is not None
    articles, raw = shown.articles, shown.page.raw
    name = draw(st.sampled_from([*PLAIN, "give_lines", "set_role", "place_lines", "continue_with"]))
    assert isinstance(name, str)
    if name == "set_role":
        return name, str(draw(st.sampled_from(["headline", "byline", "body", "caption", "ad"])))
    if name in PLAIN or not articles:
        return (name if name in PLAIN else "start_article",)
    number = draw(st.integers(1, len(articles)))
    assert isinstance(number, int)
    if name == "place_lines":
        part = articles[number - 1].parts[-1].span
        return name, str(number), str(draw(st.sampled_from(["", part.start, part.end - 1])))
    if name == "continue_with":
        spans = [s for n in range(len(raw.line_starts)) if (s := raw.lines_span(n, n))]
        taken = draw(st.lists(st.sampled_from(spans), min_size=1, max_size=3, unique=True))
        assert isinstance(taken, list)
        return name, str(number), json.dumps([[each.start, each.end] for each in taken])
    return name, str(number)


def selection(draw: Callable[..., object], length: int) -> Selection:
    """A caret, a stretch, or several."""
    ends = draw(st.lists(st.integers(0, length), min_size=1, max_size=6, unique=True))
    assert isinstance(ends, list)
    pairs = sorted(ends)
    spans = [Span(a, b) for a, b in zip(pairs[::2], pairs[1::2], strict=False)]
    return Selection.of(spans) if spans else Selection.at(pairs[0])


@settings(max_examples=120, deadline=None)
@given(text=TEXTS, data=st.data())
def test_any_article_commands_keep_each_text_with_one_owner_and_come_back(text, data):
    with (
        tempfile.TemporaryDirectory() as folder,
        Project.create(Path(folder) / "project.db") as project,
    ):
        raw = RawText.of(text)
        project.add_pages([NewPage("page", raw, "page.txt", "utf-8")], "")
        session = Session(project, default_vocabulary(), "editor", lambda: "2026-01-01T00:00:00Z")
        session.open_page(1)
        session.put_proposals(1, data.draw(proposals_for(raw)))
        states = [dict(session.page.records)]
        for _ in range(data.draw(st.integers(1, 10))):
            session.select(selection(data.draw, len(raw)))
            if isinstance(session.run(*one_command(data.draw, session)), Edit):
                states.append(dict(session.page.records))
            assert_whole(session)
        for before in reversed(states[:-1]):
            assert session.undo()
            assert dict(session.page.records) == before
        assert not session.undo()


def assert_whole(session: Session) -> None:
    """No text has two owners, marks begin and end with text, and cards read all of it."""
    shown = session.shown
    assert shown is not None
    text = shown.page.raw.text
    assert first_overlap(each.span for each in shown.stretches) is None
    for stretch in shown.stretches:
        word = stretch.span.text_in(text)
        assert word == word.strip()
    parts = [part.span for article in shown.page.articles for part in article.parts]
    for mark in shown.page.soft_breaks:
        assert any(part.covers(mark.span) for part in parts)
    ranks = [article.rank for article in shown.articles]
    assert ranks == sorted(ranks)
