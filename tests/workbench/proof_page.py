"""A page that recognition misread, and a proofreader who goes to words by name."""

from collections.abc import Iterable
from itertools import count
from pathlib import Path

from annotator.document.correcting import kind_of_change
from annotator.document.marks import CorrectionMark, Part
from annotator.document.phrases import Phrase
from annotator.document.proposals import (
    ArticleBody,
    CorrectionBody,
    EntityBody,
    Proposal,
    extent_of,
    propose,
)
from annotator.document.raw_text import RawText
from annotator.document.spans import Gap, Selection, Span
from annotator.settings.vocabulary import default_vocabulary
from annotator.store.project import NewPage, Project
from annotator.workbench.events import Event
from annotator.workbench.session import Session
from annotator.workbench.situation import Refusal

LINES = (
    "高明县低族群众欢庆节",  # goes on in the next line
    "日,载歌载舞,十分高兴,",
    "低族姑娘也来 了,北屯 村。",
    "本报的的记者王明",
)
TEXT = "\n".join(LINES)
BREAK = Span(TEXT.index("\n"), TEXT.index("\n") + 1)
NAME = Phrase("because.name_place")
PLAIN = Phrase("because.channel")


def place(word: str, nth: int = 0) -> tuple[int, int]:
    """Where `word` stands for the `nth` time, from 0."""
    at = -1
    for _ in range(nth + 1):
        at = TEXT.index(word, at + 1)
    return at, at + len(word)


def suspect(
    word: str, reads: str | None, score: float, *others: str, nth: int = 0, why: Phrase = PLAIN
) -> Proposal:
    """`word` should read `reads`, or one of `others`."""
    start, end = place(word, nth)
    return suspect_at(start, end, reads, score, *others, why=why)


def suspect_at(
    start: int, end: int, reads: str | None, score: float, *others: str, why: Phrase = PLAIN
) -> Proposal:
    where = Gap(start) if start == end else Span(start, end)
    kind = "substitution" if reads is None else kind_of_change(TEXT, start, end, reads)
    bodies = [CorrectionBody(where, reads, kind)]
    bodies += [CorrectionBody(where, each, kind) for each in others]
    return propose(bodies[0], score, (why,), "suspects 1", tuple(bodies[1:]))


def suspects() -> list[Proposal]:
    """Four half-width commas and two blanks, three wrong characters, one doubled, one damaged, one lost."""
    commas = [suspect(",", "，", 0.9, nth=nth) for nth in range(4)]
    blanks = [suspect(" ", "", 0.85, nth=nth) for nth in range(2)]
    return [
        *commas,
        *blanks,
        suspect("高", "嵩", 0.8, why=NAME),
        suspect("低", "佤", 0.7, "氐", "彝"),
        suspect("低", "佤", 0.6, nth=1),
        suspect_at(*[place("的记者")[0]] * 2, "昭通", 0.4),
        suspect("王", None, 0.5),
        suspect("歌", "哥", 0.1),
    ]


class Proofreader:
    """One session at the page, called `first`; other pages may stand beside it."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.heard: list[Event] = []
        session.watch(self.heard.append)

    def click(self, word: str, nth: int = 0, *, at: int = 0) -> None:
        self.session.select(Selection.at(place(word, nth)[0] + at))

    def select(self, word: str, nth: int = 0) -> None:
        self.session.select(Selection(*place(word, nth)))

    def to(self, proposal: Proposal) -> None:
        self.session.choose(proposal.id)

    def corrections(self) -> list[tuple[int, int, str | None, str]]:
        """Start, end, text and kind of each correction."""
        assert self.session.page is not None
        return [
            (*extent_of(CorrectionBody(mark.place, mark.text, mark.kind)), mark.text, mark.kind)
            for mark in self.session.page.corrections
        ]

    def fixes(self) -> list[tuple[str, str | None]]:
        """Raw text and reading of each correction."""
        return [(TEXT[start:end], text) for start, end, text, _ in self.corrections()]

    def reading(self) -> str:
        assert self.session.shown is not None
        return self.session.shown.page_reading.text

    def verdicts(self) -> list[str]:
        assert self.session.page is not None
        return sorted(each.verdict for each in self.session.page.decisions.values())

    def waiting(self) -> list[str]:
        """The raw text of each row of the queue."""
        spans = (extent_of(each.body) for each in self.session.queue)
        return [TEXT[start:end] for start, end in spans]


def refused(answer: object) -> str:
    """The key of the reason."""
    assert isinstance(answer, Refusal)
    return answer.why.key


def only(proofreader: Proofreader) -> CorrectionMark:
    """The one correction of the page."""
    assert proofreader.session.page is not None
    (mark,) = proofreader.session.page.corrections
    return mark


def queued(proofreader: Proofreader, raw: str, nth: int = 0) -> Proposal:
    """The `nth` row of the queue, from 0, that is about that raw text."""
    rows = zip(proofreader.session.queue, proofreader.waiting(), strict=True)
    return [each for each, word in rows if word == raw][nth]


def proofreader_at(
    folder: Path, proposals: Iterable[Proposal], others: Iterable[tuple[str, str]] = ()
) -> Proofreader:
    """At the page with an article and a name of gold on it; `others` are name and text of more pages."""
    project = Project.create(folder / "proofs.db")
    new = [("first", TEXT), *others]
    pages = [NewPage(name, RawText.of(text), f"{name}.txt", "utf-8") for name, text in new]
    project.add_pages(pages, "2026")
    ticks = count()
    session = Session(project, default_vocabulary(), "editor", lambda: f"2026-{next(ticks):05}")
    session.open_page(1)
    body = Part(Span(0, place("村。")[1]), "body")
    session.put_proposals(
        1,
        [
            propose(ArticleBody((body,), (BREAK,)), 0.9, (), "test 1"),
            propose(EntityBody(Span(*place("姑娘")), "PER"), 0.9, (), "test 1"),
        ],
    )
    session.run("accept_shown")
    session.put_proposals(1, proposals)
    return Proofreader(session)
