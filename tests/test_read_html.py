"""HTML: laid out as a browser does, and the document told from the page around it."""

from __future__ import annotations

import html
import re
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from strategies import CORPUS

from qcdc_parse import EmptyFileError, TooLargeError, UnknownFormatError, parse
from qcdc_parse.read import Limits, read
from qcdc_parse.text import SourceText

FILES = Path(__file__).resolve().parent / "files" / "html"
PAGES = sorted(path for path in FILES.glob("*.html") if path.with_suffix(".txt").is_file())
SOURCES = sorted((CORPUS.parent / "sources").glob("*.html"))


def page(body: str, head: str = "") -> bytes:
    return f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>".encode()


def lines_of(found: SourceText) -> list[tuple[str, str]]:
    """Place and text of every line."""
    return [(look.place, text) for look, text in zip(found.looks, found.text.split("\n"), strict=False)]


def document(found: SourceText) -> list[str]:
    return [text for place, text in lines_of(found) if place != "boilerplate"]


def lines(body: str) -> list[str]:
    return document(read(page(body), name="a.html"))


def words(text: str) -> Counter[str]:
    return Counter(re.findall(r"\w+", text))


# The document and the page around it -----------------------------------------------------------------------------------


def without_names(text: str) -> str:
    return re.sub(r'\s(?:class|role|id)=(?:"[^"]*"|\w+)', "", text)


def without_meaning(text: str) -> str:
    return re.sub(r"<(/?)(?:nav|header|footer|aside|main|article|section|button)\b[^>]*>", r"<\1div>", without_names(text))


def in_bad_names(text: str) -> str:
    return re.sub(r"(<body[^>]*>)", r'\1<div class="sidebar-right nav-wrapper footer-fixed" id="menu">', text)


VARIANTS: dict[str, Callable[[str], str]] = {
    "as it is": str,
    "no names": without_names,
    "no names, no meaning": without_meaning,
    "all of it in bad names": in_bad_names,
}


@pytest.mark.parametrize("variant", VARIANTS)
@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_document_of_a_page(path: Path, variant: str) -> None:
    """Every word of the document, and none of the page around it, whether or not its classes say anything."""
    text = VARIANTS[variant](path.read_text(encoding="utf-8"))
    if path.stem.startswith("09") and variant.startswith("no names"):
        pytest.skip("the footnote of this page is linked by an id")
    found = words("\n".join(document(read(text.encode(), name=path.name))))
    wanted = words(path.with_suffix(".txt").read_text(encoding="utf-8"))
    assert found == wanted, (found - wanted, wanted - found)


def surroundings() -> dict[str, str]:
    """The pages with a gap in the place of their document; not those that hold more of one beside it."""
    out = {}
    for path in PAGES:
        if path.stem[:2] in {"19", "23"}:
            continue
        text = path.read_text(encoding="utf-8")
        first, last = text.find("<p>TỈNH ỦY BẮC HÀ"), text.find("Lý Thị Hồng Vân</p>")
        if last > 0 and "<body" in text:
            out[path.stem] = text[:first] + "@@" + text[last + len("Lý Thị Hồng Vân</p>") :]
        first, last = text.find('<table width="100%"'), text.find("Hoàng Minh Thái</b></td></tr></table>")
        if last > 0 and "08" not in path.stem:
            out[path.stem] = text[:first] + "@@" + text[last + len("Hoàng Minh Thái</b></td></tr></table>") :]
    return out


def test_other_documents_in_these_pages() -> None:
    """The documents of the corpus, which were not written for these pages: tokens found, wanted, and in both."""
    documents = {path.stem: re.search(r"<body[^>]*>(.*)</body>", path.read_text(encoding="utf-8"), re.DOTALL)[1] for path in SOURCES}  # type: ignore[index]
    for path in sorted(CORPUS.glob("*.txt")):
        parts = re.split(r"\n\s*\n", path.read_text(encoding="utf-8"))
        documents[path.stem] = "".join(f"<p>{html.escape(part)}</p>\n" for part in parts)
    around = surroundings()
    assert len(around) >= 6
    both = found = wanted = 0
    for name, gap in around.items():
        for stem, text in list(documents.items())[::2]:
            whole = words("\n".join(document(read(page(text), name="a.html"))))
            seen = words("\n".join(document(read(gap.replace("@@", text).encode(), name="a.html"))))
            hits = sum((seen & whole).values())
            assert hits >= 0.95 * sum(whole.values()), (name, stem, whole - seen)
            both, found, wanted = both + hits, found + sum(seen.values()), wanted + sum(whole.values())
    print(f"{len(around)} pages x {len(list(documents)[::2])} documents: precision {both / found:.4f}, recall {both / wanted:.4f}")
    assert both >= 0.99 * found
    assert both >= 0.99 * wanted


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.stem)
def test_a_page_with_nothing_around_is_all_document(path: Path) -> None:
    assert {place for place, _ in lines_of(read(path))} == {"body"}


def test_boilerplate_is_furniture_and_gives_no_references() -> None:
    found = parse(FILES / "02-div-khong-ten.html")
    kept = " ".join(f.text for f in found.furniture if f.kind == "boilerplate")
    assert "13/2023/NĐ-CP" in kept
    assert "08-NQ/TU" in kept
    keys = {r.key for r in found.references}
    assert "61/2018/NĐ-CP" in keys
    assert not keys & {"13/2023/NĐ-CP", "08-NQ/TU", "61/KH-UBND"}
    assert found.header.key == "418/QĐ-UBND"


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_each_letter_is_in_a_line(path: Path) -> None:
    """What a page shows is in the text or in furniture; menus of links too."""
    text = path.read_text(encoding="utf-8")
    text = re.sub(
        r"<head.*?</head>|<!--.*?-->|<style.*?</style>|<span style='display:none.*?</span>|<script.*?</script>",
        " ",
        text,
        flags=re.DOTALL | re.IGNORECASE,
    )
    shown = html.unescape(re.sub(r"<[^>]*>", "", text)).replace("·", "")
    found = read(path).text
    missing = Counter(filter(str.isalnum, shown)) - Counter(filter(str.isalnum, found))
    assert not missing


def test_a_page_that_only_shows_a_pdf() -> None:
    with pytest.raises(EmptyFileError, match=r"viewer\.html|418\.pdf"):
        read(FILES / "pdf-trong-khung.html")


def test_a_web_archive_is_refused() -> None:
    data = b'From: <Saved by Blink>\nSubject: a\nMIME-Version: 1.0\nContent-Type: multipart/related; boundary="x"\n\n--x\n<html></html>'
    with pytest.raises(UnknownFormatError, match="mht"):
        read(data, name="a.mht")


# Layout ----------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("body", "wanted"),
    {
        "<p>một\n hai</p><div>ba<br>bốn<p>năm</div>sáu": ["một hai", "ba", "bốn", "năm", "sáu"],
        "a<b>b</b>c <i> d</i>": ["abc d"],
        "<ol><li>a<li>b</ol>": ["1. a", "2. b"],
        "<ol start=3 type=I><li>a<li value=9>b<li>c</ol>": ["III. a", "IX. b", "X. c"],
        "<ol type=a><li>a<ol><li>x<li>y</ol><li>b</ol>": ["a. a", "1. x", "2. y", "b. b"],
        "<ol reversed><li>a<li>b</ol>": ["2. a", "1. b"],
        "<ol style='list-style-type:upper-alpha'><li>a</ol>": ["A. a"],
        "<ul><li>a<li>- b</ul>": ["• a", "- b"],
        "<ul style='list-style:none'><li>a</ul>": ["a"],
        "<ol><li>1. a<li><p>b</ol>": ["1. a", "2. b"],
        "<ol><li><p>a</p><p>b</p></ol>": ["1. a", "b"],
        "a<script>b</script><style>c</style><template>d</template><noscript>e</noscript><p hidden>f<p style='display: none'>g": ["a"],
        "<p>a&nbsp;b&amp;c&lt;d&#7879;&shy;x": ["a b&c<dệ\u00adx"],
        "<p style='text-transform:uppercase'>quyết <span style='text-transform:none'>định": ["QUYẾT định"],
        "<pre>một\n  hai\n\nba</pre>": ["một", "hai", "ba"],
        "<p>Tên: <input value='An'><input type=submit value=Gửi> <select><option>x<option selected>y</select>": ["Tên: An", "y"],
        "<p>a <ins>b</ins> <del>c</del> <s>d</s>": ["a b d"],
        "<table border=1><tr><td>a<td>b<tr><td colspan=2>c<tr><td>d<p>e<td>f</table>": ["a\tb", "c", "d e\tf"],
        "<table><tr><th>a<th>b<tr><td rowspan=2>c<td>d<tr><td>e</table>": ["a\tb", "c\td", " \te"],
        "<table><tr><td>TỈNH ỦY A<br>*<td>ĐẢNG CỘNG SẢN VIỆT NAM<tr><td>Số 1-CT/TU<td>A, ngày 1 tháng 2 năm 2020</table>": [
            "TỈNH ỦY A", "*", "Số 1-CT/TU", "ĐẢNG CỘNG SẢN VIỆT NAM", "A, ngày 1 tháng 2 năm 2020",
        ],
        "<table><tr><td>Xã A<td>10<tr><td>Xã B<td>20<tr><td>Xã C<td>30</table>": ["Xã A\t10", "Xã B\t20", "Xã C\t30"],
        "<table>lạc<tr><td>a</table>": ["lạc", "a"],
        "<dl><dt>a<dd>b</dl>": ["a", "b"],
        "m<sup>2</sup>": ["m2"],
    }.items(),
    ids=lambda value: value if isinstance(value, str) else "",
)  # fmt: skip
def test_layout(body: str, wanted: list[str]) -> None:
    assert lines(body) == wanted


def test_looks() -> None:
    found = read(
        page("<h2>Một</h2><p><b>Hai</b><p><b>a</b> b<p style='font-size:20px;font-weight:700'>Ba<p><font size=5><i>Bốn</i></font><p><u>c")
    )
    looks = found.looks
    assert [look.level for look in looks] == [2, None, None, None, None, None]
    assert [look.bold for look in looks] == [True, True, False, True, False, False]
    assert looks[3].size == 15.0
    assert looks[4].size == 18.0
    assert looks[4].italic
    assert looks[5].underline
    assert [anchor.raw for anchor in found.anchors] == [0, 4, 8, 12, 15, 19]
    assert all(anchor.paragraph is None for anchor in found.anchors)
    assert found.wrapped is False


NOTES = "<p>Theo Quy định 11{}, cấp ủy họp 12 m<sup>2</sup>.</p><p>Hết.</p><hr>{}"


@pytest.mark.parametrize(
    ("mark", "note"),
    [
        ('<sup><a href="#fn1">1</a></sup>', '<ol><li id="fn1">Ban hành năm 2019. <a href="#r">↩</a></ol>'),
        ("<sup>1</sup>", "<p><sup>1</sup> Ban hành năm 2019.</p>"),
        ('<a href="#_ftn1" name="_ftnref1">1</a>', '<div id="ftn1"><p><a href="#_ftnref1" name="_ftn1">1</a> Ban hành năm 2019.</p></div>'),
        ('<a class="footnote" href="#x"><sup>1</sup></a>', '<p id="x">1. Ban hành năm 2019.</p>'),
    ],
)
def test_footnotes(mark: str, note: str) -> None:
    found = read(page(NOTES.format(mark, note)))
    assert [found.text[a:b] for a, b in found.marks] == ["1"]
    (last,) = [text for place, text in lines_of(found) if place == "footnote"]
    assert re.match(r"1\.? Ban hành năm 2019\.", last)
    assert "m2" in found.text
    record = parse(page(NOTES.format(mark, note)))
    assert "11, cấp" in record.text
    assert [block.kind for block in record.blocks][-1] == "footnote"


def test_lists_of_word() -> None:
    found = "\n".join(document(read(FILES / "09-word.html")))
    assert re.search(r"^1\. +Mục đích$", found, re.MULTILINE)
    assert re.search(r"^• +Cụ thể hóa", found, re.MULTILINE)
    assert "ẩn đi" not in found


def test_what_is_left_out_is_told() -> None:
    found = read(page("<p>a</p><p style='display:none'>bốn chữ</p><p>c<del>xóa</del></p>"))
    assert {note.code for note in found.notes} == {"hidden-text", "deleted-text"}
    assert "6 letters" in next(note.message for note in found.notes if note.code == "hidden-text")


def test_a_hidden_document_is_read() -> None:
    """A page that shows nothing but a menu and hides its document (tabs, scripts) is read with what it hides."""
    text = "<p>" + "Căn cứ Nghị quyết số 12-NQ/TW, cấp ủy các cấp tổ chức thực hiện nghiêm túc những nội dung sau đây. " * 2 + "</p>"
    found = read(page(f"<ul><li><a href=a>Một</a><li><a href=b>Hai</a><li><a href=c>Ba</a></ul><div style='display:none'>{text}</div>"))
    assert any("12-NQ/TW" in line for line in document(found))


# Bytes -----------------------------------------------------------------------------------------------------------------

TEXT = "Đảng ủy xã Khánh An thực hiện Chỉ thị số 05-CT/TW của Bộ Chính trị; đạt 95%."


def cp1258(text: str) -> bytes:
    import unicodedata

    out = b""
    for char in text:
        try:
            out += char.encode("cp1258")
        except UnicodeEncodeError:
            parts = unicodedata.normalize("NFD", char)
            tone = next(c for c in parts if c in "\u0300\u0301\u0303\u0309\u0323")
            out += unicodedata.normalize("NFC", parts.replace(tone, "")).encode("cp1258") + tone.encode("cp1258")
    return out


@pytest.mark.parametrize("declared", ["", "utf-8", "windows-1258", "iso-8859-1", "windows-1252", "utf-16", "nonsense", "hex"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1258"])
def test_encodings(declared: str, encoding: str) -> None:
    """The bytes decide; a declared charset may be wrong."""
    meta = f'<meta http-equiv="Content-Type" content="text/html; charset={declared}">' if declared else ""
    whole = page(f"<p>{TEXT}</p>", meta).decode()
    data = cp1258(whole) if encoding == "cp1258" else whole.encode(encoding)
    found = parse(data, name="a.html")
    assert found.text == TEXT
    assert found.source.media_type == "text/html"


def test_a_declared_charset_of_one_byte() -> None:
    assert read(page("<p>caf\u00e9 ngon</p>", "<meta charset=iso-8859-15>").decode().encode("iso-8859-15"), name="a").text == "café ngon\n"


def test_wrong_bytes_are_told() -> None:
    data = page(f"<p>{TEXT * 20}</p>").replace("xã".encode(), b"x\xc3\xff", 1)
    found = read(data, name="a")
    assert found.text.count("\ufffd") >= 1
    assert [note.severity for note in found.notes if note.code == "encoding"] == ["warning"]


@pytest.mark.parametrize(
    ("data", "name", "wanted"),
    [
        (b"<p>a</p>", "<bytes>", True),
        (b"<!-- x --><div>a</div>\n", "<bytes>", True),
        (
            b'<?xml version="1.0"?>\n<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN" "a"><html xmlns="b"><body>a</body></html>',
            "a",
            True,
        ),
        (b"a<br>b", "a.html", True),
        (b"a<br>b", "a.txt", False),
        (b"<table><tr><td>a</td></tr></table>", "a.md", False),
        (b"<p>a</p> and more", "a.txt", False),
        (b"<5% of all", "a.txt", False),
    ],
    ids=repr,
)
def test_html_is_told_by_its_bytes(data: bytes, name: str, wanted: bool) -> None:
    assert ("html" in read(data, name=name).source.media_type) is wanted


def test_xhtml_has_its_own_media_type() -> None:
    data = b'<?xml version="1.0" encoding="utf-8"?><html xmlns="http://www.w3.org/1999/xhtml"><body><p>a</p></body></html>'
    assert read(data, name="a").source.media_type == "application/xhtml+xml"


# Bounds ----------------------------------------------------------------------------------------------------------------


def test_bounds() -> None:
    with pytest.raises(TooLargeError, match="deep"):
        read(page("<div>" * 300 + "a"), name="a")
    with pytest.raises(TooLargeError, match="deep"):
        read(page("<div>" * 30 + "a"), name="a", limits=Limits(depth=20))
    with pytest.raises(TooLargeError, match="attributes"):
        read(page("<p " + " ".join(f'a{i}=">"' for i in range(5000)) + ">x"), name="a")
    assert read(page("<font>" * 900 + "a"), name="a").text == "a\n"
    assert read(page('<img src="data:' + "a b=" * 50_000 + '">x'), name="a").text == "x\n"


def test_time_grows_with_length() -> None:
    def seconds(count: int) -> float:
        start = time.process_time()
        read(page(f"<div><p>{TEXT}</p><ul><li><a href=x>a</a></ul></div>" * count), name="a")
        return time.process_time() - start

    seconds(10)
    assert seconds(4000) < 7 * max(seconds(1000), 0.02)


def party() -> str:
    return re.search(r"<p>TỈNH ỦY BẮC HÀ.*Lý Thị Hồng Vân</p>", (FILES / "14-manh.html").read_text(encoding="utf-8"), re.DOTALL)[0]  # type: ignore[index]


def test_contents_inside_the_official_text() -> None:
    """Lines that lead further down are a list of contents wherever they stand; headings that are links are not."""
    contents = "".join(f'<p><a href="#d{i}">Phần việc {i}</a></p>' for i in (1, 2, 3))
    body = "".join(f'<p id="d{i}"><a href="#d{i}">Phần việc {i}</a></p><p>Nội dung {i}</p><p>Ngắn</p>' for i in (1, 2, 3))
    text = party().replace("<p>Chỉ thị này phổ biến", contents + body + "<p>Chỉ thị này phổ biến")
    found = lines_of(read(page(text), name="a"))
    assert [place for place, line in found if line.startswith("Phần việc")] == ["boilerplate"] * 3 + ["body"] * 3


def test_prose_behind_the_signature() -> None:
    """In an element of its own it is the page's; an appendix there is the document's."""
    letter = "Một bạn đọc viết: tôi đồng ý với cách làm này và mong các xã khác cũng học theo, như Kế hoạch số 70-KH/HU đã nêu."
    found = lines_of(read(page(f"<div>{party()}</div><div><p>{letter}</p></div>"), name="a"))
    assert [place for place, line in found if line == letter] == ["boilerplate"]
    found = lines_of(read(page(f"<div>{party()}</div><div><p>PHỤ LỤC</p><p>{letter}</p></div>"), name="a"))
    assert [place for place, line in found if line == letter] == ["body"]
