"""Made-up pages with the errors of a recogniser, and what a perfect machine suspects of them."""

from itertools import count
from pathlib import Path

from annotator.document.phrases import Phrase, phrase
from annotator.document.proposals import CorrectionBody, EntityBody, Proposal, propose
from annotator.document.raw_text import RawText
from annotator.document.spans import Gap, Span
from annotator.settings.vocabulary import default_vocabulary
from annotator.store.project import NewPage, Project
from annotator.workbench.session import Session

FIRST = """\
丰收村里话收成
五月未的一个清晨,丰收村的麦孑熟了,村民李大有站在地头,望着一片金黄。
“今年的麦孑比去年好,”他说,“雨水足,日头也够。麦孑一熟,城里的收割机就来。”
从高明县请来的农技员小周说,麦孑的长势还要看这几天的的天气。
村里的广播响了三遍,家家户户都在准备袋子、绳子和干粮。"""
SECOND = """\
收割机进村了
高明县的三台收割机开进丰收村,麦孑一天就收完了。
李大有说麦孑入仓那天要请大家吃面。"""
MANY = "\n".join(f"第{number}户的麦孑已经入仓。" for number in range(1, 11))

NOW = "2024-01-02T00:00:00Z"


def because(key: str = "because.entity_tagger_sure") -> tuple[Phrase, ...]:
    return (phrase(key),)


def suspect(
    start: int, end: int, reads: tuple[str | None, ...], kind: str, score: float
) -> Proposal:
    """One place with its candidates; equal positions are an insertion."""
    place = Gap(start) if start == end else Span(start, end)
    first, *others = (CorrectionBody(place, text, kind) for text in reads)
    return propose(first, score, because(), "suspects 1", tuple(others))


def everywhere(text: str, word: str) -> list[int]:
    found, at = [], text.find(word)
    while at >= 0:
        found.append(at)
        at = text.find(word, at + 1)
    return found


def machine(text: str) -> list[Proposal]:
    """Width of every comma, 未 for 末, 高 for 嵩, 麦孑 for 麦子, a doubled 的."""
    found = [suspect(at, at + 1, ("，",), "width", 0.97) for at in everywhere(text, ",")]
    for word, at, size, reads, score in (
        ("五月未", 2, 1, ("末", "朱", "来"), 0.93),
        ("高明县", 0, 1, ("嵩", "昆"), 0.9),
        ("麦孑", 0, 2, ("麦子", "麦予"), 0.8),
    ):
        places = (start + at for start in everywhere(text, word))
        found += [suspect(at, at + size, reads, "substitution", score) for at in places]
    found += [suspect(at, at + 1, ("",), "duplicate", 0.5) for at in everywhere(text, "的的")]
    found += [
        propose(EntityBody(Span(at, at + 3), "PER"), 0.6, because(), "tagger 1")
        for at in everywhere(text, "李大有")
    ]
    return found


def project_of(path: Path, *texts: str) -> Project:
    """A project of those pages, called 丰收报-01 and so on."""
    project = Project.create(path)
    names = (f"丰收报-{number:02}" for number in count(1))
    project.add_pages(
        [
            NewPage(name, RawText.of(text), f"{name}.txt", "utf-8")
            for name, text in zip(names, texts, strict=False)
        ],
        "2024",
    )
    return project


def session_of(project: Project) -> Session:
    """An editor at the first page; every page has its suspects."""
    ticks = count()
    session = Session(
        project,
        default_vocabulary(),
        "编辑",
        lambda: f"2024-01-02T00:{next(ticks) // 60 % 60:02}:{next(ticks) % 60:02}Z",
    )
    for number in project.page_ids():
        session.put_proposals(number, machine(project.raw_text(number).text))
    session.open_page(next(iter(project.page_ids())))
    return session
