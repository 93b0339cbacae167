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

from annotator.document.marks import EntityMark, Mark
from annotator.document.pages import Page
from annotator.document.phrases import Phrase, phrase
from annotator.exchange.form import Order, Piece, Written, is_reviewed
from annotator.exchange.loss import Loss

EXTENSION = ".conll"
HEADER = "-DOCSTART- -X- O O\n\n"
ENDERS = frozenset("。！？；")
CLOSERS = frozenset("”’」』）】》〉") | ENDERS

Row = tuple[str, str]
"""A character and its tag."""


def write(page: Page, order: Order) -> Written | Phrase:
    """The page with its header, each sentence with the blank row that ends it; or why it is left out."""
    if not order.include_proposals and not is_reviewed(page, "entities"):
        return phrase("left_out.entities_not_reviewed")
    chunks = [HEADER]
    for sentence in sentences(page):
        chunks += [f"{character} -X- _ {tag}\n" for character, tag in sentence]
        chunks.append("\n")
    return Written((Piece(EXTENSION, "".join(chunks).encode("utf-8")),), lost(page))


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


def lost(page: Page) -> Loss:
    """All that is no entity, and what of the entities is no row."""
    text, joined = page.raw.text, _joined(page)
    inside = (at for mark in page.entities for at in range(mark.span.start, mark.span.end))
    return Loss.of(
        articles=len(page.articles),
        roles=sum(len(article.parts) for article in page.articles),
        furniture=len(page.furniture),
        soft_breaks=len(page.soft_breaks),
        entities=sum(mark.span.text_in(text).isspace() for mark in page.entities),
        corrections=len(page.corrections),
        origins=sum(isinstance(record, Mark) for record in page.records.values()),
        decisions=len(page.decisions),
        reviews=len(page.reviewed),
        flags=int(page.flag is not None),
        notes=len(page.notes),
        white_space=sum(text[at].isspace() and at not in joined for at in inside),
    )
