"""Texts for the property tests: arbitrary Unicode, text made of document-like pieces, mutations of the corpus."""

from __future__ import annotations

import unicodedata
from functools import cache
from pathlib import Path
from textwrap import fill

from hypothesis import strategies as st

CORPUS = Path(__file__).resolve().parent.parent / "corpus" / "documents"


@cache
def corpus_texts() -> tuple[str, ...]:
    """The text and Markdown documents of the corpus."""
    return tuple(path.read_text(encoding="utf-8") for path in sorted(CORPUS.iterdir()) if path.suffix in {".txt", ".md"})


# Characters ------------------------------------------------------------------------------------------------------

ODD = (
    "\u00ad\u200b\u200d\u200e\u202a\u2060\ufeff"  # invisible
    "\x00\x01\x08\x0b\x0c\x0e\x1b\x1c\x1d\x1e\x7f\x85\x9f"  # control characters
    "\u00a0\u2003\u202f\u3000\u2028\u2029"  # blanks and breaks
    "\u0300\u0301\u0302\u0306\u031b\u0323\u0309\u0303\u0338\u0344"  # combining marks
    "ƢƣÐðƉ\u2010\u2011\u2212\uf0b7\uf02d●▪"  # glyph defects
    "ſıİKÅßŉǆﬁﬀ½²٣０Ⅳ𝟗𝐀한각"  # case and number oddities
    "“”„«»‘’\"'…–—‰%\\|*#_<>~[](){}/.,:;!?=+•"
    "\ud800\udc00\udfff😀"  # lone surrogates
)

characters = st.one_of(st.sampled_from(ODD), st.sampled_from("aăâbcdđeêghiklmnoôơpqrstuưvxyộứẢĐ 0123456789\n\t"), st.characters())
"""Any code point, surrogates and control characters among them, the troublesome ones often."""

arbitrary = st.text(characters, max_size=200)


# Pieces of documents ---------------------------------------------------------------------------------------------

TYPES = (
    "Nghị quyết", "Chỉ thị", "Kết luận", "Quyết định", "Quy định", "Kế hoạch", "Công văn", "Hướng dẫn", "Nghị định",
    "Thông tư", "Thông báo", "Báo cáo", "Tờ trình", "Quy chế", "Chương trình hành động", "Luật", "Bộ luật", "Pháp lệnh",
    "Nghi quyet", "Quyêt định", "NQ", "CT", "QĐ", "KH",
)  # fmt: skip
CODES = (
    "NQ/TW", "CT/TW", "KL/TW", "QĐ/TW", "QD/TW", "QĐi/TW", "NQ/ĐUK", "KH/ĐUK", "CV/TU", "HD/BTCTW", "NQ-CP", "QĐ-TTg", "CT-TTg",
    "NĐ-CP", "KH-UBND", "QĐ-UBND", "TT-BNV", "QH15", "UBTVQH14", "SGDĐT-VP", "CTr/TU", "QĐ-BNN-PC", "UB", "TW", "A",
)  # fmt: skip
BODIES = (
    "Bộ Chính trị", "Ban Bí thư", "Ban Chấp hành Trung ương", "Đảng ủy Khối các cơ quan và doanh nghiệp tỉnh", "Chính phủ",
    "Ủy ban nhân dân tỉnh Hà Giang", "Tỉnh uỷ", "Ban Thường vụ Thành ủy Đà Nẵng", "Ban Chỉ đạo thực hiện Quy chế dân chủ tỉnh",
    "Quốc hội", "Thủ tướng Chính phủ", "Bộ Nội vụ", "Văn phòng", "Khối", "Đảng bộ Khối",
)  # fmt: skip
LETTERHEAD = (
    "ĐẢNG CỘNG SẢN VIỆT NAM", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", "TỈNH ỦY HẬU GIANG", "*",
    "ĐẢNG ỦY KHỐI CÁC CƠ QUAN TỈNH", "ỦY BAN NHÂN DÂN\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "TỈNH LÀO CAI\tĐộc lập - Tự do - Hạnh phúc",
    "-------", "_______________", "MẬT", "HỎA TỐC", "ĐẾN Ngày: 28/8/2018", "CÔNG VĂN ĐẾN", "Số đến: 615", "DỰ THẢO", "Số: ……/BC-UBND",
    "Hà Nội, ngày      tháng 8 năm 2018", "V/v báo cáo sơ kết", "BÁO CÁO", "NGHỊ QUYẾT", "ĐỀ CƯƠNG BÁO CÁO", "QUYẾT ĐỊNH", "QUY CHẾ",
    "về tăng cường công tác dân vận", "(Kèm theo Công văn số 12-CV/TU)", "CỦA BAN CHẤP HÀNH ĐẢNG BỘ TỈNH", "Kính gửi: Các huyện ủy, thành ủy",
    "Kính gửi:", "Căn cứ Luật Tổ chức chính quyền địa phương;",
)  # fmt: skip
SIGNATURE = (
    "Nơi nhận:", "- Như trên;", "- Lưu VT.", "T/M BAN THƯỜNG VỤ", "KT. CHỦ TỊCH", "PHÓ BÍ THƯ", "BÍ THƯ", "CHÁNH VĂN PHÒNG", "(Đã ký)",
    "Nguyễn Văn An", "Nơi nhận:\tT/M BAN THƯỜNG VỤ", "- Lưu VPTU.\tLữ Văn Hùng", "Trên đây là báo cáo của đơn vị.",
    "PHỤ LỤC 1", "PHỤ LỤC 2: SỐ LIỆU", "BIỂU SỐ 1", "DANH MỤC VĂN BẢN",
)  # fmt: skip
LABELS = (
    "I. ", "II- ", "III.", "V. ", "X. ", "1. ", "2. ", "3.", "12. ", "1.1. ", "2.3.4 ", "1/ ", "a) ", "b. ", "đ) ", "(1) ", "(a) ", "(iv) ", "A. ",
    "B. ", "Điều 1. ", "Điều 12a.", "Chương I", "CHƯƠNG II: ", "Mục 1. ", "Tiểu mục 2", "Phần thứ nhất", "PHẦN II ", "Phần A. ", "l. ", "Il. ", "- ",
    "+ ", "• ", "* ", "-- ", "o Tên ", "– ",
)  # fmt: skip
PHRASES = (
    "đẩy mạnh công tác tuyên truyền", "CÔNG TÁC LÃNH ĐẠO, CHỈ ĐẠO", "Mục tiêu, chỉ tiêu", "Kết quả thực hiện:", "Ít nhất 95% cơ quan, đơn vị có tổ công nghệ số",
    "100% đảng viên được quán triệt (chưa đạt do thiếu vốn).", "46/57 chỉ tiêu", "đạt 51,79% (chỉ tiêu tối thiểu 70%)", "từ 80-85% trở lên", "Đạt.",
    "Đánh giá: Chưa đạt (một số đơn vị ít biên chế)", "Cơ bản đạt các chỉ tiêu trong nghị quyết.", "không quá 2%", "2 lần/năm", "đạt tỷ lệ:…… %",
    "tổng số:_____ người", "Số hội nghị: ...........", "phấn đấu đến năm 2025", "hằng năm", "1.234,5 triệu đồng", "24/7", "ngày 30/02/2020", "khóa XIII",
    "(khóa VIII)", "Nghị quyết này", "Luật Đất đai năm 2013", "Hiến pháp năm 2013", "Bộ luật Hình sự, Luật Phòng, chống tham nhũng",
    "Nghị quyết Trung ương 4 khóa XII", "Nghị quyết Đại hội XIII của Đảng", "Nghị quyết Đại hội Đảng bộ tỉnh lần thứ XII, Đảng bộ Khối",
    "về “Tăng cường “tự diễn biến” trong nội bộ”", "về “Quy chế dân chủ", "”", "“", "(", ")", "v.v.", "TS. Nguyễn Văn A. GS.TS. B.", "và", "sửa đổi, bổ sung",
    "thay thế", "thực hiện", "sơ kết 02 năm thực hiện", "theo khoản 2 Điều 5", "ảnh hƣởng", "PHƢƠNG HƢỚNG", "Ðảng bộ", "và của các",
    "Số điện thoại 0206.3852.119.", "| a | b |", "|---|:--|", "**Đậm**", "## ", "\\-", "<br>", "<b>đậm</b>", "* * *", "> trích", "***", "__x__",
    "$20\\%$", "$\\geq 95\\%$", "m$^2$", "$x_{1}", "&nbsp;", "R&amp;D", "[Nghị quyết](https://a.vn/b_c)", "![](anh.png)", "`mã`", "_nghiêng_",
    "<table><tr><td>a</td><td>b</td></tr></table>", "</td><td>", "m<sup>2</sup>", "```markdown", "```", "Năm | Số\n--- | ---\n1 | 2",
    "Chỉ_thị", "Ban_Chấp_hành Trung_ương", "đạt 95 % .", "ngày 18 / 02 / 1998 ,", "______ người", "1\\)", "NghÄ©", "ViÖt Nam", "Ñaûng", "µm",
    "Trang 3/9", "- 3 -", "4", "Page 5", "12", "a\t\tb", "x  y   z",
)  # fmt: skip
JOINS = ("\n", "\n", "\n", "\n\n", "\n \n", " ", " ", "", ", ", "; ", "\f", "\r\n", "\r", "\t", "   ", ".\n", "-\n", "\n    ")


@st.composite
def numbers(draw: st.DrawFn) -> str:
    """A mention of a document: type, number, date, issuer, title; every part may lack."""
    serial = draw(st.sampled_from(["3", "03", "30", "217", "1127", "12a", "99999", "0"]))
    year = draw(st.sampled_from(["", "", "/2015", "/1998", "/99"]))
    mark = draw(st.sampled_from(["-", "/", " - ", "–", "- ", "-\n", "-\n\n", ""]))
    parts = [
        draw(st.sampled_from(["", *TYPES])),
        draw(st.sampled_from(["", "số ", "số: ", "Số "])) + serial + year + mark + draw(st.sampled_from(CODES)),
        draw(st.sampled_from(["", ", ", " "])) + draw(dates()),
        draw(st.sampled_from(["", "của " + draw(st.sampled_from(BODIES)), "do " + draw(st.sampled_from(BODIES)) + " ban hành"])),
        draw(st.sampled_from(["", "", "(khóa XII)", "khóa VIII"])),
        draw(st.sampled_from(["", "", "về " + draw(st.sampled_from(PHRASES)), "“" + draw(st.sampled_from(PHRASES)) + "”"])),
    ]
    return " ".join(p for p in parts if p.strip())


@st.composite
def dates(draw: st.DrawFn) -> str:
    """A date, right or wrong, or nothing."""
    day, month, year = draw(st.integers(0, 32)), draw(st.integers(0, 13)), draw(st.sampled_from([1998, 2018, 2023, 18, 0]))
    form = draw(st.sampled_from(["", "", "ngày {}/{}/{}", "ngày {:02}-{:02}-{}", "ngày {} tháng {} năm {}", "ngày {}.{}.{}", "ngày {}/{}"]))
    return form.format(day, month, year)


pieces = st.one_of(
    st.sampled_from(LETTERHEAD),
    st.sampled_from(SIGNATURE),
    st.sampled_from(LABELS),
    st.sampled_from(PHRASES),
    st.sampled_from(PHRASES),
    numbers(),
    numbers(),
    dates(),
    st.text(characters, max_size=8),
)


def _wrap(text: str, width: int, gap: str) -> str:
    lines = [fill(line, width, break_long_words=False, break_on_hyphens=True) for line in text.split("\n")]
    return "\n".join(lines).replace("\n", gap)


SHAPES = {
    "as is": lambda text: text,
    "nfd": lambda text: unicodedata.normalize("NFD", text),
    "oi": lambda text: text.replace("ư", "ƣ").replace("Ư", "Ƣ").replace("Đ", "Ð"),
    "wrapped": lambda text: _wrap(text, 60, "\n"),
    "wrapped wide": lambda text: _wrap(text, 80, "\n\n"),
    "nbsp": lambda text: text.replace(" ", "\u00a0"),
    "bold": lambda text: "\n".join(f"**{line}**" if line.strip() else line for line in text.split("\n")),
    "heads": lambda text: "\n\n".join(f"## {line}" for line in text.split("\n")),
    "escaped": lambda text: text.replace("-", "\\-").replace(".", "\\."),
    "crlf": lambda text: text.replace("\n", "\r\n"),
    "segmented": lambda text: text.replace("nh ", "nh_").replace(".", " ."),
    "invisible": lambda text: text.replace("a", "a\u200b").replace("i", "\u00adi"),
    "upper": str.upper,
    "indented": lambda text: "\n".join("    " + line for line in text.split("\n")),
    "twice": lambda text: text + "\n" + text,
}
shapes = st.sampled_from(sorted(SHAPES))


@st.composite
def document_like(draw: st.DrawFn) -> str:
    """Text made of the pieces that documents are made of, in any order, in some typographic shape."""
    chosen = draw(st.lists(st.tuples(pieces, st.sampled_from(JOINS)), max_size=40))
    text = "".join(piece + join for piece, join in chosen)
    for shape in draw(st.lists(shapes, max_size=2)):
        text = SHAPES[shape](text)
    return text


# Mutations -------------------------------------------------------------------------------------------------------

positions = st.integers(0, 1 << 16)
OPERATIONS = ("drop", "double", "swap lines", "join", "split", "char", "swap chars", "delete", "insert", "cut", "move", "shape", "page")


@st.composite
def mutated(draw: st.DrawFn) -> str:
    """A document of the corpus, damaged: lines dropped, doubled, moved, re-wrapped, characters changed."""
    text = draw(st.sampled_from(corpus_texts()))
    if draw(st.booleans()):
        lines = text.split("\n")
        start = draw(positions) % len(lines)
        text = "\n".join(lines[start : start + draw(st.integers(1, 60))])
    for _ in range(draw(st.integers(1, 6))):
        text = _mutate(draw, text)
    return text


def _mutate(draw: st.DrawFn, text: str) -> str:
    operation = draw(st.sampled_from(OPERATIONS))
    if operation == "shape":
        return SHAPES[draw(shapes)](text)
    if operation in {"char", "swap chars", "delete", "insert", "split", "cut", "page"}:
        at = draw(positions) % (len(text) + 1)
        if operation == "char":
            return text[:at] + draw(characters) + text[at + 1 :]
        if operation == "swap chars":
            return text[:at] + text[at + 1 : at + 2] + text[at : at + 1] + text[at + 2 :]
        if operation == "delete":
            return text[:at] + text[at + draw(st.integers(1, 80)) :]
        if operation == "insert":
            return text[:at] + draw(pieces) + text[at:]
        if operation == "split":
            return text[:at] + draw(st.sampled_from(JOINS)) + text[at:]
        if operation == "page":
            return text[:at] + draw(st.sampled_from(["\n3\n", "\n\n- 4 -\n\n", "\n\f5\n", "\f", "\nTrang 2\n"])) + text[at:]
        return text[:at]
    lines = text.split("\n")
    at, to = draw(positions) % len(lines), draw(positions) % len(lines)
    if operation == "drop":
        del lines[at]
    elif operation == "double":
        lines[at:at] = [lines[at]] * draw(st.integers(1, 4))
    elif operation == "swap lines":
        lines[at], lines[to] = lines[to], lines[at]
    elif operation == "move":
        lines.insert(to, lines.pop(at))
    elif operation == "join":
        lines[at : at + 2] = [" ".join(lines[at : at + 2])]
    return "\n".join(lines)


texts = st.one_of(arbitrary, document_like(), mutated())
