"""What learning would have saved: the finished pages once more, in the order of their finishing.

Each page is answered with what the pages before it have taught, and only then learnt. A
correction is one edit: an entity removed, added, or changed in span or label.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from time import perf_counter
from typing import TYPE_CHECKING

from annotator.document.claims import Claims
from annotator.document.lexicon import Lexicon, LexiconEntry, string_of
from annotator.document.pages import Page
from annotator.document.proposals import EntityBody, Proposal
from annotator.document.raw_text import RawText
from annotator.propose.worker import propose_and_read
from annotator.store.project import Project
from annotator.workbench.lessons import gold_of, outside_on
from annotator.workbench.progress import Progress, no_progress, step

if TYPE_CHECKING:
    from annotator.propose.learner_pages import ReadPage

Read = Callable[[RawText], "tuple[list[Proposal], ReadPage]"]
"""A raw text's proposals, before anything learnt in the project, and the text as the tagger read it."""

BATCH = 10
"""Pages of a row of the table."""


@dataclass(frozen=True, slots=True)
class Replayed:
    """Corrections that pages needed: by the proposals as they come, with the lexicon, and with the
    lexicon and the learner where its gate was open.

    `in_use` counts the pages on which it was; `seconds` is what the lessons took.
    """

    pages: int = 0
    characters: int = 0
    plain: int = 0
    lexicon: int = 0
    learner: int = 0
    in_use: int = 0
    seconds: float = 0.0

    def __add__(self, other: "Replayed") -> "Replayed":
        return Replayed(
            self.pages + other.pages,
            self.characters + other.characters,
            self.plain + other.plain,
            self.lexicon + other.lexicon,
            self.learner + other.learner,
            self.in_use + other.in_use,
            self.seconds + other.seconds,
        )


def replay_project(project: Project, progress: Progress = no_progress) -> Iterator[Replayed]:
    """The finished pages of a project, one after another. Nothing is written."""
    rules = [
        replace(each, accepted=0, rejected=0, outside=0)
        for each in project.lexicon()
        if each.rule != "auto"
    ]
    patterns = tuple(project.patterns())

    def read(raw: RawText) -> "tuple[list[Proposal], ReadPage]":
        proposals, _, page = propose_and_read(raw, patterns)
        return proposals, page

    def pages() -> Iterator[Page]:
        numbers = [number for number, _ in project.finished()]
        for done, number in enumerate(numbers):
            page = project.page(number)
            step(progress, done, len(numbers), page.name)
            yield page
        step(progress, len(numbers), len(numbers), "")

    return replay(pages(), read, rules)


def replay(
    pages: Iterable[Page], read: Read, rules: Iterable[LexiconEntry] = ()
) -> Iterator[Replayed]:
    """Each page answered, counted and learnt.

    The lexicon counts as rejected what it would have had to be without the learner: proposals
    that share text with no entity of the page.
    """
    from annotator.propose.learner import Learner
    from annotator.propose.learner_gate import corrections
    from annotator.propose.learner_speaks import named_places, strong, taught

    learner, lexicon = Learner(), Lexicon(rules)
    for number, page in enumerate(pages):
        proposals, reading = read(page.raw)
        gold = gold_of(page)
        was_open = learner.gate.is_open
        began = perf_counter()
        said = taught(learner, number, reading, page.raw, proposals, gold, lexicon)
        seconds = perf_counter() - began
        with_lexicon, with_learner = said.errors(gold)
        yield Replayed(
            pages=1,
            characters=len(page.raw),
            plain=corrections(named_places(strong(proposals)), named_places(gold)),
            lexicon=with_lexicon,
            learner=with_learner if was_open else with_lexicon,
            in_use=int(was_open),
            seconds=seconds,
        )
        lexicon = _counted(lexicon, page, said.plain, gold)


def _counted(
    lexicon: Lexicon, page: Page, shown: Sequence[EntityBody], gold: Sequence[EntityBody]
) -> Lexicon:
    """The lexicon after an editor has finished the page."""
    marked = Claims(body.span for body in gold)
    accepted = Counter(_key(body, page) for body in gold)
    rejected = Counter(_key(body, page) for body in shown if marked.is_free(body.span))
    entries = {
        (text, label): LexiconEntry(text, label) for text, label in (*accepted, *rejected) if text
    }
    texts = {text for text, _ in entries}
    entries |= {each.key: each for text in texts for each in lexicon.entries_of(text)}
    counted = [
        replace(
            each,
            accepted=each.accepted + accepted[each.key],
            rejected=each.rejected + rejected[each.key],
        )
        for each in entries.values()
    ]
    fresh = lexicon.replaced(texts, counted)
    outside = outside_on(page, fresh)
    return fresh.replaced(
        outside,
        [
            replace(each, outside=each.outside + count)
            for text, count in outside.items()
            for each in fresh.entries_of(text)
        ],
    )


def _key(body: EntityBody, page: Page) -> tuple[str, str]:
    return string_of(body.span.text_in(page.raw.text)), body.label


# -- as a table ----------------------------------------------------------------------------

HEAD = ("pages", "characters", "plain", "lexicon", "lexicon+learner", "in_use", "ms_per_lesson")


def table(replayed: Iterable[Replayed], batch: int = BATCH) -> Iterator[tuple[str, ...]]:
    """Corrections per 1,000 characters for each batch of pages, then for all; the first row names the columns."""
    yield HEAD
    whole, part, first = Replayed(), Replayed(), 1
    for each in replayed:
        whole, part = whole + each, part + each
        if part.pages == batch:
            yield _row(f"{first}-{whole.pages}", part)
            first, part = whole.pages + 1, Replayed()
    if part.pages:
        yield _row(f"{first}-{whole.pages}", part)
    if whole.pages:
        yield _row("all", whole)


def _row(name: str, sums: Replayed) -> tuple[str, ...]:
    per = 1000 / max(sums.characters, 1)
    rates = (f"{count * per:.2f}" for count in (sums.plain, sums.lexicon, sums.learner))
    lesson = f"{1000 * sums.seconds / sums.pages:.0f}"
    return name, str(sums.characters), *rates, f"{sums.in_use}/{sums.pages}", lesson
