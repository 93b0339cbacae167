"""Patterns: an editor's own rule for a label, a list of words or a regular expression."""

from dataclasses import dataclass

from annotator.document.lexicon import string_of

KINDS = ("words", "regex")
_IN_TITLE = 3
"""So many words of a list stand for it."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """What matches `body` is proposed under `label`.

    `body` of kind `words` has one word a line; of kind `regex` it is a regular expression. `id`
    is the project's number for it, 0 before it is kept. Raises ValueError for another kind.
    """

    id: int
    label: str
    kind: str
    body: str
    is_on: bool = True

    def __post_init__(self) -> None:
        if self.kind not in KINDS:
            raise ValueError(f"unknown kind of pattern {self.kind!r}")

    @property
    def words(self) -> tuple[str, ...]:
        """The words of the list, each once, as a reader reads them; none for an expression."""
        if self.kind != "words":
            return ()
        read = (string_of(line) for line in self.body.split("\n"))
        return tuple(dict.fromkeys(word for word in read if word))

    @property
    def title(self) -> str:
        """What tells it from others: the expression, or the first words of the list."""
        if self.kind == "regex":
            return self.body
        words = self.words
        return "、".join(words[:_IN_TITLE]) + ("…" if len(words) > _IN_TITLE else "")
