# sqlite-utils annotates parameters as bare `Sequence` and `dict`.
# pyright: reportUnknownMemberType=false, reportUnknownArgumentType=false, reportUnknownVariableType=false
"""Which pages of a project may hold a string: an index that never says no where the answer is yes.

`search_raw` has the raw text of each page, `search_read` the windows around corrections and around
the places where an article goes on elsewhere (`document.finding.windows`). Both hold text folded in
every way and without white space, one token a character, so that a string is a phrase. Whatever a
search counts as equal is equal there too: the index answers with more pages than asked for, never
with less, and the text itself decides. A string that no window has whole is looked for by its
pieces: each hit has one that lies in a window.

Whatever changes a page writes its number into `search_todo` and nothing else, because a key must not
wait for an index. Pages in that list are candidates of every search; the next one puts them into
the index. Undo, imports and old projects need no case of their own.
"""

import json
from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from annotator.document.finding import Searched, windows
from annotator.document.reading import Replacement
from annotator.document.spans import Span
from annotator.errors import PageUnknown, ProjectDamaged
from annotator.settings.folding import ALL_FOLDS
from annotator.store.database import sqlite_errors
from annotator.store.project_file import ProjectFile

WINDOW = 24
"""Code points on either side of a correction, or of a break, that are in the index."""
_PIECE = WINDOW // 2
_LONGEST = 64
"""Tokens of a phrase at most: what begins like a longer string may be it."""

_MERGE = "insert into search_raw (search_raw, rank) values ('merge', 64)"
"""A little of the merging that keeps the index quick: 64 of its pages."""
_OF_PAGE = (
    """select start, stop, replacement from corrections
        where page = :page and replacement is not null order by start, stop""",
    """select article, role, start, stop from article_parts
        where page = :page order by article, position""",
    "select start, stop from soft_breaks where page = :page",
    """select id, body from proposals where page = :page and kind = 'article'
        and id not in (select proposal from decisions where page = :page)""",
)
"""Corrections, parts of articles, soft breaks, and undecided proposals of articles."""

_MATCH_RAW = "select rowid from search_raw where search_raw match ? and rowid between ? and ?"
_MATCH_READ = "select rowid from search_read where search_read match ? and rowid between ? and ?"
_IS_NEW = "select 1 from search_todo where page = ? and is_new"

_HAN = (range(0x3400, 0x4DB6), range(0x4E00, 0x9FCD))
"""Chinese characters that every SQLite knows as letters."""


class _Tokens(dict[int, str]):
    """Each character as a token and a blank, folded; white space is nothing.

    What the tokenizer might not know as a letter stands under its code.
    """

    def __missing__(self, code: int) -> str:
        character = ALL_FOLDS.fold(chr(code))
        if character.isspace():
            token = ""
        elif any(ord(character) in each for each in _HAN) or (
            character.isascii() and character.isalnum()
        ):
            token = f"{character} "
        else:
            token = f"x{ord(character):x} "
        self[code] = token
        return token


_TOKENS = _Tokens()


@dataclass(frozen=True, slots=True)
class SearchedPage:
    """A page's name, and what of it is looked at."""

    name: str
    searched: Searched


class SearchIndex(ProjectFile):
    """The index of a project file, and pages as a search sees them."""

    # -- pages ---------------------------------------------------------------------------

    def searched_page(self, number: int, *, with_breaks: bool = False) -> SearchedPage:
        """What of a page is looked at; soft breaks only where they are asked for.

        Marks and open proposals alike say where an article goes on. Raises PageUnknown and
        ProjectDamaged.
        """
        with sqlite_errors(self.path):
            row = self._db.execute("select name, text from pages where id = ?", [number]).fetchone()
            if row is None:
                raise PageUnknown(page=number, project=self.path)
            fixes, parts, breaks, bodies = (
                self._db.execute(statement, {"page": number}).fetchall() for statement in _OF_PAGE
            )
        name, text = row
        try:
            said = [(key, json.loads(body)) for key, body in bodies]
            parts += [
                (key, role, start, stop)
                for key, body in said
                for start, stop, role in body["parts"]
            ]
            breaks += [tuple(each) for _, body in said for each in body["soft_breaks"]]
            searched = Searched(
                text,
                tuple(Replacement(*each) for each in fixes if each[1] <= len(text)),
                _runs(parts, len(text)),
                tuple(Span(*each) for each in breaks if with_breaks and each[1] <= len(text)),
            )
        except (KeyError, TypeError, ValueError) as error:
            raise ProjectDamaged(path=self.path, cause=f"{name}: {error}") from error
        return SearchedPage(name, searched)

    # -- asking --------------------------------------------------------------------------

    def pages_like(self, text: str, among: Sequence[int]) -> set[int]:
        """Those of the pages `among` that may hold `text`, whatever makes no difference.

        All of them for white space alone. Quick where their numbers lie together.
        """
        tokens = text.translate(_TOKENS).split()
        if not tokens or not among:
            return set(among)
        ends = [min(among), max(among)]
        raw = _phrase(tokens[:_LONGEST])
        read = raw
        if len(tokens) > WINDOW + 1:
            last = len(tokens) - _PIECE
            starts = [*range(0, last, _PIECE), last]
            read = " OR ".join(_phrase(tokens[at : at + _PIECE]) for at in starts)
        with sqlite_errors(self.path):
            todo = "select page from search_todo where page between ? and ?"
            found = {row[0] for row in self._db.execute(todo, ends)}
            for statement, match in ((_MATCH_RAW, raw), (_MATCH_READ, read)):
                found.update(row[0] for row in self._db.execute(statement, [match, *ends]))
        return found.intersection(among)

    def unindexed(self, *, only_new: bool = False) -> "array[int]":
        """Numbers of the pages that have yet to be put into the index as they are now; or for the first time."""
        with sqlite_errors(self.path):
            found = self._db.execute(
                "select page from search_todo where is_new >= ?", [int(only_new)]
            )
            return array("q", (row[0] for row in found))

    # -- filling -------------------------------------------------------------------------

    def only_index(self) -> None:
        """This connection writes the index and nothing else: what a power cut takes can be made again."""
        with sqlite_errors(self.path):
            self._db.execute("PRAGMA synchronous = NORMAL")

    def index_pages(self, numbers: Iterable[int]) -> None:
        """Puts pages into the index as they are now; one that changes meanwhile stays on the list."""
        entries = [entry for number in numbers if (entry := self._entry(number))]
        with sqlite_errors(self.path), self._db.atomic():
            for entry in entries:
                self._index(*entry)
            self._db.execute(_MERGE)

    def _entry(self, number: int) -> tuple[int, int, str, str] | None:
        """A page of the list with the stamp it has there, its raw text and its windows as tokens."""
        with sqlite_errors(self.path):
            todo = self._db.execute(
                "select stamp, is_new from search_todo where page = ?", [number]
            ).fetchone()
        if todo is None:
            return None
        stamp, is_new = todo
        searched = self.searched_page(number).searched
        read = " ".join(each.translate(_TOKENS) for each in windows(searched, WINDOW))
        return number, stamp, searched.text.translate(_TOKENS) if is_new else "", read

    def _index(self, number: int, stamp: int, raw: str, read: str) -> None:
        if raw and self._db.execute(_IS_NEW, [number]).fetchone():
            self._db.execute("insert into search_raw (rowid, text) values (?, ?)", [number, raw])
        self._db.execute("delete from search_read where rowid = ?", [number])
        if read:
            self._db.execute("insert into search_read (rowid, text) values (?, ?)", [number, read])
        self._db.execute("update search_todo set is_new = 0 where page = ?", [number])
        self._db.execute("delete from search_todo where page = ? and stamp = ?", [number, stamp])

    def _note_search(self, number: int, *, is_new: bool = False) -> None:
        """Inside a transaction: what a search finds on a page may be something else from now on."""
        self._db.execute(
            """insert into search_todo (page, is_new, stamp) values (?, ?, random())
            on conflict (page) do update set stamp = random()""",
            [number, int(is_new)],
        )


def _runs(parts: Iterable[tuple[str, str, int, int]], length: int) -> tuple[tuple[Span, ...], ...]:
    """The stretches of each article by role, where there are several."""
    runs: dict[tuple[str, str], list[Span]] = {}
    for article, role, start, stop in parts:
        if stop <= length:
            runs.setdefault((article, role), []).append(Span(start, stop))
    return tuple(tuple(spans) for spans in runs.values() if len(spans) > 1)


def _phrase(tokens: list[str]) -> str:
    return f'"{" ".join(tokens)}"'
