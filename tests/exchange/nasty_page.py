"""The test text of every format: whatever has broken an exporter somewhere stands on this page."""

from annotator.document.marks import (
    Accepted,
    ArticleMark,
    CorrectionMark,
    EntityMark,
    FurnitureMark,
    Part,
    SoftBreak,
    Typed,
    lead_of,
)
from annotator.document.notes import Flag, Note
from annotator.document.pages import Page, Record, record_key
from annotator.document.proposals import Decision, EntityBody, Reviewed, propose
from annotator.document.raw_text import RawText
from annotator.document.spans import Gap, Span
from annotator.exchange.decode import decode

SOURCE = (
    "第０１版\u3000要闻\r\n"
    "𠮷野家来昭\r\n阳区了。\r\n"  # an astral character, a name over a line end
    '他说：“好！”她\u00a0笑[ ] # | _ \\ "完"\r\n'
    "\f表内写着=1+1。另\u2028起；再来\r\n"  # form feed, a formula, U+2028
    "广告：金 洪仓\r\n"  # white space inside a name
    "赤水\r\n"  # a name over a column jump: its rest is two lines on
    "栏目\r\n"
    "河边有昭杨区\r\n"  # a correction inside an entity
).encode()
RAW: RawText = decode(SOURCE, "nasty.txt").raw
TEXT = RAW.text
BY = Typed('编辑, "甲"')


def at(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start, start + len(words))


def nasty_page(*, is_reviewed: bool = True) -> Page:
    """Two columns in one article, an article of one letter, every kind of record."""
    body, rest = at("𠮷野家来昭\n阳区了。"), at("河边有昭杨区")
    parts = (Part(at("要闻"), "headline"), Part(body, "body"), Part(rest, "body"))
    jump = Span(TEXT.index("赤水\n") + 2, TEXT.index("河边"))
    open_one = propose(EntityBody(at("再来"), "ORG"), 0.6, (), "test 1")
    decided = propose(EntityBody(at("起"), "ORG"), 0.6, (), "test 1")
    records: list[Record] = [
        ArticleMark("a", parts, lead_of(parts), BY),
        ArticleMark("b", (Part(at("她"), "body"),), 3.5, Accepted("乙", "0" * 16)),
        FurnitureMark("f", at("第０１版"), "masthead", BY),
        SoftBreak("s", Span(TEXT.index("昭\n") + 1, TEXT.index("昭\n") + 2), BY),
        SoftBreak("j", jump, BY),
        EntityMark("e1", at("昭\n阳区"), "LOC", BY),
        EntityMark("e2", at("=1+1"), "ORG", BY),
        EntityMark("e3", at("金 洪仓"), "PER", BY),
        EntityMark("e4", Span(TEXT.index("赤水"), TEXT.index("河边") + 1), "LOC", BY),
        EntityMark("e5", at("昭杨区"), "LOC", BY),
        EntityMark("e6", at("𠮷野家"), "ORG", BY),
        CorrectionMark(
            "c1", Span(TEXT.index("杨"), TEXT.index("杨") + 1), "阳", "substitution", BY
        ),
        CorrectionMark("c2", Gap(len(TEXT)), "。", "punctuation", BY, "likely"),
        CorrectionMark("c3", at("_ \\"), None, "omission", BY, "suspect"),
        Decision(decided.id, "rejected", "甲", "2024-01-01T00:00:00Z"),
        Flag('缺 "一" 行', "甲", "2024-01-01T00:00:00Z"),
        Note("n1", "问\n乙", "甲", "2024-01-01T00:00:00Z"),
        Note("n2", "吉?", "乙", "2024-01-01T00:00:00Z", at("𠮷野家"), "e6"),
        Note("n3", "?", "乙", "2024-01-01T00:00:00Z", at("昭\n阳")),
    ]
    if is_reviewed:
        whole = Span(0, len(TEXT))
        records += [
            Reviewed(layer, whole, "甲", "2024-01-01T00:00:00Z")
            for layer in ("articles", "entities")
        ]
    page = Page("坏/版 *1", RAW).with_proposals([open_one, decided])
    return page.with_records({record_key(record): record for record in records}, 7)
