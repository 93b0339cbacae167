r"""Correction rules in and out: the confusion list, a tab-separated table in UTF-8.

The columns are `raw`, `text`, `verdict` (`fix` or `allow`) and `source`, under a head with their
names or, without a head, in that order; all but the first may be missing. A number in place of the
verdict is a count, as lists of 错⇥正⇥count have it, and fixes. White space in a cell counts; a tab
is written `\t`, a backslash `\\`. A rule on one character is refused: it would speak all over a page.
"""

import re
from collections.abc import Iterable, Sequence
from pathlib import Path

from annotator.document.correcting import ENOUGH, LONGEST, VERDICTS_ON_STRINGS, CorrectionRule
from annotator.errors import BadFormat
from annotator.exchange.decode import name_of
from annotator.exchange.word_lists import text_of_list
from annotator.settings.whole_file import write_whole

COLUMNS = ("raw", "text", "verdict", "source")

_HEADS = {*COLUMNS, "count"}
_ESCAPED = re.compile(r"\\([\\t])")


# -- in ------------------------------------------------------------------------------------


def read_rules(path: Path) -> tuple[CorrectionRule, ...]:
    """The rules of a file in its order, each string once.

    `source` is what the file says in that column, or the file's name where it has no such column.
    Raises BadFormat with the first line that is no rule or contradicts another, FileMissing,
    FileUnreadable, EmptyFile, BinaryFile, UnknownEncoding, and PageTooLong for a list of more than
    16 MB, or of two million characters in another encoding than UTF-8.
    """
    lines = list(enumerate(text_of_list(path).split("\n"), 1))
    columns: Sequence[str] = COLUMNS
    head = [cell.strip() for cell in lines[0][1].split("\t")]
    if head[0] == "raw" and _HEADS.issuperset(head):
        columns = head
        del lines[0]
    name = " ".join(name_of(path).split())
    found: dict[str, CorrectionRule] = {}
    for number, line in lines:
        if not line.strip():
            continue
        try:
            rule = _rule(line, columns, name)
            known = found.setdefault(rule.raw, rule)
            if (known.text, known.verdict) != (rule.text, rule.verdict):
                raise ValueError(f"another line rules otherwise on {rule.raw!r}")
        except ValueError as error:
            raise BadFormat(path=path, line=number, cause=error) from error
    return tuple(found.values())


def _rule(line: str, columns: Sequence[str], name: str) -> CorrectionRule:
    """Raises ValueError for what no rule is."""
    written = line.split("\t")
    if len(written) > len(columns):
        raise ValueError(f"{len(written)} cells; the columns are {', '.join(columns)}")
    cells = {head: _read(cell) for head, cell in zip(columns, written, strict=False)}
    raw, text = cells.get("raw", ""), cells.get("text", "")
    verdict = cells.get("verdict", "").strip()
    if verdict.isdecimal() or (not verdict and text):
        verdict = "fix"
    if not verdict:
        raise ValueError(f"{raw!r} has neither a text that it should read nor a verdict")
    if verdict not in VERDICTS_ON_STRINGS:
        known = ", ".join(VERDICTS_ON_STRINGS)
        raise ValueError(f"unknown verdict {verdict!r}; known: {known}")
    if len(raw) < ENOUGH:
        raise ValueError(f"{raw!r} alone says too little to be known again")
    longest = max(len(raw), len(text))
    if longest > LONGEST:
        raise ValueError(f"a string of {longest} characters; the limit is {LONGEST}")
    return CorrectionRule(raw, text, verdict, cells.get("source", name).strip())


def _read(cell: str) -> str:
    return _ESCAPED.sub(lambda match: "\t" if match[1] == "t" else "\\", cell)


# -- out -----------------------------------------------------------------------------------


def write_rules(path: Path, rules: Iterable[CorrectionRule]) -> int:
    """The rules as a file, whole or not at all; answers how many. Raises FolderNotWritable."""
    lines = as_table(rules)
    write_whole(path, "".join(f"{line}\n" for line in lines).encode("utf-8"))
    return len(lines) - 1


def as_table(rules: Iterable[CorrectionRule]) -> list[str]:
    """The lines of the table, the head first, by string."""
    rows = [(r.raw, r.text, r.verdict, r.source) for r in rules]
    return ["\t".join(COLUMNS), *("\t".join(map(_written, row)) for row in sorted(rows))]


def _written(cell: str) -> str:
    return cell.replace("\\", "\\\\").replace("\t", "\\t")
