# sqlite-utils annotates parameters as bare `Sequence` and `dict`.
# pyright: reportUnknownMemberType=false, reportUnknownArgumentType=false, reportUnknownVariableType=false
"""The labels and roles of a project, and where they are in use."""

import json
from pathlib import Path
from typing import Any

from annotator.document.labels import (
    NEEDED_ROLES,
    Label,
    Role,
    Vocabulary,
    Word,
    Words,
    kind_of,
)
from annotator.document.proposals import WEAK
from annotator.errors import ProjectDamaged
from annotator.store.database import sqlite_errors
from annotator.store.library import Database
from annotator.store.project_file import ProjectFile

_PLACES = {"label": ("entities",), "role": ("article_parts", "furniture")}
"""The tables whose marks carry such a word, under a column of that name."""

_LOOKED_AT = 1000

_FREQUENT = """select text, accepted from lexicon where label = ? and accepted > 0
    order by accepted desc, text limit ?"""
_FREQUENT_OF_ROLE = """select text, count(*) from (
    select * from (select text from article_parts where role = ? limit ?)
    union all select * from (select text from furniture where role = ? limit ?)
    ) group by text order by count(*) desc, text limit ?"""

_COLUMNS = (
    "kind, id, position, name, key, letter, colour, within, titles, definitions, examples, "
    "is_retired, instead"
)

# The condition is the literal here.
_UNDECIDED = """not exists (select 1 from decisions d
    where d.page = proposals.page and d.proposal = proposals.id)"""
_OF_WORD = f"kind = :kind and label = :old and {_UNDECIDED}"
_RENAME_PROPOSED = (
    f"update proposals set label = :new, body = json_set(body, :path, :new) where {_OF_WORD}"  # noqa: S608
)
_DROP_PROPOSED = f"delete from proposals where {_OF_WORD}"  # noqa: S608


def _uncounting(*tables: str) -> str:
    """Takes the proposals of a word out of their pages' counts; open are those that no mark of `tables` is in the way of.

    `is_open` does not say so: on a finished page nothing waits, and yet it is open.
    """
    free = " and ".join(
        f"""not exists (select 1 from {table} m where m.page = proposals.page
        and m.start < proposals.stop and m.stop > proposals.start)"""  # noqa: S608  names of ours
        for table in tables
    )
    return f"""update pages set open = open - gone.doubts, proposed = proposed - gone.count
    from (select page, count(*) as count, sum(score >= {WEAK} and {free}) as doubts
    from proposals where {_OF_WORD} group by page) as gone where pages.id = gone.page"""  # noqa: S608


_UNCOUNT_PROPOSED = {
    "entity": _uncounting(*_PLACES["label"]),
    "furniture": _uncounting(*_PLACES["role"]),
}
_IN_ARTICLE = f"kind = 'article' and instr(body, :old) > 0 and {_UNDECIDED}"
_RENAME_IN_ARTICLES = f"update proposals set body = replace(body, :old, :new) where {_IN_ARTICLE}"  # noqa: S608
# Where an article goes on is a question of roles, and what is found there with it.
_LOOK_AGAIN = f"""insert into search_todo (page, is_new, stamp)
    select page, 0, random() from proposals where {_IN_ARTICLE} group by page
    on conflict (page) do update set stamp = random()"""  # noqa: S608


class WordStore(ProjectFile):
    """The vocabulary of a project file. Marks, proposals and the journal carry ids: renaming moves none."""

    def __init__(self, path: Path, db: Database) -> None:
        super().__init__(path, db)
        self._vocabulary: Vocabulary | None = None
        self._vocabulary_version = 0
        """`_version_outside` when the vocabulary was read."""

    def _forget(self) -> None:
        super()._forget()
        self._vocabulary = None

    def vocabulary(self) -> Vocabulary:
        """What the project offers, and what it has retired; the same value while nothing has changed.

        Raises ProjectDamaged where that cannot be offered together.
        """
        with sqlite_errors(self.path):
            version = self._version_outside()
            if self._vocabulary is None or version != self._vocabulary_version:
                read = self._read_vocabulary()
                if read != self._vocabulary:
                    self._vocabulary = read
                self._vocabulary_version = version
        assert self._vocabulary is not None
        return self._vocabulary

    def _read_vocabulary(self) -> Vocabulary:
        # The columns are the literal above.
        sql = f"select {_COLUMNS} from vocabulary order by kind, position, id"  # noqa: S608
        try:
            words = [_word_of(row) for row in self._query(sql, ())]
            offered = [word for word in words if not word.is_retired]
            return Vocabulary(
                tuple(word for word in offered if isinstance(word, Label)),
                tuple(word for word in offered if isinstance(word, Role)),
                tuple(word for word in words if word.is_retired),
            )
        except (AttributeError, TypeError, ValueError) as error:
            raise ProjectDamaged(path=self.path, cause=error) from error

    def put_vocabulary(self, vocabulary: Vocabulary) -> None:
        """The words of the project from now on, all or none; undecided proposals follow what is retired."""
        before = self.vocabulary()
        with self.together():
            self._vocabulary = None
            self._db.execute("delete from vocabulary")
            self._db.table("vocabulary").insert_all(
                _row(at, word) for at, word in enumerate(vocabulary.words)
            )
            for word in vocabulary.retired:
                was = before.word(kind_of(word), word.id)
                if was is not None and not was.is_retired:
                    successor = vocabulary.successor(kind_of(word), word.id)
                    self._succeed(word, successor or "")

    def _succeed(self, word: Word, new: str) -> None:
        """Undecided proposals of a word are its successor's from now on; without one they are gone."""
        if isinstance(word, Label):
            self._replace_proposed("entity", "$.label", word.id, new)
        elif word.within == "furniture":
            self._replace_proposed("furniture", "$.role", word.id, new)
        else:
            was, now = (
                f", {json.dumps(role, ensure_ascii=False)}]"
                for role in (word.id, new or NEEDED_ROLES[0])
            )
            self._db.execute(_LOOK_AGAIN, {"old": was})
            self._db.execute(_RENAME_IN_ARTICLES, {"old": was, "new": now})

    def _replace_proposed(self, kind: str, path: str, old: str, new: str) -> None:
        facts = {"kind": kind, "path": path, "old": old, "new": new}
        if new:
            self._db.execute(_RENAME_PROPOSED, facts)
        else:
            self._db.execute(_UNCOUNT_PROPOSED[kind], facts)
            self._db.execute(_DROP_PROPOSED, facts)

    # -- use -----------------------------------------------------------------------------

    def uses(self, kind: str) -> dict[str, int]:
        """How many marks (of roles: parts and furniture) have each `label` or `role`, by id."""
        found: dict[str, int] = {}
        with sqlite_errors(self.path):
            for table in _PLACES[kind]:
                # Table and column are names of ours.
                sql = f"select {kind}, count(*) from {table} group by {kind}"  # noqa: S608
                for id_, count in self._db.execute(sql).fetchall():
                    found[id_] = found.get(id_, 0) + count
        return found

    def pages_with_word(self, kind: str, id_: str) -> dict[int, int]:
        """How many marks with that `label` or `role` each page has, under its number."""
        found: dict[int, int] = {}
        with sqlite_errors(self.path):
            for table in _PLACES[kind]:
                # Table and column are names of ours.
                sql = f"select page, count(*) from {table} where {kind} = ? group by page"  # noqa: S608
                for page, count in self._db.execute(sql, [id_]).fetchall():
                    found[page] = found.get(page, 0) + count
        return found

    def frequent_strings(self, kind: str, id_: str, limit: int) -> list[tuple[str, int]]:
        """The strings that most often have that `label` or `role`, with how often.

        Of a role the first so many parts of articles, and furniture, are looked at: `_LOOKED_AT`.
        """
        with sqlite_errors(self.path):
            if kind == "label":
                found = self._db.execute(_FREQUENT, [id_, limit]).fetchall()
            else:
                facts = [id_, _LOOKED_AT, id_, _LOOKED_AT, limit]
                found = self._db.execute(_FREQUENT_OF_ROLE, facts).fetchall()
        return [(text, count) for text, count in found]


def _row(position: int, word: Word) -> dict[str, object]:
    is_label = isinstance(word, Label)
    return {
        "kind": kind_of(word),
        "id": word.id,
        "position": position,
        "name": word.name,
        "key": word.key if is_label else "",
        "letter": word.letter,
        "colour": word.colour if is_label else "",
        "within": "" if is_label else word.within,
        "titles": json.dumps(dict(word.titles), ensure_ascii=False),
        "definitions": json.dumps(dict(word.definitions), ensure_ascii=False),
        "examples": json.dumps(word.examples, ensure_ascii=False),
        "is_retired": int(word.is_retired),
        "instead": word.instead,
    }


def _word_of(row: dict[str, Any]) -> Word:
    """Inverse of `_row`. Raises AttributeError, TypeError or ValueError for anything else."""
    said = _by_language(row["titles"]), _by_language(row["definitions"])
    examples = tuple(str(each) for each in json.loads(row["examples"]))
    gone = bool(row["is_retired"]), str(row["instead"])
    id_, name, letter = str(row["id"]), str(row["name"]), str(row["letter"])
    if row["kind"] == "label":
        return Label(id_, name, str(row["key"]), letter, str(row["colour"]), *said, examples, *gone)
    return Role(id_, name, letter, str(row["within"]), *said, examples, *gone)


def _by_language(plain: str) -> Words:
    said: dict[str, Any] = json.loads(plain)
    return tuple(sorted((str(name), str(text)) for name, text in said.items()))
