"""Calendar times, by their written form alone: the tagger's own times are ignored.

It counts durations and 近年 as times; the form of a calendar time is fixed.
"""

import re
from collections.abc import Iterator

from annotator.document.phrases import phrase
from annotator.propose.entity_rules.findings import Finding, TaggedPage

_NUMBER = "[一二三四五六七八九十]"
_TO = r"(?:[至到—–\-~～－]{1,2})"
_FOUR = r"(?<![0-9.])(?:1[5-9]|20)[0-9]{2}"
_HAN_YEAR = r"[一二][一二三四五六七八九〇零○Ｏ0]{3}"
_WRITTEN = rf"(?:公元(?:前)?[0-9]{{1,4}}年|{_FOUR}年{_TO}{_FOUR}年|{_FOUR}{_TO}(?:{_FOUR}|[0-9]{{2}})年|(?:{_FOUR}|{_HAN_YEAR})年)"
_YEAR = rf"(?:{_WRITTEN}|(?:今|去|明|前|后)年)"
_MONTH_FIGURE = r"(?:1[0-2]|0?[1-9])"
_DAY_FIGURE = r"(?:3[01]|[12][0-9]|0?[1-9])"
_HAN_MONTH = r"(?:十[一二]?|[一二三四五六七八九])月"
_HAN_DAY = rf"(?:[二三]?十{_NUMBER}?|{_NUMBER})日"
_MONTH = rf"(?:{_MONTH_FIGURE}(?:{_TO}{_MONTH_FIGURE})?月份?)"
_DAY = rf"{_DAY_FIGURE}日?{_TO}{_DAY_FIGURE}日|{_DAY_FIGURE}[日号]"
_PART = r"(?:上半年|下半年|第?[一二三四]季度|前[一二三]季度|前[0-9一二三四五六七八九十]{1,2}个?月)"
_FEAST = (
    r"(?:元旦|春节|元宵节?|清明节?|五一|端午节?|中秋节?|国庆节?|除夕|暑假|寒假|[春夏秋冬](?:季|天))"
)
_TENDAYS = r"(?:[上中下]旬)"
_WITHIN_MONTH = rf"(?:{_DAY}|初(?!步|级|心|中|次)|{_TENDAYS})"
_MONTH_DAY = rf"(?:{_MONTH}{_WITHIN_MONTH}?|{_HAN_MONTH}(?:{_HAN_DAY}|{_TENDAYS}))"
_SPAN_END = rf"(?:{_TO}{_YEAR}?{_MONTH}(?:{_DAY})?)"
_CENTURY = r"(?:公元前?)?(?:上(?:个)?|[12]?[0-9]|二?十[一二三四五六七八九]?)世纪(?:[一二三四五六七八九]?十年代|[0-9]0年代)?(?:[初末]|中叶|中期)?"
_DECADE = r"(?<![0-9])[1-9]0年代(?:[初末])?"
_NUMERIC = rf"{_FOUR}(?P<mark>[.\-/]){_MONTH_FIGURE}(?P=mark){_DAY_FIGURE}(?![0-9.])"
_LUNAR = rf"(?:农历|阴历)(?:{_NUMBER}{{1,2}}|正|腊|冬)月(?:初{_NUMBER}|[一二三]?十{_NUMBER}?|廿{_NUMBER})?"

_CALENDAR = re.compile(
    rf"(?P<numeric>{_NUMERIC})"
    rf"|(?P<century>{_CENTURY})|(?P<decade>{_DECADE})|(?P<lunar>{_LUNAR})"
    rf"|(?P<year>{_YEAR}(?:{_MONTH_DAY}{_SPAN_END}?|{_PART}|{_FEAST}|度(?!假|过|夏)|年?初(?!步|级|心|中|次)|{_HAN_MONTH})?)"
    rf"|(?P<month>(?<![0-9.]){_MONTH_DAY}{_SPAN_END}?)"
    rf"|(?P<day>(?<![0-9.第年月])(?:{_DAY_FIGURE}{_TO})?{_DAY_FIGURE}日(?![游内均照常用趋报历]|以[上内]))"
)
"""Alternatives in the order of their length; a name of a group is the name of the reason."""

_SCORES = {
    "numeric": 0.95,
    "century": 0.9,
    "decade": 0.8,
    "lunar": 0.9,
    "year": 0.98,
    "month": 0.95,
    "day": 0.85,
}
_NO_YEAR = re.compile(
    r"[今去明后前]年(?:级|轻|龄)|(?:以|从|之|目|提|[0-9一二三四五六七八九十几多数])[前后]年"
)


def calendar_times(page: TaggedPage) -> Iterator[Finding]:
    """Every date, year, month or stated span of them that is written out."""
    for match in _CALENDAR.finditer(page.text):
        kind = str(match.lastgroup if match.lastgroup != "mark" else "numeric")
        start, end = match.span()
        if _NO_YEAR.match(page.text, max(0, start - 1)) or _NO_YEAR.match(page.text, start):
            continue
        reason = phrase(f"because.entity_time_{kind}", text=match[0])
        yield Finding(start, end, "TIME", _SCORES[kind], (reason,))
