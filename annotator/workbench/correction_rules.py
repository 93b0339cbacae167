"""What a project says of strings wherever they stand, for the window's table and the command line."""

from collections.abc import Iterable

from annotator.document.correcting import ENOUGH, LONGEST, CorrectionRule
from annotator.document.phrases import Phrase, phrase
from annotator.store.project import Project
from annotator.workbench.situation import Refusal


def rows(project: Project, contains: str = "", verdict: str = "") -> list[CorrectionRule]:
    """The rules with `contains` in what is there or what it reads, and that verdict; "" means all."""
    return [
        rule
        for rule in project.correction_rules().values()
        if verdict in ("", rule.verdict) and (contains in rule.raw or contains in rule.text)
    ]


def add(
    project: Project, raw: str, text: str, verdict: str, by: str, at: str, source: str = ""
) -> Refusal | None:
    """Keeps a rule, in place of the one on its string; says what is wrong with one that is none."""
    wanted = "" if verdict == "allow" else text
    refusal = _refusal(raw, wanted, verdict)
    if refusal is None:
        project.put_correction_rules([CorrectionRule(raw, wanted, verdict, source)], by, at)
    return refusal


def _refusal(raw: str, text: str, verdict: str) -> Refusal | None:
    if len(raw) < ENOUGH or raw.isspace():
        return Refusal(Phrase("correction_rule.too_short"))
    if max(len(raw), len(text)) > LONGEST:
        return Refusal(phrase("correction_rule.too_long", limit=LONGEST))
    if "\n" in raw or "\n" in text:
        return Refusal(Phrase("correction_rule.one_line"))
    if verdict == "fix" and raw == text:
        return Refusal(Phrase("correction_rule.changes_nothing"))
    return None


def remove(project: Project, raws: Iterable[str]) -> None:
    """The rules on those strings are gone; corrections that were made by them stay."""
    project.remove_correction_rules(raws)


def import_rules(project: Project, rules: Iterable[CorrectionRule], by: str, at: str) -> None:
    """All of a list or nothing; each replaces the rule on its string."""
    project.put_correction_rules(rules, by, at)
