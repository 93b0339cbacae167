"""The tables that ship, and which of them proposals must do without."""

from annotator.errors import AnnotatorError
from annotator.propose.language_model import language_model_refused
from annotator.propose.suspects.channel_weights import shipped_weights
from annotator.propose.suspects.glyphs import shipped_glyphs
from annotator.propose.suspects.sounds import shipped_sounds


def tables_refused() -> tuple[AnnotatorError, ...]:
    """Why a table cannot be used, one error for each that cannot; proposals go on without it."""
    suspects = shipped_weights()[1], shipped_glyphs()[1], shipped_sounds()[1]
    return tuple(each for each in (language_model_refused(), *suspects) if each is not None)
