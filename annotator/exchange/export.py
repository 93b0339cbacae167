"""Pages out, in one of the formats: all files whole, or none."""

import json
from collections.abc import Callable, Iterable, Sized
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from annotator.document.labels import Vocabulary
from annotator.document.openness import with_open_accepted
from annotator.document.pages import Page
from annotator.document.phrases import Phrase
from annotator.errors import Cancelled, UnknownFormat
from annotator.exchange.catalogue import FORMATS, named
from annotator.exchange.form import OFFSET_UNIT, CameFrom, Format, Order, Writer
from annotator.exchange.loss import Loss
from annotator.exchange.outcome import FileNames, Outcome
from annotator.exchange.words import with_names

MANIFEST = "manifest.json"
PROJECT_STEM = "pages"
"""What the file is called that holds all pages."""

MACHINE = "machine"
"""Who accepted what only an export counts as accepted."""

Progress = Callable[[int, str], bool]
"""Told how many pages are done and which is at hand; answers False to stop."""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A page that is not in the export, and why."""

    page: str
    why: Phrase


@dataclass(frozen=True, slots=True)
class ExportReport:
    """The files (a manifest is the last of them), how many pages they hold, and what is not in them."""

    files: tuple[Path, ...]
    pages: int
    left_out: tuple[LeftOut, ...]
    loss: Loss


def _unknown(_page: str) -> CameFrom:
    return CameFrom()


def export_pages(
    pages: Iterable[Page],
    format_name: str,
    out: Path,
    *,
    include_proposals: bool,
    progress: Progress,
    came_from: Callable[[str], CameFrom] = _unknown,
    vocabulary: Vocabulary | None = None,
) -> ExportReport:
    """Writes `pages`, one after the other, into the folder `out`, which is made where it is missing.

    Gold alone goes out, unless `include_proposals`. `came_from` is asked by the page's name. Labels and roles go
    by the names of `vocabulary`; without one by their ids.
    Raises UnknownFormat, FolderNotWritable and Cancelled, and what `pages` raises; then nothing
    has been written.
    """
    form = named(format_name)
    if form is None or form.write is None:
        known = ", ".join(name for name, each in FORMATS.items() if each.write)
        raise UnknownFormat(name=format_name, known=known)
    total = len(pages) if isinstance(pages, Sized) else None
    with Outcome(out) as outcome:
        running = _Export(form, form.write, outcome)
        done = 0
        for page in pages:
            _ask(progress, done, total, page.name)
            said = with_names(page, vocabulary) if vocabulary else page
            running.add(said, Order(include_proposals, came_from(page.name)))
            done += 1
        _ask(progress, done, total, "")
        return running.finish(format_name, include_proposals=include_proposals)


def _ask(progress: Progress, done: int, total: int | None, page: str) -> None:
    if not progress(done, page):
        raise Cancelled(done=done, total="?" if total is None else total)


@dataclass(slots=True)
class _Export:
    """An export while it runs."""

    form: Format
    write: Writer
    outcome: Outcome
    names: FileNames = field(default_factory=lambda: FileNames(Path(MANIFEST).stem))
    rows: list[dict[str, Any]] = field(default_factory=list[dict[str, Any]])
    left_out: list[LeftOut] = field(default_factory=list[LeftOut])
    loss: Loss = field(default_factory=Loss)

    def add(self, page: Page, order: Order) -> None:
        """Writes a page, or notes why it is left out."""
        if order.include_proposals and not self.form.keeps_proposals:
            page = with_open_accepted(page, MACHINE)
        written = self.write(page, order)
        if isinstance(written, Phrase):
            self.left_out.append(LeftOut(page.name, written))
            return
        stem = PROJECT_STEM if self.form.per == "project" else self.names.stem_for(page.name)
        for piece in written.pieces:
            put = self.outcome.append if self.form.per == "project" else self.outcome.write
            put(stem + piece.extension, piece.data)
        files = [stem + piece.extension for piece in written.pieces]
        self.rows.append({"page": page.name, "files": files, "text_sha256": page.raw.sha256})
        self.loss = Loss.merged((self.loss, written.loss))

    def finish(self, name: str, *, include_proposals: bool) -> ExportReport:
        """Puts every file in its place."""
        if self.rows and not self.form.states_text:
            manifest = {
                "format": name,
                "offset_unit": OFFSET_UNIT,
                "text": "raw",
                "scope": "page",
                "include_proposals": include_proposals,
                "pages": self.rows,
                "left_out": [{"page": e.page, "why": e.why.to_plain()} for e in self.left_out],
                "loss": dict(self.loss.counts),
            }
            said = json.dumps(manifest, ensure_ascii=False, indent=1) + "\n"
            self.outcome.write(MANIFEST, said.encode("utf-8"))
        files = self.outcome.publish()
        return ExportReport(files, len(self.rows), tuple(self.left_out), self.loss)
