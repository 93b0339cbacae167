"""Characters that may have been taken for another, or another for them: alike to the eye or to the ear."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Lookalike:
    """A neighbour of a character. `likeness` is that of the glyphs (0 to 1, 0 unknown)."""

    character: str
    likeness: float
    by_glyph: bool
    by_sound: bool


def lookalikes(character: str, by_glyph: int = 24, by_sound: int = 12) -> tuple[Lookalike, ...]:
    """The nearest by glyph, a common one before a rare one a little nearer, then those that only sound the same.

    Empty for a character that no table knows.
    """
    from annotator.propose.suspects.glyphs import default_glyphs
    from annotator.propose.suspects.sounds import default_sounds

    glyphs, sounds = default_glyphs(), default_sounds()
    near = glyphs.neighbours(character, by_glyph)
    found = [
        Lookalike(each, how, by_glyph=True, by_sound=sounds.alike(character, each))
        for each, how in near
    ]
    known = {each for each, _ in near}
    heard = [each for each in sounds.neighbours(character, by_sound) if each not in known]
    found += [
        Lookalike(each, glyphs.similarity(character, each), by_glyph=False, by_sound=True)
        for each in heard
    ]
    return tuple(found)
