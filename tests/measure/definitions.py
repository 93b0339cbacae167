"""The measures once more, from their definitions: sets of character positions, exact fractions, no speed.

`annotator.measure` counts; here everything is asked of every character, line and window anew.
"""

from collections.abc import Callable
from fractions import Fraction
from itertools import product
from typing import Any

Page = dict[str, Any]
Value = Fraction | None


class Sheet:
    """A page with one annotation: who owns a position, in which role."""

    def __init__(self, text: str, page: Page) -> None:
        self.text, self.page = text, page
        self.places = {at for at in range(len(text)) if not text[at].isspace()}
        self.owner = {at: self._owner(at) for at in self.places}
        self.role = {at: self._role(at) for at in self.places}

    def covered(self, pieces: list[Page]) -> set[int]:
        return {at for at in self.places for p in pieces if p["start"] <= at < p["end"]}

    def _owner(self, at: int) -> int | None:
        """The first article that claims the position; None is furniture."""
        claims = [
            number
            for number, article in enumerate(self.page["articles"])
            if at in self.covered(article["segments"])
        ]
        return min(claims, default=None)

    def _role(self, at: int) -> str:
        number = self.owner[at]
        if number is not None:
            pieces = self.page["articles"][number]["segments"]
            return next(p["role"] for p in pieces if p["start"] <= at < p["end"])
        marked = [p["role"] for p in self.page.get("furniture", ()) if at in self.covered([p])]
        return marked[-1] if marked else "other"

    @property
    def articles(self) -> list[set[int]]:
        """Those with text, by what they own."""
        owned = [
            {at for at in self.places if self.owner[at] == number}
            for number in range(len(self.page["articles"]))
        ]
        return [article for article in owned if article]

    def cluster(self, at: int) -> set[int]:
        return {other for other in self.places if self.owner[other] == self.owner[at]}

    def holder(self, part: set[int]) -> int | None:
        """The article with more than half of the positions."""
        for number in range(len(self.page["articles"])):
            if 2 * len({at for at in part if self.owner[at] == number}) > len(part):
                return number
        return None

    def joints(self) -> set[tuple[int, int]]:
        """Soft breaks as the nearest positions with text on both sides."""
        found: set[tuple[int, int]] = set()
        for joint in self.page.get("soft_breaks", ()):
            before = {at for at in self.places if at < joint["start"]}
            behind = {at for at in self.places if at >= joint["end"]}
            if before and behind:
                found.add((max(before), min(behind)))
        return found

    def line_owners(self) -> list[int | None]:
        """The owner of each line that is not blank, by its first character."""
        lines: dict[int, int] = {}
        for at in sorted(self.places, reverse=True):
            lines[self.text[:at].count("\n")] = at
        return [self.owner[lines[number]] for number in sorted(lines)]


def f1(hits: int, found: int, wanted: int) -> Value:
    """Twice the hits over both counts: the harmonic mean of precision and recall."""
    return Fraction(2 * hits, found + wanted) if found + wanted else None


def mean(values: list[Fraction]) -> Value:
    return sum(values, Fraction()) / len(values) if values else None


def exact(gold: Sheet, found: Sheet) -> Value:
    hits = sum(article in gold.articles for article in found.articles)
    return f1(hits, len(found.articles), len(gold.articles))


def iou90(gold: Sheet, found: Sheet) -> Value:
    """More than half of the union is shared, so that no article can have two partners."""
    hits = sum(
        Fraction(len(one & other), len(one | other)) >= Fraction(9, 10)
        for one, other in product(gold.articles, found.articles)
    )
    return f1(hits, len(found.articles), len(gold.articles))


def bcubed(gold: Sheet, found: Sheet) -> Value:
    def share(of: Sheet) -> Value:
        return mean(
            [
                Fraction(len(gold.cluster(at) & found.cluster(at)), len(of.cluster(at)))
                for at in gold.places
            ]
        )

    precision, recall = share(found), share(gold)
    if precision is None or recall is None:
        return None
    return 2 * precision * recall / (precision + recall)


def role_accuracy(gold: Sheet, found: Sheet) -> Value:
    return mean([Fraction(gold.role[at] == found.role[at]) for at in gold.places])


def role_f1(gold: Sheet, found: Sheet) -> Value:
    values: list[Fraction] = []
    for role in set(gold.role.values()):
        wanted = {at for at in gold.places if gold.role[at] == role}
        given = {at for at in gold.places if found.role[at] == role}
        value = f1(len(wanted & given), len(given), len(wanted))
        assert value is not None
        values.append(value)
    return mean(values)


def _headline_and_text(gold: Sheet) -> list[tuple[set[int], set[int]]]:
    found: list[tuple[set[int], set[int]]] = []
    for article in gold.page["articles"]:
        parts = {
            role: gold.covered([p for p in article["segments"] if p["role"] == role])
            for role in ("headline", "body", "caption")
        }
        found.append((parts["headline"], parts["body"] or parts["caption"]))
    return found


def headline_attached(gold: Sheet, found: Sheet) -> Value:
    whole = [(head, text) for head, text in _headline_and_text(gold) if head and text]
    return mean(
        [
            Fraction(found.holder(text) is not None and found.holder(head) == found.holder(text))
            for head, text in whole
        ]
    )


def headline_exclusive(gold: Sheet, found: Sheet) -> Value:
    pairs = _headline_and_text(gold)
    values: list[Fraction] = []
    for number, (head, text) in enumerate(pairs):
        if not head or not text:
            continue
        home = found.holder(text)
        others = [part for n, pair in enumerate(pairs) if n != number for part in pair if part]
        is_alone = all(found.holder(part) != home for part in others)
        values.append(Fraction(home is not None and found.holder(head) == home and is_alone))
    return mean(values)


def soft(gold: Sheet, found: Sheet) -> Value:
    return f1(len(gold.joints() & found.joints()), len(found.joints()), len(gold.joints()))


def pieces_too_many(whole: Sheet, cut: Sheet) -> Value:
    """For each article of `whole`: in how many articles of `cut` its text lies, but for one."""
    meets = [sum(bool(one & other) for other in cut.articles) for one in whole.articles]
    return Fraction(sum(count - 1 for count in meets if count))


def splits(gold: Sheet, found: Sheet) -> Value:
    return pieces_too_many(gold, found)


def merges(gold: Sheet, found: Sheet) -> Value:
    return pieces_too_many(found, gold)


def _windows(gold: Sheet, found: Sheet) -> list[tuple[int, int]]:
    """Borders in the gold and found between each two lines that stand half a mean segment apart, two lines at least."""
    wanted, given = gold.line_owners(), found.line_owners()

    def borders(owners: list[int | None], first: int, last: int) -> int:
        return sum(owners[at] != owners[at + 1] for at in range(first, last))

    if not wanted:
        return []
    segments = borders(wanted, 0, len(wanted) - 1) + 1
    width = max(2, round(Fraction(len(wanted), 2 * segments)))
    return [
        (borders(wanted, at, at + width), borders(given, at, at + width))
        for at in range(len(wanted) - width)
    ]


def pk(gold: Sheet, found: Sheet) -> Value:
    return mean([Fraction(bool(one) != bool(other)) for one, other in _windows(gold, found)])


def window_diff(gold: Sheet, found: Sheet) -> Value:
    return mean([Fraction(one != other) for one, other in _windows(gold, found)])


DEFINITIONS: dict[str, Callable[[Sheet, Sheet], Value]] = {
    "exact_f1": exact,
    "iou90_f1": iou90,
    "bcubed_f1": bcubed,
    "role_acc": role_accuracy,
    "role_f1": role_f1,
    "head_acc": headline_attached,
    "head_excl": headline_exclusive,
    "soft_f1": soft,
    "splits": splits,
    "merges": merges,
    "pk": pk,
    "window_diff": window_diff,
}


# -- corrections -------------------------------------------------------------------------

HARD = {"substitution", "insertion", "omission", "duplicate", "punctuation"}


def reach(fix: Page) -> set[int]:
    """The characters that a correction covers; of an insertion point those on both sides."""
    if fix["start"] == fix["end"]:
        return {fix["start"] - 1, fix["start"]}
    return set(range(fix["start"], fix["end"]))


def meeting(fix: Page, others: list[Page]) -> list[Page]:
    return [other for other in others if reach(fix) & reach(other)]


def of_kinds(page: Page, kinds: set[str] | None = None) -> list[Page]:
    return [fix for fix in page.get("corrections", ()) if kinds is None or fix["kind"] in kinds]


def corrections(gold: list[Page], found: list[Page]) -> tuple[Value, Value, Value, Value]:
    """Precision, recall, F1, and the share of gold whose replacement is met."""
    precision = mean([Fraction(bool(meeting(fix, gold))) for fix in found])
    if gold and not found:
        precision = Fraction(0)
    recall = mean([Fraction(bool(meeting(fix, found))) for fix in gold])
    exact = [
        any(m["replacement"] == fix["replacement"] for m in meeting(fix, found)) for fix in gold
    ]
    both = (precision or Fraction(0)) + (recall or Fraction(0))
    f1_ = 2 * (precision or Fraction(0)) * (recall or Fraction(0)) / both if both else Fraction(0)
    return precision, recall, f1_ if gold or found else None, mean([Fraction(e) for e in exact])


def best_recall(pages: list[tuple[Page, Page]]) -> tuple[Value, Value]:
    """Recall and precision, means over pages, where the mean precision is a half at least and recall best."""
    best: tuple[Value, Value] = None, None
    for score in {fix["score"] for _, found in pages for fix in of_kinds(found, HARD)}:
        figures = [
            corrections(
                of_kinds(gold, HARD), [f for f in of_kinds(found, HARD) if f["score"] >= score]
            )
            for gold, found in pages
        ]
        precision = mean([each[0] for each in figures if each[0] is not None])
        recall = mean([each[1] for each in figures if each[1] is not None])
        if precision is None or recall is None or precision < Fraction(1, 2):
            continue
        if best[0] is None or best[1] is None or (recall, precision) > (best[0], best[1]):
            best = recall, precision
    return best
