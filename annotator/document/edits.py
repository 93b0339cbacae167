"""An edit is a value that knows its inverse."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Self

from annotator.document.correcting import CorrectionRule
from annotator.document.pages import Page, Record, record_key
from annotator.document.phrases import Phrase
from annotator.document.spans import Selection
from annotator.errors import StaleEdit


@dataclass(frozen=True, slots=True)
class Change:
    """One record before and after; None where there is none. Raises ValueError for no change."""

    before: Record | None
    after: Record | None

    def __post_init__(self) -> None:
        if self.before == self.after:
            raise ValueError("a change changes something")
        if self.before and self.after and record_key(self.before) != record_key(self.after):
            raise ValueError("before and after are two records")

    @property
    def key(self) -> str:
        """The key of the record that changes."""
        record = self.after or self.before
        assert record is not None
        return record_key(record)


@dataclass(frozen=True, slots=True)
class RuleChange:
    """A rule on a string before and after; None where there is none. Raises ValueError for no change."""

    before: CorrectionRule | None
    after: CorrectionRule | None

    def __post_init__(self) -> None:
        if self.before == self.after:
            raise ValueError("a change changes something")
        if self.before and self.after and self.before.raw != self.after.raw:
            raise ValueError("before and after are rules on two strings")

    @property
    def raw(self) -> str:
        """The string that the rule is about."""
        rule = self.after or self.before
        assert rule is not None
        return rule.raw


@dataclass(frozen=True, slots=True)
class Edit:
    """What one key did: changes that apply together or not at all.

    `command` is the command's name and `title` what the undo menu says; `selection` is where
    the editor stood before; edits in a row with the same `join_key` are undone as one;
    `at` is ISO 8601, UTC. `rules` are what it told the project for all its pages: the
    page itself knows nothing of them.
    """

    command: str
    title: Phrase
    changes: tuple[Change, ...]
    selection: Selection
    by: str
    at: str
    join_key: str | None = None
    rules: tuple[RuleChange, ...] = ()

    def apply(self, page: Page) -> Page:
        """The page after this edit.

        Raises StaleEdit when a `before` is not what is there, Conflict when marks would
        share text that may not.
        """
        records = dict(page.records)
        for change in self.changes:
            if records.get(change.key) != change.before:
                raise StaleEdit(page=page.name, key=change.key)
            if change.after is None:
                del records[change.key]
            else:
                records[change.key] = change.after
        return page.with_records(records, page.revision + 1)

    def inverse(self) -> Self:
        """The edit that takes this one back."""
        return replace(
            self,
            changes=tuple(Change(c.after, c.before) for c in reversed(self.changes)),
            rules=tuple(RuleChange(r.after, r.before) for r in reversed(self.rules)),
        )


def squashed(changes: Iterable[Change]) -> tuple[Change, ...]:
    """Several changes to a record as one, in the order in which records first change."""
    first: dict[str, Record | None] = {}
    last: dict[str, Record | None] = {}
    for change in changes:
        first.setdefault(change.key, change.before)
        last[change.key] = change.after
    return tuple(Change(first[key], last[key]) for key in first if first[key] != last[key])


def squashed_rules(changes: Iterable[RuleChange]) -> tuple[RuleChange, ...]:
    """The same for rules."""
    first: dict[str, CorrectionRule | None] = {}
    last: dict[str, CorrectionRule | None] = {}
    for change in changes:
        first.setdefault(change.raw, change.before)
        last[change.raw] = change.after
    return tuple(RuleChange(first[raw], last[raw]) for raw in first if first[raw] != last[raw])
