"""Notes as tool tips and cards tell them."""

from html import escape

from annotator.document.notes import Flag, Note
from annotator.gui.when import who_and_when
from annotator.settings.language import Language

SIGN = "※"
"""Before every note: the reference mark of Chinese and Japanese print, which every CJK font has."""


def note_hint(note: Note, language: Language) -> str:
    """Text, author and time of a note, as rich text."""
    who = escape(who_and_when(note.by, note.at, language))
    return f"{SIGN} {escape(note.text).replace(chr(10), '<br>')} <i>— {who}</i>"


def note_words(note: Note, language: Language) -> str:
    """The same as plain text."""
    return f"{SIGN} {note.text} — {who_and_when(note.by, note.at, language)}"


def flag_words(flag: Flag, language: Language) -> str:
    """Who wants the page looked at, when, and why, after the sign of the state."""
    who = who_and_when(flag.by, flag.at, language)
    said = language.say("panel.page_flag", who=who, why=flag.why) if flag.why else who
    state = " ".join(language.say(f"panel.{each}_needs_look") for each in ("sign", "state"))
    return language.say("notes.flagged", state=state, said=said)
