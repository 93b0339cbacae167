"""How much likelier a text reads with an edit than without: the language model's second opinion."""

from collections.abc import Sequence

from annotator.errors import LanguageModelUnusable
from annotator.propose.language_model import default_language_model
from annotator.propose.suspects.finding import Edit

_AROUND = 12
"""Code points on each side that are read with it."""


def gains(text: str, edits: Sequence[Edit]) -> list[float]:
    """In nats, for each edit of `text` that has a reading; 0 without a language model."""
    if not edits:
        return []
    try:
        model = default_language_model()
    except LanguageModelUnusable:
        return [0.0] * len(edits)
    spellings: list[str] = []
    for edit in edits:
        before = text[max(0, edit.start - _AROUND) : edit.start]
        behind = text[edit.end : edit.end + _AROUND]
        spellings.append(before + text[edit.start : edit.end] + behind)
        spellings.append(before + (edit.text or "") + behind)
    scores = model.score(spellings)
    return [float(value) for value in scores[1::2] - scores[::2]]


def log_end(text: str) -> float | None:
    """Log probability that a sentence ends behind `text`; None without a language model."""
    try:
        model = default_language_model()
    except LanguageModelUnusable:
        return None
    return float(model.log_probabilities(text[-_AROUND:])[-1])
