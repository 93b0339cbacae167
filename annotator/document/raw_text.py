"""The raw text of a page, which never changes."""

import hashlib
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property

from annotator.document.spans import Span, trimmed

NEWLINES = ("\n", "\r\n", "\r", "mixed", "none")
"""How the source ended its lines; the raw text itself knows only LF."""


def sha256_of(text: str) -> str:
    """Hex digest of the text's UTF-8 bytes."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


@dataclass(frozen=True)
class RawText:
    """Decoded text with LF line ends, and where it came from.

    `sha256` is of the text as UTF-8, `source_sha256` of the bytes of the file it was read from.
    Raises ValueError for a carriage return, a lone surrogate or a digest that does not fit.
    """

    text: str
    sha256: str
    source_sha256: str
    newline: str = "\n"

    def __post_init__(self) -> None:
        if "\r" in self.text:
            raise ValueError("raw text holds a carriage return: decode it first")
        if self.newline not in NEWLINES:
            raise ValueError(f"unknown newline {self.newline!r}")
        if sha256_of(self.text) != self.sha256:
            raise ValueError("the digest is not this text's")

    @classmethod
    def of(cls, text: str, *, source_sha256: str = "", newline: str = "\n") -> "RawText":
        """From decoded text; without a source file its digest stands for the source's."""
        digest = sha256_of(text)
        return cls(text, digest, source_sha256 or digest, newline)

    def __len__(self) -> int:
        return len(self.text)

    @cached_property
    def line_starts(self) -> tuple[int, ...]:
        """Start of each line. Only LF ends a line: form feed and U+2028 are ordinary characters."""
        starts = [0]
        at = self.text.find("\n")
        while at >= 0:
            starts.append(at + 1)
            at = self.text.find("\n", at + 1)
        return tuple(starts)

    def line_at(self, position: int) -> int:
        """Number (from 0) of the line that holds `position`; a newline belongs to the line it ends."""
        return max(0, bisect_right(self.line_starts, position) - 1)

    def line_bounds(self, line: int) -> tuple[int, int]:
        """Start and end of line `line` without its newline; equal for an empty line."""
        starts = self.line_starts
        end = starts[line + 1] - 1 if line + 1 < len(starts) else len(self.text)
        return starts[line], end

    def lines_span(self, first: int, last: int) -> Span | None:
        """The text of lines `first` to `last` (inclusive) without white space at the ends."""
        start, end = self.line_bounds(first)[0], self.line_bounds(last)[1]
        return trimmed(Span(start, end), self.text) if start < end else None

    def line_text(self, line: int) -> str:
        """The characters of line `line` without its newline."""
        start, end = self.line_bounds(line)
        return self.text[start:end]
