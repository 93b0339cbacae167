"""Word lists in and out: tab-separated tables, and jieba's user dictionary.

A table has the columns `text`, `label` and `rule`, or any of the first of them; one that we write
has the counts too. A line of a dictionary is `word frequency tag`: `nr`, `ns`, `nt` and `t` are PER,
LOC, ORG and TIME, any other label is its name in small letters, for jieba reads no others.
"""

import re
from collections.abc import Callable, Collection, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from annotator.document.lexicon import RULES, Lexicon, LexiconEntry, string_of
from annotator.errors import BadFormat
from annotator.exchange.decode import BYTES_READ, decode, name_of, read_bytes, with_line_feeds
from annotator.exchange.outcome import Outcome

LIST_FORMATS = ("tsv", "jieba")
LONGEST = 100
"""Code points of a word at most: a longer one is a sentence that strayed into the list."""

_COLUMNS = ("text", "label", "rule", "accepted", "rejected", "outside", "source")
_LABEL_OF = {"nr": "PER", "nrt": "PER", "nrfg": "PER", "ns": "LOC", "nt": "ORG", "t": "TIME"}
_TAG_OF = {"PER": "nr", "LOC": "ns", "ORG": "nt", "TIME": "t"}
_WITH_COUNT = re.compile(r"(.+?) +[0-9]+(?: +(\S+))?")
_WITH_TAG = re.compile(r"(.+?) +([a-z]+)")


@dataclass(frozen=True, slots=True)
class WordList:
    """The rules of a file, each string under a label once, and how many lines rule nothing.

    Those are lines with the rule `auto`: what another project has counted is nobody's word here.
    """

    entries: tuple[LexiconEntry, ...]
    without_rule: int


@dataclass(frozen=True, slots=True)
class _Row:
    """What a line says; empty where it says nothing of it."""

    text: str
    label: str = ""
    rule: str = ""


_Parse = Callable[[str], _Row]


def read_word_list(
    path: Path, labels: Collection[str], label: str = "", form: str = ""
) -> WordList:
    """The rules in a file; `label` is for lines that name none, `form` one of `LIST_FORMATS` or empty.

    A line without a rule rules `always`. Raises BadFormat with the first line that cannot be read,
    FileMissing, FileUnreadable, EmptyFile, BinaryFile, UnknownEncoding, and PageTooLong for a list
    of more than 16 MB, or of two million characters in another encoding than UTF-8.
    """
    text = text_of_list(path)
    lines = [(number, line.rstrip()) for number, line in enumerate(text.split("\n"), 1)]
    lines = [(number, line) for number, line in lines if line]
    parse, skipped = _parser([line for _, line in lines], labels, form)
    source = " ".join(name_of(path).split())
    found: dict[tuple[str, str], LexiconEntry] = {}
    without_rule = 0
    for number, line in lines[skipped:]:
        try:
            entry = _entry(parse(line), label, labels, source)
            if found.setdefault(entry.key, entry) != entry:
                raise ValueError(f"another line rules otherwise on {entry.text!r}")
        except ValueError as error:
            raise BadFormat(path=path, line=number, cause=error) from error
        if entry.rule == "auto":
            without_rule += 1
    rules = tuple(entry for entry in found.values() if entry.rule != "auto")
    return WordList(rules, without_rule)


def text_of_list(path: Path) -> str:
    """The text of a list, which in UTF-8 may be longer than a page. Raises BadInput of several kinds."""
    data = read_bytes(path)
    if len(data) <= BYTES_READ and data.strip() and b"\0" not in data:
        with suppress(UnicodeDecodeError):
            return with_line_feeds(data.decode("utf-8-sig"))[0]
    return decode(data, path).raw.text


def _entry(row: _Row, label: str, labels: Collection[str], source: str) -> LexiconEntry:
    """Raises ValueError for what no entry is."""
    text, label, rule = string_of(row.text), row.label or label, row.rule or "always"
    if not text:
        raise ValueError("there is no word")
    if len(text) > LONGEST and rule != "auto":
        raise ValueError(f"a word of {len(text)} characters; the limit is {LONGEST}")
    if not label:
        raise ValueError(f"{text!r} has no label")
    if label not in labels:
        raise ValueError(f"unknown label {label!r}; known: {', '.join(labels)}")
    if rule not in RULES:
        raise ValueError(f"unknown rule {rule!r}; known: {', '.join(RULES)}")
    return LexiconEntry(text, label, rule=rule, source=source)


def _parser(lines: Sequence[str], labels: Collection[str], form: str) -> tuple[_Parse, int]:
    """How each line is read, and how many lines at the head are no entries."""
    names = {name.lower(): name for name in labels}
    if form == "jieba" or (not form and _is_dictionary(lines, names)):
        return lambda line: _dictionary_row(line, names), 0
    head = lines[0].split("\t") if lines else []
    has_head = head[:2] in (["text"], ["text", "label"])
    columns = head if has_head else list(_COLUMNS[:3])

    def parse(line: str) -> _Row:
        cells = dict(zip(columns, line.split("\t"), strict=False))
        return _Row(*(cells.get(name, "").strip() for name in _COLUMNS[:3]))

    return parse, int(has_head)


def _is_dictionary(lines: Sequence[str], names: Collection[str]) -> bool:
    """Whether most lines have a frequency or a known tag, and none a tab."""
    if any("\t" in line for line in lines):
        return False
    known = {*_LABEL_OF, *names}
    tagged = (_WITH_TAG.fullmatch(line) for line in lines)
    fitting = sum(match is not None and match[2] in known for match in tagged)
    fitting += sum(_WITH_COUNT.fullmatch(line) is not None for line in lines)
    return 2 * fitting > len(lines)


def _dictionary_row(line: str, names: dict[str, str]) -> _Row:
    """A tag that is no label says nothing of the label. `names`: labels by their small letters."""
    match = _WITH_COUNT.fullmatch(line) or _WITH_TAG.fullmatch(line)
    if match is None:
        return _Row(line)
    tag = match[2] or ""
    return _Row(match[1], _LABEL_OF.get(tag) or names.get(tag.lower(), ""))


# -- out -----------------------------------------------------------------------------------


def write_word_list(
    path: Path, lexicon: Lexicon, form: str = "tsv", name_of: Callable[[str], str] = str
) -> int:
    """The lexicon as a file, whole or not at all; answers how many entries it has.

    A table has every entry. A dictionary has the strings that the lexicon proposes, with how often
    they were accepted as their frequency. Raises FolderNotWritable.
    """
    lines = _dictionary(lexicon, name_of) if form == "jieba" else as_table(lexicon, name_of)
    with Outcome(path.parent) as outcome:
        outcome.write(path.name, "".join(f"{line}\n" for line in lines).encode("utf-8"))
        outcome.publish()
    return len(lines) - (form != "jieba")


def as_table(lexicon: Lexicon, name_of: Callable[[str], str] = str) -> list[str]:
    """The lines of the table, the head first, by string and label."""
    rows = [
        (
            e.text,
            name_of(e.label),
            e.rule,
            str(e.accepted),
            str(e.rejected),
            str(e.outside),
            e.source,
        )
        for e in sorted(lexicon, key=lambda each: each.key)
    ]
    return ["\t".join(row) for row in (_COLUMNS, *rows)]


def _dictionary(lexicon: Lexicon, name_of: Callable[[str], str]) -> list[str]:
    leaders = (lexicon.leader(text) for text in sorted({each.text for each in lexicon}))
    return [
        f"{each.text} {max(1, each.accepted)} {_TAG_OF.get(each.label) or name_of(each.label).lower()}"
        for each in leaders
        if each is not None
    ]
