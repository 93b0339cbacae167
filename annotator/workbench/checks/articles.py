"""Checks on articles: headlines, bylines, text that belongs to nobody, ends."""

from collections.abc import Iterator

from annotator.document.marks import Part
from annotator.document.phrases import Phrase, phrase
from annotator.document.spans import Selection, Span, trimmed
from annotator.workbench.checks.problem import Fix, Problem
from annotator.workbench.parts import HEADS, PICTURE, outside
from annotator.workbench.shown import Shown, ShownArticle, Stretch

TEXT = ("body", "caption")
"""Roles that a reader reads as the text of an article."""

HEADLINE_MOST = 40
"""Characters of a line that may be a headline."""

_CLOSED = frozenset("。！？…!?.；;：:”’』」）)】〕》>—]")
"""Marks that can end the text of an article."""

_NUMBER_END = frozenset("0123456789%％")


def short(text: str, span: Span) -> str:
    """The beginning of a stretch in one line."""
    words = "".join(span.text_in(text).split())
    return words if len(words) <= 16 else words[:15] + "…"


def _name(text: str, article: ShownArticle) -> str:
    head = next((p for p in article.parts if p.role == "headline"), article.parts[0])
    return short(text, head.span)


def _first_line(shown: Shown, part: Part) -> Span:
    raw = shown.page.raw
    end = min(raw.line_bounds(raw.line_at(part.span.start))[1], part.span.end)
    return trimmed(Span(part.span.start, end), raw.text) or part.span


def no_headline(shown: Shown) -> Iterator[Problem]:
    """An article without headline: it may be the end of another one. A picture with its caption needs none."""
    text = shown.page.raw.text
    for article in shown.articles:
        roles = {part.role for part in article.parts}
        if "headline" in roles or ("caption" in roles and "body" not in roles):
            continue
        first = article.parts[0]
        line = _first_line(shown, first)
        fixes: list[Fix] = []
        is_head = len(line) <= HEADLINE_MOST and text[line.end - 1] not in _CLOSED
        if is_head and first.span != line:
            at = Selection.at(line.start)
            fixes.append(Fix(Phrase("check.fix_headline"), "set_role", ("headline",), at))
        if shown.article(article.number - 1) is not None:
            at = Selection.at(first.span.start)
            fixes.append(Fix(Phrase("check.fix_join"), "join_article", (), at))
        what = phrase("check.no_headline", number=article.number, text=_name(text, article))
        yield Problem("no_headline", line, what, tuple(fixes))


def _whole(span: Span) -> Selection:
    """All lines of a part, for a command on lines."""
    return Selection(span.start, span.end)


def late_headline(shown: Shown) -> Iterator[Problem]:
    """A headline that is read inside the body: a subhead, or another article."""
    text = shown.page.raw.text
    for article in shown.articles:
        is_begun = False
        for part in article.parts:
            if part.role in HEADS and is_begun:
                at = Selection.at(part.span.start)
                fixes = (
                    Fix(Phrase("check.fix_start"), "start_article", (), at),
                    Fix(Phrase("check.fix_subhead"), "set_role", ("subhead",), _whole(part.span)),
                )
                facts = {"number": article.number, "text": short(text, part.span)}
                role = Phrase(f"role.{part.role}")
                what = phrase("check.late_headline", role=role, **facts)
                yield Problem("late_headline", part.span, what, fixes)
            is_begun = is_begun or part.role in (*TEXT, "subhead")


def no_text(shown: Shown) -> Iterator[Problem]:
    """An article that has neither body nor caption."""
    text = shown.page.raw.text
    for article in shown.articles:
        if not any(part.role in TEXT for part in article.parts):
            at = Selection.at(article.parts[0].span.start)
            fixes = [Fix(Phrase("check.fix_continue"), "continue_article", (), at)]
            if shown.article(article.number - 1) is not None:
                fixes.append(Fix(Phrase("check.fix_join"), "join_article", (), at))
            what = phrase("check.no_text", number=article.number, text=_name(text, article))
            yield Problem("no_text", article.parts[0].span, what, tuple(fixes))


def bare_subhead(shown: Shown) -> Iterator[Problem]:
    """A subhead with nothing under it: the last text of its article, or right before another subhead's end."""
    text = shown.page.raw.text
    for article in shown.articles:
        running = [part for part in article.parts if part.role in ("body", "subhead")]
        if running and running[-1].role == "subhead":
            last = running[-1]
            at = Selection.at(last.span.start)
            fixes = (
                Fix(Phrase("check.fix_continue"), "continue_article", (), at),
                Fix(Phrase("check.fix_body"), "set_role", ("body",), _whole(last.span)),
            )
            what = phrase("check.bare_subhead", text=short(text, last.span))
            yield Problem("bare_subhead", last.span, what, fixes)


def nobodys_line(shown: Shown) -> Iterator[Problem]:
    """Text that is in no article and no furniture either, neighbouring lines as one."""
    text = shown.page.raw.text
    if not shown.articles:
        return
    whole = (Span(0, len(text)),) if text else ()
    for gap in outside(whole, (each.span for each in shown.stretches), text):
        before = [each for each in shown.stretches if each.span.end <= gap.start]
        fixes = _for_nobody(gap, before[-1] if before else None)
        what = phrase("check.nobodys_line", text=short(text, gap))
        yield Problem("nobodys_line", gap, what, fixes)


def _for_nobody(gap: Span, above: Stretch | None) -> tuple[Fix, ...]:
    selection = _whole(gap)
    fixes: list[Fix] = []
    if above is not None and isinstance(above.owner, ShownArticle):
        number = str(above.owner.number)
        title = phrase("check.fix_give", number=number)
        fixes.append(Fix(title, "give_lines", (number,), selection))
    fixes.append(Fix(Phrase("check.fix_start"), "start_article", (), selection))
    fixes.append(Fix(Phrase("check.fix_noise"), "set_role", ("noise",), selection))
    return tuple(fixes)


def stray_byline(shown: Shown) -> Iterator[Problem]:
    """A byline that stands between two articles and is neither's."""
    text = shown.page.raw.text
    around = shown.stretches
    for at, stretch in enumerate(around):
        if stretch.role != "byline" or not isinstance(stretch.owner, ShownArticle):
            continue
        near = [around[i].owner for i in (at - 1, at + 1) if 0 <= i < len(around)]
        articles = [each for each in near if isinstance(each, ShownArticle)]
        if len(articles) < 2 or any(each == stretch.owner for each in articles):
            continue
        here = _whole(stretch.span)
        fixes = tuple(
            Fix(
                phrase("check.fix_give", number=each.number),
                "give_lines",
                (str(each.number),),
                here,
            )
            for each in articles
        )
        facts = {"text": short(text, stretch.span), "number": stretch.owner.number}
        what = phrase("check.stray_byline", **facts)
        yield Problem("stray_byline", stretch.span, what, fixes)


def torn_end(shown: Shown) -> Iterator[Problem]:
    """An article whose text ends in mid-sentence: its rest may stand elsewhere."""
    text = shown.page.raw.text
    for article in shown.articles:
        body = [part for part in article.parts if part.role == "body"]
        if not body:
            continue
        last = body[-1]
        end = _read_end(shown, last)
        if not end or end[-1] in _CLOSED or end[-1] in _NUMBER_END or _is_list(text, last):
            continue
        at = Selection.at(last.span.end - 1)
        fixes = (Fix(Phrase("check.fix_continue"), "continue_article", (), at),)
        tail = Span(max(last.span.start, last.span.end - 12), last.span.end)
        what = phrase("check.torn_end", number=article.number, text=short(text, tail))
        yield Problem("torn_end", tail, what, fixes)


def _read_end(shown: Shown, part: Part) -> str:
    """The last characters of a part as they are corrected."""
    text, at = shown.page.raw.text, part.span.end
    here = [each for each in shown.corrections_in(at - 1, at) if each.end == at]
    reads = next((each.text for each in here if each.text is not None), None)
    if reads is not None:
        return reads or text[part.span.start : here[0].start].rstrip()
    return text[part.span.start : at].rstrip()


def _is_list(text: str, part: Part) -> bool:
    """Whether no sentence ends in the part at all: a list, a table, a poem."""
    return not any(each in part.span.text_in(text) for each in "。！？")


def early_picture(shown: Shown) -> Iterator[Problem]:
    """A caption or credit that is read before the body; the text of a photo news item may be a caption."""
    text = shown.page.raw.text
    for article in shown.articles:
        roles = [part.role for part in article.parts]
        if "body" not in roles:
            continue
        last = len(roles) - 1 - roles[::-1].index("body")
        for part in article.parts[:last]:
            if part.role in PICTURE:
                what = phrase("check.early_picture", text=short(text, part.span))
                yield Problem("early_picture", part.span, what, (_to_end(article, part),))


def _to_end(article: ShownArticle, part: Part) -> Fix:
    to = (str(article.number), "")
    return Fix(Phrase("check.fix_last"), "place_lines", to, _whole(part.span))
