"""How a few characters of text show where every one of them has to be seen."""

from html import escape

from annotator.exchange.proof_sheet import visible
from annotator.settings.language import Language


def seen(text: str) -> str:
    """With signs for white space, which is what many corrections are about."""
    return visible(text)


def as_tip(text: str) -> str:
    """`text` for a tool tip: Qt would take what looks like markup in it for markup."""
    return f"<span>{escape(text)}</span>"


def reads(text: str | None, language: Language) -> str:
    """What a place should read, in words where that is nothing, or nobody knows."""
    if text is None:
        return language.say("suspect.unknown")
    return seen(text) or language.say("suspect.nothing")


def change(raw: str, text: str | None, language: Language, most: int = 40) -> str:
    """`raw → text`, each of at most so many characters; an insertion has nothing before the arrow."""
    cut = language.say("suspect.cut") if text == "" else shortened(reads(text, language), most)
    return f"{shortened(seen(raw), most)} → {cut}".strip()


def shortened(text: str, most: int) -> str:
    """Both ends of a text that is longer than `most` characters."""
    if len(text) <= most:
        return text
    tail = (most - 1) // 2
    return f"{text[: most - 1 - tail]}…{text[-tail:]}"
