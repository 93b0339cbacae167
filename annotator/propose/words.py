"""Words of Chinese text: the only file that knows jieba, which is loaded at the first question."""

import importlib
import logging
import warnings
from collections.abc import Mapping
from functools import cache
from itertools import accumulate
from types import ModuleType
from typing import cast

from annotator.settings.folders import cache_folder


def _import(name: str) -> ModuleType:
    """Without the warnings that new Pythons give for escapes in jieba's files."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return importlib.import_module(name)


@cache
def _jieba() -> ModuleType:
    """jieba, quiet, with its dictionary cached in the user's own folder instead of the shared /tmp."""
    jieba = _import("jieba")
    jieba.setLogLevel(logging.ERROR)
    folder = cache_folder()
    folder.mkdir(parents=True, exist_ok=True)
    jieba.dt.tmp_dir = str(folder)
    jieba.dt.initialize()
    return jieba


@cache
def _posseg() -> ModuleType:
    _jieba()
    return _import("jieba.posseg")


def segmentation(text: str) -> list[str]:
    """The words of `text` in order; joined they are the text again."""
    return cast("list[str]", _jieba().lcut(text))


def word_ends(raw: str) -> tuple[int, ...]:
    """Where each word of a page's raw text ends (code points), as if no line ended in one."""
    at = [position for position, character in enumerate(raw) if character != "\n"]
    ends = accumulate(map(len, segmentation("".join(raw[position] for position in at))))
    return tuple(at[end - 1] + 1 for end in ends)


def frequency(word: str) -> int:
    """How often the dictionary counted `word`; 0 for what is no word of it."""
    return cast("int", _jieba().dt.FREQ.get(word) or 0)


def dictionary() -> tuple[Mapping[str, int], int]:
    """How often each word was counted, beginnings of words with 0, and the sum of it all."""
    tokenizer = _jieba().dt
    return cast("Mapping[str, int]", tokenizer.FREQ), cast("int", tokenizer.total)


def tagged(text: str) -> list[tuple[str, str]]:
    """Words with jieba's part-of-speech tags (`nr` a person, `ns` a place, `nt` an organisation)."""
    return [(pair.word, pair.flag) for pair in _posseg().lcut(text)]
