"""Why the channel takes a place for wrong, in a sentence that an editor can check."""

import numpy as np

from annotator.document.phrases import Phrase, phrase
from annotator.propose.characters import is_han
from annotator.propose.suspects.clues import Scene
from annotator.propose.suspects.page_counts import codes_of

ALIKE = 0.6
"""Similarity from which two characters are said to look alike."""


def reason_of(way: str, start: int, end: int, put: str, scene: Scene) -> Phrase:
    """For the edit of the scene's text that puts `put` in place of `[start, end)`."""
    low, high = _reach(start, end, put, scene)
    old = scene.text[low:high]
    new = scene.text[low:start] + put + scene.text[end:high]
    if way in ("extra", "lost", "swapped"):
        return phrase(f"because.channel_{way}", old=old, new=new)
    also = _likeness(scene.text[start:end], put, scene)
    count = _times(new, scene)
    if count:
        return phrase("because.channel_page", old=old, new=new, count=count, also=also)
    if scene.lattice.count(new) and not scene.lattice.count(old):
        return phrase("because.channel_word", old=old, new=new, also=also)
    return phrase("because.channel_likelier", old=old, new=new, also=also)


def _reach(start: int, end: int, put: str, scene: Scene) -> tuple[int, int]:
    """The edit with the rest of the new word, or with the characters beside it."""
    _, word = scene.lattice.edited(start, end, put)
    text = scene.text
    for before in range(len(word) - 1, -1, -1):
        behind = len(word) - before - len(put)
        low, high = start - before, end + behind
        if word and behind >= 0 and low >= 0 and text[low:start] + put + text[end:high] == word:
            return low, high
    low = start - 1 if is_han(text[start - 1]) else start
    return low, end + 1 if is_han(text[end]) else end


def _times(string: str, scene: Scene) -> int:
    if not 2 < len(string) <= max(scene.page.LENGTHS):
        return 0
    return int(scene.page.of(np.array([codes_of(string)]))[0])


def _likeness(old: str, put: str, scene: Scene) -> "str | Phrase":
    if len(old) == len(put) == 1:
        if scene.tables.glyphs.similarity(old, put) >= ALIKE:
            return phrase("because.channel_look_alike", old=old, new=put)
        if scene.tables.sounds.alike(old, put):
            return phrase("because.channel_sound_alike", old=old, new=put)
    return ""
