"""A page of ten lines that the tests of commands know by heart."""

from annotator.document.spans import Span

LINES = (
    "要闻",  # 1 section
    "春耕开始",  # 2 headline of the first
    "今年北屯村的春",  # 3 body, goes on
    "耕比去年早。",  # 4
    "村民很高兴。",  # 5 body, a paragraph of its own
    "本报记者 王明",  # 6 byline
    "新校舍落成",  # 7 headline of the second
    "北屯村小学搬家了。",  # 8 body
    "校长说好。后来呢？",  # 9 body
    "王明 摄",  # 10 nobody's
)
TEXT = "\n".join(LINES)


def span_of(text: str, end: str = "") -> Span:
    """From the first place of `text` to the end of it, or of `end` behind it."""
    start = TEXT.index(text)
    stop = TEXT.index(end, start) + len(end) if end else start + len(text)
    return Span(start, stop)
