"""What another set of labels and roles would change, in sentences."""

from annotator.document.labels import Word, kind_of
from annotator.settings.language import Language
from annotator.workbench.vocabulary import AWAY, Plan


def sentences_of(plan: Plan, language: Language) -> list[str]:
    """One sentence a word that comes, changes or goes; one that says so where nothing does."""
    said = [_said(language, "added", word) for word in plan.added]
    for was, now in plan.changed:
        key = "changed" if was.name == now.name else "renamed"
        said.append(_said(language, key, was, new=now.name))
    for leaving in plan.leaving:
        word, count = leaving.word, leaving.count
        if not count:
            said.append(_said(language, "removed", word))
        elif leaving.instead == AWAY:
            said.append(_said(language, "dropped", word, count=count))
        else:
            new = plan.vocabulary.name_of(kind_of(word), leaving.instead)
            said.append(_said(language, "given", word, count=count, new=new))
    return said or [language.say("vocabulary.plan_nothing")]


def _said(language: Language, key: str, word: Word, **facts: object) -> str:
    kind = language.say(f"vocabulary.{kind_of(word)}")
    return language.say(f"vocabulary.plan_{key}", kind=kind, name=word.name, **facts)
