"""Which words are everyday words, by the counts in jieba's own dictionary."""

from functools import cache
from importlib.util import find_spec
from pathlib import Path

_OFTEN = 150
"""Counts in the dictionary's corpus from which a word is everyday: 品牌 and 平安 are, 沙坝 is not."""
_VERB_OFTEN = 20
"""The same for verbs, which names are seldom made of: 盘活."""
_SHORTEST_REST = 4
"""Characters of a count of two digits, a space and a tag."""
_NAMES = ("nr", "ns", "nt")


@cache
def common_words() -> frozenset[str]:
    """Words of two characters and more that are frequent and no names; nothing where jieba is missing."""
    return frozenset(word for word, tag in _frequent() if not tag.startswith(_NAMES))


@cache
def words_like_persons() -> frozenset[str]:
    """Frequent words of two characters that the dictionary takes for persons; most are none: 弘扬, 关怀."""
    return frozenset(word for word, tag in _frequent() if tag == "nr" and len(word) == 2)


@cache
def _frequent() -> tuple[tuple[str, str], ...]:
    """Frequent words with their parts of speech.

    Read as text: jieba itself takes 0.6 s and a hundred megabytes to load.
    """
    spec = find_spec("jieba")
    folders = spec.submodule_search_locations if spec else None
    try:
        lines = (Path(next(iter(folders or ()))) / "dict.txt").read_text("utf-8").split("\n")
    except (OSError, StopIteration):
        return ()
    return tuple(entry for line in lines if (entry := _entry(line)))


def _entry(line: str) -> tuple[str, str] | None:
    word, _, rest = line.partition(" ")
    if len(rest) < _SHORTEST_REST or len(word) < 2:
        return None
    count, _, tag = rest.partition(" ")
    tag = tag.strip()
    enough = _VERB_OFTEN if tag in ("v", "vn") else _OFTEN
    return (word, tag) if count.isdigit() and int(count) >= enough else None
