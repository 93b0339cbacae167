"""The cheapest keys that turn the articles that show into those of the gold: whose text, which role, which
order, which breaks.

At each step every command that could help is tried, and the one is taken that brings the page nearest to
its gold for its price. Positions are code points of the raw text.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import takewhile

from annotator.document.pages import Page
from annotator.document.spans import Selection, Span
from annotator.workbench.effort.layout import FURNITURE, NOBODY, Layout, Run, Target, in_place
from annotator.workbench.effort.player import ARTICLES, CannotPlay, Player
from annotator.workbench.effort.prices import DECISION, DRAG, Cost, pressing
from annotator.workbench.effort.trial import Trial
from annotator.workbench.shown import ShownArticle

NEAREST = 10
"""So many wrong stretches are tried at each step, the nearest first."""

WORTH = 0.02
"""Seconds that a step must bring the page nearer, for it to be one."""


@dataclass(frozen=True, slots=True)
class Move:
    """A command on what is selected; `fixed` is what its dialog or its drag costs, for one without a key."""

    selection: Selection
    command: str
    arguments: tuple[str, ...] = ()
    fixed: Cost | None = None


def play_articles(player: Player, gold: Page) -> None:
    """Until everything stands as in the gold. Raises CannotPlay where no command brings it nearer."""
    target = Target(gold)
    for _ in range(4 * (len(target.owned) + len(target.breaks)) + 40):
        trial = Trial(player.session.situation())
        layout = Layout(target, trial.shown)
        if layout.is_read_right:
            if not layout.wrong_breaks:
                return
            _soften_nearest(player, layout)
        else:
            _do(player, _best(player, layout, trial, list(_moves(player, layout))))
    raise CannotPlay("articles do not come to an end")


def _soften_nearest(player: Player, layout: Layout) -> None:
    """Only breaks are left to turn: each is a key at its line."""
    caret = player.session.selection.caret
    nearest = min(layout.wrong_breaks, key=lambda span: abs(span.end - caret))
    _do(player, Move(Selection.at(nearest.end), "toggle_soft_break"))


def _best(player: Player, layout: Layout, trial: Trial, moves: list[Move]) -> Move:
    """The move that brings most for its price."""
    best, value = None, 0.0
    seen: set[Move] = set()
    for move in moves:
        if move in seen:
            continue
        seen.add(move)
        after = trial.after(move.selection, move.command, *move.arguments)
        if after is None:
            continue
        gain = layout.distance - Layout(layout.target, after).distance
        price = _price(player, move).seconds
        if gain > WORTH and gain / price > value:
            best, value = move, gain / price
    if best is None:
        tried = ", ".join(sorted({each.command for each in moves}))
        raise CannotPlay(f"no article command brings the page nearer to its gold (tried {tried})")
    return best


def _price(player: Player, move: Move) -> Cost:
    span = move.selection.span
    if span is None:
        low, high = _line_around(player, move.selection.caret)
        way = player.price_of_standing(low, high)
    else:
        way = player.price_of_selecting(span.start, span.end)
    if move.fixed is not None:
        return way + move.fixed + DECISION
    pattern = player.prices.pattern(move.command, *move.arguments[:1])
    return way + (pressing(pattern) if pattern else DRAG) + DECISION


def _do(player: Player, move: Move) -> None:
    span = move.selection.span
    if span is None:
        player.stand(*_line_around(player, move.selection.caret))
    else:
        player.select(span.start, span.end)
    if move.fixed is not None:
        player.by_dialog(ARTICLES, move.command, *move.arguments, cost=move.fixed)
    else:
        player.press(ARTICLES, move.command, *move.arguments)


def _line_around(player: Player, caret: int) -> tuple[int, int]:
    """The positions in the line of `caret` that mean the same stretch for a command on lines.

    The place of a cut inside the line is itself alone.
    """
    situation = player.seen_from(Selection.at(caret))
    if len(situation.targets) != 1:
        return caret, caret
    (target,) = situation.targets
    return (target.start, target.end - 1) if caret == target.start else (caret, caret)


# -- what could help ---------------------------------------------------------------------


def _moves(player: Player, layout: Layout) -> Iterator[Move]:
    caret = player.session.selection.caret

    def near(runs: list[Run]) -> list[Run]:
        return sorted(runs, key=lambda run: abs(run.span.start - caret))[:NEAREST]

    for run in near(layout.strays):
        yield from _for_stray(layout, run)
    if layout.strays:
        for run in near(layout.misnamed):
            if run.gold == FURNITURE:
                yield from _rename(layout, run)
        return
    for run in near(layout.misnamed):
        yield from _rename(layout, run)
    if layout.misnamed:
        return
    yield from _reorder(layout)


def _for_stray(layout: Layout, run: Run) -> Iterator[Move]:
    selection = _selecting(layout, run.span)
    at_start = Selection.at(run.span.start)
    if run.gold == NOBODY:
        yield Move(selection, "free_lines")
        return
    twin = layout.twins.get(run.gold)
    if twin is None:
        yield Move(selection, "start_article")
        yield Move(at_start, "start_article")
        yield Move(at_start, "split_line")
        return
    number = str(twin + 1)
    if len(number) == 1:
        yield Move(selection, "give_lines", (number,))
    else:
        listed = pressing("G, G") + Cost(keys=len(number), strokes=len(number)) + pressing("Return")
        yield Move(selection, "give_lines", (number,), listed)
    yield Move(selection, "move_lines_down")
    yield Move(selection, "move_lines_up")
    if run.now >= 0:
        yield Move(at_start, "join_article")
        yield Move(at_start, "start_article")
        yield Move(at_start, "split_line")
        above = layout.shown.article(twin + 1)
        if above is not None and twin > run.now:
            yield Move(Selection.at(above.parts[0].span.start), "join_article")
        end = _rest_of(layout, run)
        if end is not None:
            yield Move(Selection.at(end), "start_article")
    if run.gold_role:
        yield Move(selection, "set_role", (run.gold_role,))


def _rest_of(layout: Layout, run: Run) -> int | None:
    """Where the article that has the stretch goes on behind it: cut there, both halves may be joined elsewhere."""
    behind = (
        p.span.start for p in layout.pieces if p.span.start >= run.span.end and p.now == run.now
    )
    return next(behind, None)


def _rename(layout: Layout, run: Run) -> Iterator[Move]:
    if run.gold_role:
        yield Move(_selecting(layout, run.span), "set_role", (run.gold_role,))


def _selecting(layout: Layout, span: Span) -> Selection:
    """What to select for a stretch: a bare caret where that means it, whole lines where they are its own, else
    what of it lies in its first line.
    """
    raw = layout.target.raw
    first, last = raw.line_at(span.start), raw.line_at(span.end - 1)
    in_first = [p.span for p in layout.pieces if raw.line_at(p.span.start) == first]
    if first == last:
        alone = raw.lines_span(first, first) == span
        return Selection.at(span.start) if alone else Selection(span.start, span.end)
    whole = raw.lines_span(first, last)
    if whole == span:
        return Selection(span.start, span.end)
    if in_first and in_first[0].start < span.start:
        end = raw.line_bounds(first)[1]
        return Selection(span.start, end)
    end = raw.line_bounds(last - 1)[1]
    return Selection(span.start, end) if end > span.start else Selection(span.start, span.end)


# -- order -------------------------------------------------------------------------------


def _reorder(layout: Layout) -> Iterator[Move]:
    for gold in layout.disordered:
        article = layout.shown.article(layout.twins[gold] + 1)
        if article is not None:
            yield from _reorder_parts(layout, gold, article)
    order = layout.article_order
    places = in_place(order)
    right = [order[at] for at in places]
    for gold in (each for at, each in enumerate(order) if at not in places):
        article = layout.shown.article(layout.twins[gold] + 1)
        if article is not None:
            here = Selection.at(article.parts[0].span.start)
            yield Move(here, "article_up")
            yield Move(here, "article_down")
            yield from _drag_article(layout, here, gold, right)


def _drag_article(layout: Layout, here: Selection, gold: int, right: list[int]) -> Iterator[Move]:
    """A card dragged before or behind one that is in place: the number it is dropped on tells nothing of which."""
    source = layout.twins[gold] + 1
    before = [each for each in right if each < gold]
    behind = [each for each in right if each > gold]
    for goal in (*before[-1:], *behind[:1]):
        target = layout.twins[goal] + 1
        yield Move(here, "move_article", (str(source), str(target)), DRAG)


def _reorder_parts(layout: Layout, gold: int, article: ShownArticle) -> Iterator[Move]:
    pieces = layout.pieces_of(gold)
    places = in_place([number for number, _ in pieces])
    for at, (part, span) in enumerate(pieces):
        if at in places:
            continue
        here = Selection.at(span.start)
        yield Move(here, "part_up")
        yield Move(here, "part_down")
        behind = next((pieces[i] for i in places if pieces[i][0] > part), None)
        before = str(behind[1].start) if behind else ""
        ends = behind[0] if behind else part + 1
        later = takewhile(lambda each, ends=ends: each[0] < ends, pieces[at + 1 :])
        for wanted in (span, _block(layout, span, [each[1] for each in later])):
            selection = _selecting(layout, wanted)
            yield Move(selection, "place_lines", (str(article.number), before), DRAG)


def _block(layout: Layout, span: Span, later: list[Span]) -> Span:
    """The stretch with what follows it in the text and in the article: headline, deck and byline go together."""
    end = span.end
    text = layout.target.raw.text
    for each in later:
        if each.start < end or text[end : each.start].strip():
            break
        end = each.end
    return Span(span.start, end)
