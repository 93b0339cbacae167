import time
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from annotator.errors import (
    AnnotatorError,
    BadInput,
    BinaryFile,
    EmptyFile,
    FileMissing,
    FileUnreadable,
    LineTooLong,
    NoPages,
    PageTooLong,
    UnknownEncoding,
    WrongEncoding,
)
from annotator.exchange.decode import (
    BYTES_READ,
    LINE_LIMIT,
    PAGE_LIMIT,
    decode,
    pages_in,
    read_page_file,
)
from annotator.settings.language import LANGUAGES, Language
from annotator.settings.resources import seed_pages

SIMPLIFIED = (
    "近年来，昭阳区委、区政府认真贯彻落实全省打造高原特色农业的决策部署。",
    "产业振兴是乡村振兴的基础和关键，产业发展离不开金融的支持。",
    "今年以来，永胜县引导广大党员干部在产业培育、招商引资中担当作为。",
    "本报讯（记者李明）昨日上午，全市经济工作会议在人民会堂举行。",
    "志愿者教社区居民登记个人信息，大家都说这样办事方便多了。",
)
TRADITIONAL = (
    "近年來，臺北市政府認真檢討都市計畫，希望改善居民的生活環境。",
    "行政院長昨日表示，經濟發展與環境保護必須同時進行，不能偏廢。",
    "本報訊：中央政府昨天召開會議，討論對外貿易與農業問題。",
    "學校當局說明，這個學期開始，學生們可以自由選擇課程。",
    "國際電訊：兩國代表已經達成協議，軍隊將於下個月撤退。",
)
UNICODE = ("utf-8", "utf-16-le", "utf-16-be", "gb18030")
MARKED = ("utf-8-sig", "utf-16")
SHOWN = {"utf-8-sig": "utf-8", "utf-16": "utf-16-le", "gbk": "gb18030", "cp950": "big5"}


def pages_of(sentences: tuple[str, ...]) -> st.SearchStrategy[str]:
    """A page of real sentences, one or more a line."""
    lines = st.lists(st.sampled_from(sentences), min_size=1, max_size=3).map("".join)
    return st.lists(lines, min_size=1, max_size=6).map("\n".join)


chinese = st.text(
    st.one_of(
        st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5),
        st.sampled_from("，。、：（）《》　\n a0"),
        st.characters(min_codepoint=0x20000, max_codepoint=0x2A6D6),
    ),
    min_size=1,
).filter(lambda text: text.strip() != "")


# -- encodings ---------------------------------------------------------------------------


@given(chinese, st.sampled_from((*UNICODE, *MARKED)))
def test_what_an_encoding_wrote_it_reads_again(text: str, encoding: str):
    data = text.encode(encoding)
    decoded = decode(data, "page.txt", encoding)
    assert (decoded.raw.text, decoded.certain) == (text, True)
    assert decoded.raw.source_sha256 == sha256(data).hexdigest()
    if encoding in MARKED:  # a byte order mark leaves nothing to guess
        assert decode(data, "page.txt") == decoded


@given(chinese, st.sampled_from(("big5", "gb2312")))
def test_what_a_small_character_set_wrote_it_reads_again(text: str, encoding: str):
    written = text.encode(encoding, "ignore")
    assume(written.decode(encoding).strip())
    assert decode(written, "page.txt", encoding).raw.text == written.decode(encoding)


@given(
    st.one_of(
        st.tuples(pages_of(SIMPLIFIED), st.sampled_from((*UNICODE, *MARKED, "gbk"))),
        st.tuples(pages_of(TRADITIONAL), st.sampled_from((*UNICODE, *MARKED, "big5", "cp950"))),
    )
)
@example((SIMPLIFIED[0], "utf-16-be"))
@example((TRADITIONAL[4], "utf-16-le"))
def test_newspaper_text_is_read_without_being_told_how(written: tuple[str, str]):
    page, encoding = written
    decoded = decode(page.encode(encoding), "page.txt")
    assert (decoded.raw.text, decoded.certain) == (page, True)
    assert decoded.encoding == SHOWN.get(encoding, encoding)
    assert decoded.encoding not in decoded.alternatives


@pytest.mark.parametrize("path", seed_pages(), ids=lambda path: path.stem[:3])
@pytest.mark.parametrize("encoding", UNICODE)
def test_the_seed_pages_are_read_for_certain_in_every_encoding(path: Path, encoding: str):
    text = path.read_text("utf-8")
    decoded = decode(text.encode(encoding), path)
    assert (decoded.raw.text, decoded.encoding, decoded.certain) == (text, encoding, True)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("page", ["Zhaotong Daily\nNo. 7", "Bush hid the facts"])
def test_ascii_is_utf_8_but_for_its_zero_bytes(page: str, encoding: str):
    decoded = decode(page.encode(encoding), "page.txt")
    assert (decoded.raw.text, decoded.encoding, decoded.certain) == (page, encoding, True)


def test_one_character_that_two_encodings_explain_is_a_doubtful_guess():
    decoded = decode("一".encode("gb18030"), "page.txt")
    assert not decoded.certain
    assert "utf-8" in (decoded.encoding, *decoded.alternatives)


@given(pages_of(TRADITIONAL))
def test_every_alternative_can_be_chosen_and_the_encoding_confirmed(page: str):
    data = page.encode("big5")
    decoded = decode(data, "page.txt")
    assert decode(data, "page.txt", decoded.encoding).raw == decoded.raw
    for other in decoded.alternatives:
        assert decode(data, "page.txt", other).raw.text != decoded.raw.text


# -- line ends ---------------------------------------------------------------------------


@given(
    st.lists(st.sampled_from(SIMPLIFIED), min_size=2, max_size=5),
    st.sampled_from(("\n", "\r\n", "\r")),
    st.sampled_from(UNICODE),
)
def test_line_ends_become_line_feeds_once_and_are_remembered(
    lines: list[str], newline: str, encoding: str
):
    raw = decode(newline.join(lines).encode(encoding), "page.txt").raw
    assert raw.text == "\n".join(lines)
    assert raw.newline == newline


@pytest.mark.parametrize("page", ["甲\r\n乙\n丙", "甲\r乙\n丙", "甲\r\n乙\r丙", "甲\n\r乙"])
def test_two_kinds_of_line_end_are_mixed(page: str):
    raw = decode(page.encode(), "page.txt").raw
    assert raw.newline == "mixed"
    assert "\r" not in raw.text


def test_a_page_of_one_line_has_no_line_end_and_a_form_feed_is_none():
    raw = decode("甲\f乙\f丙\f".encode(), "page.txt").raw
    assert (raw.text, raw.newline) == ("甲\f乙\f丙\f", "none")


# -- refusals ----------------------------------------------------------------------------


def refusal(kind: type[AnnotatorError], data: bytes, encoding: str | None = None) -> dict[str, str]:
    """The facts of the refusal of a file called page.txt, which both languages can say."""
    with pytest.raises(AnnotatorError) as caught:
        decode(data, Path("page.txt"), encoding)
    assert type(caught.value) is kind
    assert all("page.txt" in Language(name).sentence(caught.value) for name in LANGUAGES)
    return caught.value.facts


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "gb18030"])
@pytest.mark.parametrize("page", ["", " \n", "\r\n\t　\f"])
def test_a_file_without_a_character_is_empty(page: str, encoding: str):
    refusal(EmptyFile, page.encode(encoding), encoding)
    if encoding != "utf-16-le":  # ideographic space and tab alone are no evidence of UTF-16
        refusal(EmptyFile, page.encode(encoding))


@pytest.mark.parametrize(
    ("data", "offset"),
    [
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", 8),
        (b"text\0more text", 4),
        ("昭通日报\0".encode(), 12),
        (b"\xef\xbb\xbfabc\0", 6),
        (b"ab\1\2\3\4\5\6 hello", 2),
        (b"\xff\xfea\0b\0\0\0", 6),
        ("昭\1\2\3\4\5\6通日报的人民\n".encode("utf-16"), 4),
    ],
)
def test_bytes_that_no_text_holds_are_named_by_their_offset(data: bytes, offset: int):
    assert refusal(BinaryFile, data)["offset"] == str(offset)


def test_a_single_stray_control_character_is_forgiven():
    assert decode("昭通日报\x1a".encode(), "page.txt").raw.text == "昭通日报\x1a"


@pytest.mark.parametrize(
    ("data", "chosen", "encoding", "offset"),
    [
        (b"abc" + "昭通日报".encode("gb18030"), "UTF-8", "utf-8", 3),
        (b"\xef\xbb\xbfab\xff", None, "utf-8", 5),
        (b"\xff\xfea\0b\0c", None, "utf-16-le", 6),
    ],
)
def test_an_encoding_that_was_chosen_or_marked_and_does_not_fit_is_refused_at_the_byte(
    data: bytes, chosen: str | None, encoding: str, offset: int
):
    facts = refusal(WrongEncoding, data, chosen)
    assert facts == {"path": "page.txt", "encoding": encoding, "offset": str(offset)}


@pytest.mark.parametrize("name", ["klingon", "rot13", "hex", "unicode_escape", "idna", "a\0b", ""])
def test_what_is_no_encoding_of_pages_is_refused(name: str):
    assert refusal(WrongEncoding, "昭通日报".encode(), name)["encoding"] == name


def test_bytes_that_fit_no_encoding_say_what_was_tried():
    facts = refusal(UnknownEncoding, b"\xff\xff\xff")
    assert all(name in facts["tried"] for name in ("utf-8", "utf-16", "gb18030", "big5"))


def test_a_line_may_be_as_long_as_the_limit_and_no_longer():
    line = "报" * LINE_LIMIT
    assert len(decode(f"{line}\n{line}".encode(), "page.txt").raw) == 2 * LINE_LIMIT + 1
    facts = refusal(LineTooLong, f"甲\r\n{line}报\r\n".encode())
    assert (facts["length"], facts["limit"]) == (str(LINE_LIMIT + 1), str(LINE_LIMIT))


def test_a_page_may_be_as_long_as_the_limit_and_no_longer():
    page = ("报" * 99_999 + "\n") * (PAGE_LIMIT // 100_000)
    assert len(decode(page.encode(), "page.txt").raw) == PAGE_LIMIT
    facts = refusal(PageTooLong, f"{page}报".encode())
    assert (facts["length"], facts["limit"]) == (str(PAGE_LIMIT + 1), str(PAGE_LIMIT))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le", "gb18030", "big5"])
def test_ten_megabytes_in_one_line_are_refused_at_once(encoding: str):
    sentence = "行政院表示經濟必須同時進行" if encoding == "big5" else SIMPLIFIED[0]
    data = sentence.encode(encoding)
    data *= 10_000_000 // len(data)
    start = time.perf_counter()
    refusal(LineTooLong, data)
    assert time.perf_counter() - start < 1


def test_a_file_too_large_for_a_page_is_refused_undecoded_with_a_length_it_surely_has():
    facts = refusal(PageTooLong, b"\xff\n" * (BYTES_READ // 2 + 1))
    assert facts["length"] == f"≥ {(BYTES_READ + 2) // 4}"
    utf16 = SIMPLIFIED[0].encode("utf-16-le")
    refusal(PageTooLong, utf16 * (BYTES_READ // len(utf16) + 1))


def test_a_large_picture_is_no_long_page():
    assert refusal(BinaryFile, b"\x89PNG\r\n\x1a\n\0\0" + bytes(BYTES_READ))["offset"] == "8"


@given(st.binary(max_size=60), st.sampled_from((None, "utf-8", "utf-16", "gbk", "big5", "x")))
def test_any_bytes_are_a_text_or_a_refusal(data: bytes, encoding: str | None):
    with suppress(BadInput):
        decoded = decode(data, "page.txt", encoding)
        assert "\0" not in decoded.raw.text
        assert decoded.raw.source_sha256 == sha256(data).hexdigest()


# -- files -------------------------------------------------------------------------------


def test_a_page_file_is_read_as_its_bytes_are(tmp_path: Path):
    path = tmp_path / "头版.txt"
    path.write_bytes(TRADITIONAL[0].encode("big5"))
    assert read_page_file(path) == decode(path.read_bytes(), path)
    with pytest.raises(FileMissing):
        read_page_file(tmp_path / "none.txt")
    with pytest.raises(FileUnreadable):
        read_page_file(tmp_path)


def write(*paths: Path) -> None:
    for path in paths:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("文", "utf-8")


def test_a_folder_stands_for_its_text_files_sorted_and_a_file_for_itself(tmp_path: Path):
    pages = [tmp_path / name for name in ("1/a.txt", "1/b.TXT", "2/c.txt", "d.txt")]
    others = [tmp_path / name for name in (".e.txt", ".git/f.txt", "1/g.json", "h.txt.bak")]
    write(*reversed(pages), *others)
    assert pages_in([tmp_path]) == pages
    assert pages_in(others) == others


def test_links_in_a_circle_are_walked_once(tmp_path: Path):
    write(tmp_path / "pages" / "a.txt")
    (tmp_path / "pages" / "again").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "pages" / "nowhere.txt").symlink_to(tmp_path / "pages" / "nowhere.txt")
    assert pages_in([tmp_path]) == [tmp_path / "pages" / "a.txt"]


def test_a_folder_without_pages_and_a_path_without_a_file_are_refused(tmp_path: Path):
    write(tmp_path / "pages" / ".hidden.txt", tmp_path / "a.txt")
    with pytest.raises(NoPages) as caught:
        pages_in([tmp_path / "a.txt", tmp_path / "pages"])
    assert caught.value.facts == {"path": str(tmp_path / "pages")}
    with pytest.raises(FileMissing):
        pages_in([tmp_path / "none"])
