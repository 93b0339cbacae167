"""Character CoNLL for sequence labellers: one character a row, `字 -X- _ B-LOC`, tags in BIO.

The rules, for whoever reads it back:

* A page begins with `-DOCSTART- -X- O O` and a blank row; a blank row ends each sentence.
* Rows follow the raw text of the page. A soft break is joined over; every other newline ends
  the sentence. A sentence also ends behind 。！？； and what closes directly behind them
  (”’」』）】》〉, and more of 。！？；). Nothing ends inside an entity.
* White space is never a row: readers split rows at it. Inside an entity it is counted as lost,
  except in a soft break, which is no part of the name.
* A page whose entities nobody has looked at all over is left out: O would say "no entity"
  where nobody knows.
"""

from collections.abc import Iterator

from annotator.document.marks import EntityMark
from annotator.document.pages import Page
from annotator.document.phrases import Phrase, phrase
from annotator.exchange.loss import Loss, provenance_lost

HEADER = "-DOCSTART- -X- O O\n\n"
ENDERS = frozenset("。！？；")
CLOSERS = frozenset("”’」』）】》〉") | ENDERS

Row = tuple[str, str]
"""A character and its tag."""


def write(page: Page) -> bytes:
    """The page with its header, each sentence with the blank row that ends it."""
    chunks = [HEADER]
    for sentence in sentences(page):
        chunks += [f"{character} -X- _ {tag}\n" for character, tag in sentence]
        chunks.append("\n")
    return "".join(chunks).encode("utf-8")


def sentences(page: Page) -> Iterator[list[Row]]:
    """The page's characters with their tags, sentence by sentence; no sentence is empty."""
    owners = _owners(page)
    joined = _joined(page)
    sentence: list[Row] = []
    before: EntityMark | None = None
    has_ended = is_hard = is_apart = False
    for at, character in enumerate(page.raw.text):
        if character.isspace():
            is_hard |= character == "\n" and at not in joined
            is_apart |= at not in joined
            continue
        owner = owners.get(at)
        continues = owner is not None and owner is before
        closes = has_ended and not is_apart and character in CLOSERS
        if (is_hard or has_ended) and not closes and not continues and sentence:
            yield sentence
            sentence = []
        tag = "O" if owner is None else f"{'I' if continues else 'B'}-{owner.label}"
        sentence.append((character, tag))
        has_ended = character in ENDERS or closes
        before, is_hard, is_apart = owner, False, False
    if sentence:
        yield sentence


def _owners(page: Page) -> dict[int, EntityMark]:
    """The entity of each position that has one."""
    return {at: mark for mark in page.entities for at in range(mark.span.start, mark.span.end)}


def _joined(page: Page) -> frozenset[int]:
    """The positions of soft breaks."""
    spans = (mark.span for mark in page.soft_breaks)
    return frozenset(at for span in spans for at in range(span.start, span.end))


def left_out(page: Page) -> Phrase | None:
    """Why the page is not written: somebody must have looked at its entities all over."""
    looked_at = page.reviewed.get("entities")
    if looked_at and (looked_at.span.start, looked_at.span.end) == (0, len(page.raw)):
        return None
    return phrase("left_out.entities_not_reviewed")


def lost(page: Page) -> Loss:
    """All that is no entity, and what of the entities is no row."""
    text, joined = page.raw.text, _joined(page)
    blank = [mark for mark in page.entities if mark.span.text_in(text).isspace()]
    inside = (at for mark in page.entities for at in range(mark.span.start, mark.span.end))
    bare = Loss.of(
        articles=len(page.articles),
        roles=sum(len(article.parts) for article in page.articles) + len(page.furniture),
        soft_breaks=len(page.soft_breaks),
        corrections=len(page.corrections),
        blank_entities=len(blank),
        white_space=sum(text[at].isspace() and at not in joined for at in inside),
    )
    return bare + provenance_lost(page)
