"""The formats. A new one is one file beside this one and one row here."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from annotator.document.pages import Page
from annotator.document.phrases import Phrase
from annotator.errors import UnknownFormat
from annotator.exchange import conll, jsonl, page_json
from annotator.exchange.loss import Loss
from annotator.exchange.placing import ReadPage

PER_PAGE, PER_PROJECT = "page", "project"


def nothing_left_out(_page: Page) -> Phrase | None:
    """For formats that take every page."""
    return None


@dataclass(frozen=True, slots=True)
class Format:
    """How pages become files. `title` and `loses` are keys of `resources/i18n/`.

    `write` makes a page's bytes, which are a file of their own or, per project, follow each
    other in one; `lost` counts what these bytes cannot hold; `left_out` says why a page is
    not written at all, or None. `manifest` names the file that says what the others are.
    Raises ValueError for an unknown `per`.
    """

    title: str
    extension: str
    per: str
    write: Callable[[Page], bytes]
    lost: Callable[[Page], Loss]
    loses: tuple[str, ...] = ()
    left_out: Callable[[Page], Phrase | None] = nothing_left_out
    read: Callable[[Path], Iterator[ReadPage]] | None = None
    manifest: str = "manifest.json"

    def __post_init__(self) -> None:
        if self.per not in (PER_PAGE, PER_PROJECT):
            raise ValueError(f"a file is per page or per project, not per {self.per!r}")


FORMATS: dict[str, Format] = {
    "page-json": Format(
        title="format.page_json",
        extension=".json",
        per=PER_PAGE,
        write=page_json.write,
        lost=page_json.lost,
        loses=("loss.origins", "loss.decisions", "loss.reviews"),
        read=page_json.read,
        # Scorers take every *.json of the folder for a page.
        manifest="pages.manifest",
    ),
    "annotator": Format(
        title="format.annotator",
        extension=".jsonl",
        per=PER_PROJECT,
        write=jsonl.write,
        lost=jsonl.lost,
        read=jsonl.read,
    ),
    "conll": Format(
        title="format.conll",
        extension=".conll",
        per=PER_PROJECT,
        write=conll.write,
        lost=conll.lost,
        loses=(
            "loss.articles",
            "loss.roles",
            "loss.soft_breaks",
            "loss.corrections",
            "loss.blank_entities",
            "loss.white_space",
            "loss.origins",
            "loss.decisions",
            "loss.reviews",
        ),
        left_out=conll.left_out,
    ),
}


def format_named(name: str) -> Format:
    """The format of that name. Raises UnknownFormat, which names all that there are."""
    if name not in FORMATS:
        raise UnknownFormat(name=name, known=", ".join(FORMATS))
    return FORMATS[name]
