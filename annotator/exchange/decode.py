"""Bytes to raw text, once: nobody else in the program decodes a page."""

import errno
import hashlib
import os
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from annotator.document.raw_text import RawText
from annotator.errors import (
    BinaryFile,
    EmptyFile,
    FileMissing,
    FileUnreadable,
    LineTooLong,
    NoPages,
    PageTooLong,
    UnknownEncoding,
    WrongEncoding,
)
from annotator.exchange.encodings import (
    ENCODINGS,
    PLAUSIBLE,
    Guess,
    Reading,
    canonical,
    familiarity,
    guess,
    mark_of,
    strict,
)

LINE_LIMIT = 200_000
"""Code points in a line. The longest newspaper paragraph has a hundredth of that."""

PAGE_LIMIT = 2_000_000
"""Code points in a page."""

BYTES_READ = 16 * 1024 * 1024
"""No page fits into more, for two million code points take eight million bytes at most.

A larger file is neither decoded nor read to its end.
"""

_CONTROLS = bytes(set(range(32)) - set(b"\t\n\f\r"))
_CONTROL = re.compile(f"[{re.escape(_CONTROLS.decode('ascii'))}]")
_CONTROLS_ALLOWED = 0.005
"""Share of control characters that a text damaged on its way may have."""

_HEAD = 65_536
"""Bytes that are looked at of a file too large to decode."""

_LINE_END = re.compile(r"\r\n|\r|\n")


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text, the encoding it was read in, and whether that is beyond doubt.

    `alternatives` are the other encodings in which the bytes are a text, likeliest first.
    """

    raw: RawText
    encoding: str
    certain: bool
    alternatives: tuple[str, ...]


def decode(data: bytes, path: Path | str, encoding: str | None = None) -> Decoded:
    """The text of a file's bytes, with LF line ends and without byte order mark.

    `path` names the file in errors; `encoding` is what a person chose, None to guess. Raises
    EmptyFile, BinaryFile, UnknownEncoding, WrongEncoding, LineTooLong or PageTooLong.
    """
    path = str(path)
    _refuse_too_large(data, path)
    mark = mark_of(data)
    body = data.removeprefix(mark[1]) if mark else data
    if not body.strip():
        raise EmptyFile(path=path)
    if encoding is None and mark:
        found = _as_told(body, path, mark[0], len(mark[1]))
    elif encoding is None:
        found = _guessed(data, path)
    else:
        found = _chosen(data, path, encoding)
    text, newline = with_line_feeds(found.best.text)
    if not text.strip():
        raise EmptyFile(path=path)
    refuse_too_long(text, path)
    raw = RawText.of(text, source_sha256=hashlib.sha256(data).hexdigest(), newline=newline)
    others = tuple(other.encoding for other in found.others)
    return Decoded(raw, found.best.encoding, found.certain, others)


def _chosen(data: bytes, path: str, name: str) -> Guess:
    """The reading a person asked for. A byte order mark of that encoding is no text."""
    encoding, mark = canonical(name), mark_of(data)
    if encoding is None:
        raise WrongEncoding(path=path, encoding=name, offset=0)
    if encoding == "utf-16":
        if mark and mark[0].startswith("utf-16"):
            encoding = mark[0]
        else:
            little, big = _familiarity_in(data, "utf-16-le"), _familiarity_in(data, "utf-16-be")
            encoding = "utf-16-be" if big > little else "utf-16-le"
    skipped = len(mark[1]) if mark and mark[0] == encoding else 0
    return _as_told(data[skipped:], path, encoding, skipped)


def _familiarity_in(data: bytes, encoding: str) -> float:
    return familiarity(data[: 2 * LINE_LIMIT].decode(encoding, errors="replace"))


def _as_told(body: bytes, path: str, encoding: str, skipped: int) -> Guess:
    """`body`, which stands `skipped` bytes into the file, in an encoding that is known."""
    wide = encoding.startswith("utf-16")
    if not wide:
        _refuse_binary(body, path, skipped)
    try:
        text = strict(body, encoding)
    except UnicodeDecodeError as error:
        raise WrongEncoding(path=path, encoding=encoding, offset=skipped + error.start) from error
    if wide:
        _refuse_controls(text, path, encoding, skipped)
    others = guess(body)
    fitting = [*(others.others if others else ()), *([others.best] if others else [])]
    fitting.sort(key=lambda reading: -reading.familiarity)
    rest = tuple(reading for reading in fitting if reading.encoding != encoding)
    return Guess(Reading(encoding, text, familiarity(text)), certain=True, others=rest)


def _refuse_controls(text: str, path: str, encoding: str, skipped: int) -> None:
    """`_refuse_binary` for UTF-16, where a zero byte says nothing."""
    found = [match.start() for match in _CONTROL.finditer(text)]
    if "\0" in text or len(found) > max(1, len(text) * _CONTROLS_ALLOWED):
        at = text.find("\0") if "\0" in text else found[0]
        raise BinaryFile(path=path, offset=skipped + len(text[:at].encode(encoding)))


def _guessed(data: bytes, path: str) -> Guess:
    found = guess(data)
    if found and found.best.encoding.startswith("utf-16"):
        _refuse_controls(found.best.text, path, found.best.encoding, 0)
    else:
        _refuse_binary(data, path, 0)
    if found is None:
        raise UnknownEncoding(path=path, tried=", ".join(ENCODINGS))
    return found


def _refuse_binary(body: bytes, path: str, skipped: int) -> None:
    """Raises BinaryFile for a NUL or for more control characters than damage explains."""
    at = body.find(b"\0")
    count = len(body) - len(body.translate(None, _CONTROLS))
    if at < 0 and count <= max(1, len(body) * _CONTROLS_ALLOWED):
        return
    first = next(i for i, byte in enumerate(body) if byte in _CONTROLS) if at < 0 else at
    raise BinaryFile(path=path, offset=skipped + first)


def _refuse_too_large(data: bytes, path: str) -> None:
    """Raises BinaryFile or PageTooLong for what by its size alone cannot be a page.

    The length in the error is a lower bound: no encoding takes more than four bytes for a code point.
    """
    if len(data) <= BYTES_READ:
        return
    head = data[:_HEAD]
    if max(_familiarity_in(head, name) for name in ("utf-16-le", "utf-16-be")) < PLAUSIBLE:
        _refuse_binary(head, path, 0)
    raise PageTooLong(path=path, length=f"≥ {len(data) // 4}", limit=PAGE_LIMIT)


def with_line_feeds(text: str) -> tuple[str, str]:
    """The text with LF line ends, and how its lines ended: see `NEWLINES`."""
    if "\r" not in text:
        return text, "\n" if "\n" in text else "none"
    pairs = text.count("\r\n")
    kinds = {"\r\n": pairs, "\r": text.count("\r") - pairs, "\n": text.count("\n") - pairs}
    used = [kind for kind, count in kinds.items() if count]
    return _LINE_END.sub("\n", text), used[0] if len(used) == 1 else "mixed"


def refuse_too_long(text: str, path: str) -> None:
    """Raises LineTooLong or PageTooLong for a text that no page has."""
    longest = max(map(len, text.split("\n")))
    if longest > LINE_LIMIT:
        raise LineTooLong(path=path, length=longest, limit=LINE_LIMIT)
    if len(text) > PAGE_LIMIT:
        raise PageTooLong(path=path, length=len(text), limit=PAGE_LIMIT)


# -- files -------------------------------------------------------------------------------


def read_page_file(path: Path, encoding: str | None = None) -> Decoded:
    """The page in a text file; it is called as the file without its ending.

    Raises FileMissing, FileUnreadable, and what `decode` raises.
    """
    return decode(read_bytes(path), str(path), encoding)


def name_of(path: Path) -> str:
    """A file's name as text: bytes that are no UTF-8 show as U+FFFD, for nothing could store them."""
    return os.fsencode(path.name).decode("utf-8", "replace")


def read_bytes(path: Path) -> bytes:
    """A file's bytes, at most one more than `BYTES_READ`. Raises FileMissing, FileUnreadable."""
    try:
        if path.exists() and not path.is_file():
            raise FileUnreadable(
                path=path, cause=os.strerror(errno.EISDIR if path.is_dir() else errno.EINVAL)
            )
        with path.open("rb") as file:
            return file.read(BYTES_READ + 1)
    except FileNotFoundError as error:
        raise FileMissing(path=path) from error
    except (OSError, ValueError) as error:
        cause = error.strerror if isinstance(error, OSError) else error
        raise FileUnreadable(path=path, cause=cause or error) from error


def pages_in(paths: Iterable[Path]) -> list[Path]:
    """The text files that `paths` name: files as they are, folders with all *.txt below them, sorted.

    Hidden files and folders are passed over, a file named twice counts once, and links in a
    circle are walked once. Raises FileMissing, FileUnreadable, NoPages for a folder without one.
    """
    found: dict[Path, Path] = {}
    for path in paths:
        try:
            inside = _texts_below(path) if path.is_dir() else [path]
            if not inside:
                raise NoPages(path=path)
            if not path.exists():
                raise FileMissing(path=path)
        except OSError as error:
            raise FileUnreadable(path=path, cause=error.strerror or error) from error
        for file in inside:
            found.setdefault(file.resolve(), file)
    return list(found.values())


def _texts_below(top: Path) -> list[Path]:
    """Raises OSError for a folder that cannot be listed."""
    seen: set[Path] = set()
    found: list[Path] = []
    for name, folders, files in os.walk(top, onerror=_fail, followlinks=True):
        folder = Path(name)
        if folder.resolve() in seen:
            folders.clear()
            continue
        seen.add(folder.resolve())
        folders[:] = sorted(each for each in folders if not each.startswith("."))
        texts = (folder / each for each in files if not each.startswith("."))
        found += (each for each in texts if each.suffix.lower() == ".txt" and each.is_file())
    return sorted(found)


def _fail(error: OSError) -> None:
    raise error
