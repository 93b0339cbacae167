"""Pages made of paragraphs, and what a rule says of them in short."""

import re
from collections.abc import Sequence

from annotator.document.marks import Part
from annotator.document.proposals import ArticleBody, EntityBody, FurnitureBody, Proposal, propose
from annotator.document.raw_text import RawText
from annotator.document.spans import Span
from annotator.propose.suspects.finding import Rule
from annotator.propose.suspects.paragraphs import PageReading, Sources, blocks_of, names_of

FURNITURE = frozenset(("section", "masthead", "staff", "ad", "noise"))


def sheet(*paragraphs: str | tuple[str, str]) -> tuple[RawText, list[Proposal]]:
    """One article; a paragraph is its text (body) or role and text. A slash is a soft break in it."""
    raw, parts, furniture, breaks = "", list[Part](), list[Proposal](), list[Span]()
    for each in paragraphs:
        role, text = ("body", each) if isinstance(each, str) else each
        start = len(raw)
        raw += text.replace("/", "\n")
        breaks += [Span(start + at, start + at + 1) for at, c in enumerate(text) if c == "/"]
        span = Span(start, len(raw))
        if role in FURNITURE:
            furniture.append(propose(FurnitureBody(span, role), 1.0, (), "test"))
        else:
            parts.append(Part(span, role))
        raw += "\n\n"
    article = propose(ArticleBody(tuple(parts), tuple(breaks)), 1.0, (), "test") if parts else None
    return RawText.of(raw), [*([article] if article else []), *furniture]


def named(raw: RawText, names: Sequence[tuple[str, str]]) -> list[Proposal]:
    """Each place of each string as a proposed name: text and label."""
    return [
        propose(EntityBody(Span(*match.span()), label), 0.9, (), "test")
        for text, label in names
        for match in re.finditer(re.escape(text), raw.text)
    ]


def page(*paragraphs: str | tuple[str, str], names: Sequence[tuple[str, str]] = ()) -> PageReading:
    """The page as it reads without any correction."""
    raw, proposals = sheet(*paragraphs)
    return Sources(raw, blocks_of(raw.text, proposals), names_of(named(raw, names))).page()


def said(
    rule: Rule, *paragraphs: str | tuple[str, str], names: Sequence[tuple[str, str]] = ()
) -> list[tuple[str, str | None]]:
    """What stands there, and what it should read; an insertion shows the character before it."""
    reading = page(*paragraphs, names=names)
    found: list[tuple[str, str | None]] = []
    for each in rule(reading):
        text = reading.paragraphs[each.paragraph].text
        before = text[max(0, each.start - 1) : each.start] + "^"
        found.append((text[each.start : each.end] or before, each.text))
    return found
