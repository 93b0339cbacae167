"""What a label or role means, as menus and the card of a held key say it."""

from dataclasses import dataclass

from annotator.document.labels import Vocabulary, Word
from annotator.settings.language import Language

WORD_COMMANDS = {"label_entity": "label", "set_role": "role"}
"""Commands whose argument is the id of a word, with the kind of it."""

LONGEST = 24
"""Characters of a string that is shown whole."""


@dataclass(frozen=True, slots=True)
class WordTold:
    """A word in the window's language; `examples` is empty where it has none."""

    title: str
    definition: str
    examples: str


def word_of(vocabulary: Vocabulary, command: str, argument: str) -> Word | None:
    """The word that a command gives, where it gives one."""
    kind = WORD_COMMANDS.get(command)
    return vocabulary.word(kind, argument) if kind else None


def told(word: Word, language: Language) -> WordTold:
    """Title, definition and examples of a word."""
    examples = language.say("hold.separator").join(word.examples)
    title = language.pick(word.titles) or word.name
    return WordTold(title, language.pick(word.definitions), examples)


def tip_of(vocabulary: Vocabulary, command: str, argument: str, language: Language) -> str:
    """The tool tip of a command that gives a label or a role; empty for any other."""
    word = word_of(vocabulary, command, argument)
    if word is None:
        return ""
    said = told(word, language)
    examples = f"{language.say('hold.examples')} {said.examples}" if said.examples else ""
    return "\n".join(filter(None, (said.definition, examples)))


def shortened(text: str) -> str:
    """A string in one line, cut where it is long."""
    line = "".join(text.split())
    return line if len(line) <= LONGEST else f"{line[:LONGEST]}…"
