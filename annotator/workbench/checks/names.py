"""Checks on entities: one string under two labels, a name over the end of a paragraph."""

import json
from collections import Counter, defaultdict
from collections.abc import Iterator

from annotator.document.phrases import Phrase, label_title, phrase
from annotator.document.spans import Selection, Span, trimmed
from annotator.workbench.checks.problem import Fix, Problem
from annotator.workbench.commands.entities import word_of
from annotator.workbench.shown import Shown, ShownEntity


def two_labels(shown: Shown) -> Iterator[Problem]:
    """The same string with two labels; it is shown at the rarest."""
    by_word: dict[str, list[ShownEntity]] = defaultdict(list)
    for entity in shown.entities:
        by_word[_word(shown, entity.span)].append(entity)
    for word, entities in by_word.items():
        counts = Counter(each.label for each in entities)
        if len(counts) > 1:
            yield _labels(word, entities, counts)


def _word(shown: Shown, span: Span) -> str:
    """The name as it is read; the raw text is that where no line ends in it and nothing is corrected."""
    raw = span.text_in(shown.page.raw.text)
    is_plain = "\n" not in raw and not shown.corrections_in(span.start, span.end)
    return raw if is_plain else word_of(shown, span)


def _labels(word: str, entities: list[ShownEntity], counts: Counter[str]) -> Problem:
    rarest = counts.most_common()[-1][0]
    odd = next(each for each in entities if each.label == rarest)
    places = json.dumps([[each.span.start, each.span.end] for each in entities])
    fixes = tuple(
        Fix(
            phrase("check.fix_label_all", label=label_title(label)),
            "label_everywhere",
            (label, places),
            Selection.at(odd.span.start),
        )
        for label, _ in counts.most_common()
    )
    common = counts.most_common(1)[0]
    what = phrase(
        "check.two_labels" if len(counts) == 2 else "check.many_labels",
        text=word,
        label=label_title(common[0]),
        count=common[1],
        other=label_title(rarest),
        rest=counts.total() - common[1],
    )
    labels = "/".join(sorted(counts))
    return Problem("two_labels", odd.span, what, fixes, about=f"{word}:{labels}")


def over_a_break(shown: Shown) -> Iterator[Problem]:
    """A name that runs over the end of a paragraph, or out of its article."""
    text = shown.page.raw.text
    for entity in shown.entities:
        span = entity.span
        if not (shown.runs_over_a_break(span.start, span.end) or _leaves(shown, span)):
            continue
        word = "".join(span.text_in(text).split())
        what = phrase("check.over_a_break", text=word)
        yield Problem("over_a_break", span, what, _cuts(shown, span))


def _leaves(shown: Shown, span: Span) -> bool:
    around = shown.stretches_in(span)
    return len({id(each.owner) for each in around}) > 1


def _cuts(shown: Shown, span: Span) -> tuple[Fix, ...]:
    """The name as far as its first line goes, or none."""
    text = shown.page.raw.text
    at = text.find("\n", span.start, span.end)
    here = Selection.at(span.start)
    fixes = [Fix(Phrase("check.fix_remove"), "remove_entity", (), here)]
    first = trimmed(Span(span.start, at), text) if at > span.start else None
    if first is not None:
        where = (str(first.start), str(first.end))
        fixes.insert(0, Fix(Phrase("check.fix_cut"), "resize_entity", where, here))
    return tuple(fixes)
