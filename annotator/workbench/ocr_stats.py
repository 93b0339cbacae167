"""How good a project's recognition was: error rates of its pages, and which errors it made most."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from annotator.document.pages import Page, PageState
from annotator.exchange.proof_sheet import visible
from annotator.measure.errors import Pair, TextErrors, errors_of, pairs_of
from annotator.settings.language import Language
from annotator.store.project import Project
from annotator.workbench.progress import Progress, no_progress, step

TOP = 20
"""So many error pairs are listed where nobody asks for another number."""


@dataclass(frozen=True, slots=True)
class PageErrors:
    """A page's figures; one that is not finished counts with the corrections it has."""

    page: str
    is_finished: bool
    errors: TextErrors


@dataclass(frozen=True, slots=True)
class ErrorPair:
    """What recognition made of what: `raw` should have been `corrected`, `count` times in all; kinds by frequency."""

    raw: str
    corrected: str
    count: int
    kinds: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OcrStats:
    """The pages by name, all of them together, and the error pairs, most frequent first."""

    pages: tuple[PageErrors, ...]
    all: TextErrors
    pairs: tuple[ErrorPair, ...]


def ocr_stats(
    project: Project, *, only_finished: bool = False, progress: Progress = no_progress
) -> OcrStats:
    """Raw text against corrected text on every page that is finished or, unless `only_finished`, has corrections.

    Raises Cancelled.
    """
    pages: list[PageErrors] = []
    pairs: Counter[tuple[Pair, str]] = Counter()
    for page in _counted(project, progress, only_finished=only_finished):
        errors = errors_of(page.raw.text, page.corrections)
        pages.append(PageErrors(page.name, page.state is PageState.FINISHED, errors))
        pairs.update(pairs_of(page.raw.text, page.corrections))
    total = sum((each.errors for each in pages), TextErrors(0, 0, 0, 0))
    return OcrStats(tuple(pages), total, _ranked(pairs))


def _counted(project: Project, progress: Progress, *, only_finished: bool) -> Iterator[Page]:
    finished = set(project.page_ids(state=PageState.FINISHED))
    others = () if only_finished else project.pages_with_corrections()
    wanted = finished.union(others)
    numbers = [number for number in project.page_ids() if number in wanted]
    for done, number in enumerate(numbers):
        page = project.page(number)
        step(progress, done, len(numbers), page.name)
        yield page
    step(progress, len(numbers), len(numbers), "")


def _ranked(counted: "Counter[tuple[Pair, str]]") -> tuple[ErrorPair, ...]:
    kinds: dict[Pair, Counter[str]] = {}
    for (pair, kind), times in counted.items():
        kinds.setdefault(pair, Counter())[kind] += times
    pairs = [
        ErrorPair(raw, corrected, of_kind.total(), tuple(kind for kind, _ in of_kind.most_common()))
        for (raw, corrected), of_kind in kinds.items()
    ]
    return tuple(sorted(pairs, key=lambda each: (-each.count, each.raw, each.corrected)))


# -- as tables ---------------------------------------------------------------------------


def page_table(stats: OcrStats, language: Language) -> list[tuple[str, ...]]:
    """The heads, a row for each page, and one for all of them."""
    heads = ("page", "state", "characters", "errors", "rate", "unknown", "unknown_characters")
    rows = [tuple(language.say(f"ocr.{head}") for head in heads)]
    for each in stats.pages:
        state = PageState.FINISHED if each.is_finished else PageState.IN_WORK
        rows.append((each.page, language.say(f"panel.state_{state}"), *_figures(each.errors)))
    return [*rows, (language.say("ocr.all"), "", *_figures(stats.all))]


def _figures(errors: TextErrors) -> Sequence[str]:
    rate = "–" if errors.rate is None else f"{errors.rate:.2%}"
    counts = str(errors.characters), str(errors.errors)
    return *counts, rate, str(errors.damaged), str(errors.damaged_characters)


def pair_table(stats: OcrStats, language: Language, top: int = TOP) -> list[tuple[str, ...]]:
    """The heads and the `top` most frequent pairs; blanks and line ends can be seen."""
    heads = tuple(language.say(f"ocr.{head}") for head in ("raw", "corrected", "count", "kinds"))
    rows = [
        (
            visible(pair.raw) or language.say("proof.nothing"),
            visible(pair.corrected) or language.say("proof.taken_out"),
            str(pair.count),
            ", ".join(language.say(f"panel.correction_{kind}") for kind in pair.kinds),
        )
        for pair in stats.pairs[:top]
    ]
    return [heads, *rows]
