"""Pages whose lines have the roles that a test gives them."""

from dataclasses import replace

from annotator.document.raw_text import RawText
from annotator.propose.fragments import Sheet
from annotator.propose.lines import lines_of
from annotator.propose.page_facts import PageView
from annotator.propose.roles import Sighting

PLAIN = Sighting(
    role="body",
    opens=False,
    is_soft=False,
    is_floating=False,
    is_furniture=False,
    sure=1.0,
    sure_start=1.0,
    sure_soft=1.0,
)


def sheet(*rows: tuple[str, str]) -> Sheet:
    """Rows of role and text; `+` opens an article, `*` floats, `#` is furniture, `?` opens one perhaps."""
    text = "\n\n".join(line for _, line in rows)
    sights: list[Sighting] = []
    for mark, _ in rows:
        sight = replace(PLAIN, role=mark.rstrip("+*#?"))
        sight = replace(sight, opens="+" in mark, is_floating="*" in mark, is_furniture="#" in mark)
        sights.append(replace(sight, sure_start=0.6) if "?" in mark else sight)
    view = PageView.of(lines_of(RawText.of(text)))
    assert len(view.lines) == len(sights)
    return Sheet(view, tuple(sights))


TEA = "青石镇的茶农在白果村采茶，合作社添了三台炒茶机，收购价上涨。"
BOAT = "柳河中学的学生在操场练习划龙舟，盼望端午节下水比赛。"
