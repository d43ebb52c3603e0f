"""Make the files of this folder: documents with hard layouts, each set by several programs, its text beside it.

    python tests/files/layout/make.py [NAME ...]

``<layout>.txt`` is what a careful reader reads, one paragraph or table row a line (see ``drafts.truth``);
``<layout>.<producer>.<ending>`` are the files. LibreOffice, Chromium, Typst and the font Tinos are needed.
"""

from __future__ import annotations

import sys
from itertools import cycle, islice
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parents[1]))

from drafts import Block, Cell, Columns, Draft, Paragraph, Run, Table, TextBox, plain, truth  # noqa: E402  found by the path above
from producers import PRODUCERS, chromium, pages, typst  # noqa: E402

FONT = "Tinos"
WIDE = {"close-columns": "DejaVu Serif"}
"""Layouts in another font: its letters are wider, and the columns nearly touch."""
LARGEST = 60_000  # bytes of one file
UNTAGGED = {
    "chromium": lambda drafts, font: chromium(pages(drafts, font), font, tags=False),
    "typst": lambda drafts, font: typst(drafts, font, tags=False),
}
"""The same programs without the tags of accessible PDF, for files that would be too large with them."""

LETTERHEAD = Columns(
    (
        plain("TỈNH ỦY LONG SƠN", bold=True, align="center"),
        plain("BAN TUYÊN GIÁO", bold=True, align="center"),
        plain("*", align="center"),
        plain("Số 118-KH/BTGTU", align="center"),
    ),
    (
        plain("ĐẢNG CỘNG SẢN VIỆT NAM", bold=True, underline=True, align="center"),
        plain("", align="center"),
        plain("", align="center"),
        plain("Long Sơn, ngày 14 tháng 5 năm 2024", italic=True, align="center"),
    ),
    42,
)
SIGNATURE = Columns(
    (
        plain("Nơi nhận:", underline=True),
        plain("- Thường trực Tỉnh ủy (để báo cáo),", size=11),
        plain("- Các ban xây dựng Đảng, Văn phòng Tỉnh ủy,", size=11),
        plain("- Ban thường vụ các huyện ủy, thành ủy và đảng ủy trực thuộc Tỉnh ủy,", size=11),
        plain("- Các đồng chí lãnh đạo Ban,", size=11),
        plain("- Lưu Ban Tuyên giáo.", size=11),
    ),
    (
        plain("K/T TRƯỞNG BAN", bold=True, align="center"),
        plain("PHÓ TRƯỞNG BAN", align="center"),
        plain("", align="center"),
        plain("", align="center"),
        plain("Lương Thị Hạnh Thảo", bold=True, align="center"),
    ),
    55,
)
TITLE = (
    plain("KẾ HOẠCH", bold=True, size=16, align="center"),
    plain("tuyên truyền kết quả giảm nghèo bền vững năm 2024", bold=True, align="center"),
)
LONG = (
    (
        "Các địa phương ven sông đã chuyển đổi hơn hai nghìn héc-ta đất lúa kém hiệu quả sang cây ăn quả, rau màu và nuôi trồng thủy sản; "
        "thu nhập của người trồng bưởi da xanh, sầu riêng tăng nhanh nhưng đầu ra chưa chắc chắn, nhiều hộ còn bán qua thương lái và chịu ép giá vào chính vụ."
    ),
    (
        "Công tác vận động quần chúng ở vùng đồng bào dân tộc thiểu số được chi bộ thôn bản làm kiên trì: đảng viên phụ trách từng nhóm hộ, "
        "cùng bà con sửa đường, dời chuồng trại ra xa nhà, giữ nếp họp dân hằng tháng và ghi lại đầy đủ ý kiến để trả lời ở kỳ họp sau."
    ),
    (
        "Qua kiểm tra tại 14 xã cho thấy hồ sơ rà soát hộ nghèo, hộ cận nghèo được lập đúng mẫu; tuy vậy, ở ba xã vùng cao còn để sót người già "
        "neo đơn, người khuyết tật nặng chưa được hưởng trợ giúp, nguyên nhân là cán bộ phụ trách thay đổi nhiều lần trong năm."
    ),
    (
        "Ngân hàng Chính sách xã hội tỉnh giải ngân 312,6 tỷ đồng cho 4.870 lượt hộ; nợ quá hạn 0,21%, giảm so với cuối năm 2023; "
        "có 96/104 điểm giao dịch xã đặt tại trụ sở Ủy ban nhân dân, người dân không phải đi quá 10 km để vay và trả lãi."
    ),
    (
        "Mặt trận Tổ quốc các cấp giám sát việc phân bổ kinh phí, công khai danh sách thụ hưởng tại nhà văn hóa thôn; những nơi làm tốt được "
        "nêu tên trên hệ thống loa truyền thanh, những nơi chậm phải giải trình với cấp ủy trước ngày 25 hằng tháng."
    ),
)
SHORT = (
    "Giao các phòng chuyên môn theo dõi tiến độ, tổng hợp vướng mắc gửi về Ban trước ngày 20/11/2024.",
    "Đẩy mạnh chuyển đổi số trong thông tin cơ sở; phấn đấu 95% xã có trang thông tin điện tử hoạt động thường xuyên.",
)
SYMBOLS = (
    "05-CT/TW 03-NQ/ĐUK 21-KL/TW 118-KH/BTGTU 09-ĐA/TU 37-QĐ/TW 217-QĐ/TW 30-CT/TW 45-HD/BTGTW 68-BC/TU 12-CTr/HU 75-TB/TU 102-QĐ/TW 01-QC/ĐU"
).split()
TYPES = {"CT": "Chỉ thị", "NQ": "Nghị quyết", "KL": "Kết luận", "KH": "Kế hoạch", "ĐA": "Đề án", "QĐ": "Quyết định", "HD": "Hướng dẫn", "BC": "Báo cáo", "CTr": "Chương trình", "TB": "Thông báo", "QC": "Quy chế"}  # fmt: skip


def body(text: str, **look: object) -> Paragraph:
    """Make a justified paragraph with an indent."""
    return plain(text, align="justify", first=36, **look)


def runs(*made: Run | str) -> Paragraph:
    """Make a justified paragraph of several runs."""
    return Paragraph(tuple(Run(run) if isinstance(run, str) else run for run in made), "justify", 36)


def long_text(count: int) -> tuple[Paragraph, ...]:
    """Make numbered paragraphs that fill pages."""
    return tuple(body(f"{n}. {text}") for n, text in enumerate(islice(cycle(LONG), count), 1))


def row(*cells: str | Cell) -> tuple[Cell, ...]:
    """Make a row of a table."""
    return tuple(cell if isinstance(cell, Cell) else Cell((plain(cell),)) for cell in cells)


def letterhead() -> Draft:
    blocks = (LETTERHEAD, *TITLE, *(body(text) for text in (*LONG[:2], *SHORT)), SIGNATURE)
    return Draft("letterhead", blocks)


def close_columns() -> Draft:
    """A letterhead whose left column is the longer one and ends near the right one; below it a second pair of columns, then the title."""
    left = ("TỈNH ỦY LONG SƠN", "ĐẢNG ỦY CÁC CƠ QUAN ĐẢNG", "ĐẢNG BỘ TRUNG TÂM Y TẾ", "KHU VỰC HÒA BẮC", "*", "Số 45-BC/ĐU")
    right = ("ĐẢNG CỘNG SẢN VIỆT NAM", "_______________________", "Hòa Bắc, ngày 05 tháng 6 năm 2024")
    to = ("- Ban Thường vụ Đảng ủy các cơ quan Đảng tỉnh,", "- Ủy ban Kiểm tra Đảng ủy các cơ quan Đảng tỉnh,", "- Các chi bộ trực thuộc.")
    blocks = (
        Columns(
            tuple(plain(text, bold=True, align="center") for text in left),
            tuple(plain(text, bold=True, align="center") for text in right),
            49,
        ),
        Columns((plain("Kính gửi:", align="right"),), tuple(plain(text) for text in to), 25),
        plain("BÁO CÁO", bold=True, align="center"),
        plain("kết quả công tác dân vận sáu tháng đầu năm", bold=True, align="center"),
        body(LONG[1]),
        SIGNATURE,
    )
    return Draft("close-columns", blocks)


def numbers_top() -> Draft:
    return Draft("numbers-top", (*TITLE, *long_text(16)), "top")


def numbers_bottom() -> Draft:
    return Draft("numbers-bottom", (*TITLE, *long_text(16)), "bottom")


def running_head() -> Draft:
    return Draft("running-head", (*TITLE, *long_text(16)), "top", "BẢN TIN NỘI BỘ/Số 7 + 8/Ngày 20-5-2024")


def sentence_over_pages() -> Draft:
    text = " ".join(text[0].lower() + text[1:].rstrip(".") + ";" for text in islice(cycle(LONG), 20))
    return Draft("sentence-over-pages", (body(f"Kế hoạch nêu rõ: {text} đó là những việc phải làm ngay."), body(SHORT[0])), "top")


def footnotes() -> Draft:
    blocks = (
        *TITLE,
        runs("Thực hiện Đề án 06", Run("", note="Đề án phát triển ứng dụng dữ liệu về dân cư giai đoạn 2022 - 2025."), " và Chỉ thị số 05-CT/TW", Run("", note="Ngày 15/5/2016 của Bộ Chính trị khóa XII."), ", toàn tỉnh có 12 xã về đích."),
        runs("Diện tích nhà văn hóa bình quân đạt 350 m", Run("2", raised=True), Run("", note="Không kể sân bãi."), "; riêng xã Hòa Bắc đạt 420 m", Run("2", raised=True), "."),
        *long_text(7),
        runs("Số hộ thoát nghèo năm 2024", Run("", note="Theo rà soát ngày 15/11/2024 của Sở Lao động - Thương binh và Xã hội."), " là 1.204 hộ", Run("", note="Trong đó 310 hộ ở hai huyện vùng cao."), "."),
        *(body(text) for text in SHORT),
    )  # fmt: skip
    return Draft("footnotes", blocks, "top")


def long_table() -> Draft:
    heads = (
        row(
            Cell((plain("TT"),), down=2),
            Cell((plain("Địa phương"),), down=2),
            Cell((plain("Số hộ nghèo"),), across=2),
            Cell((plain("Ghi chú"),), down=2),
        ),
        row("Đầu năm", "Cuối năm"),
    )
    places = ("Hòa Bắc", "Tân Lập", "Phú Mỹ", "Sơn Đông", "Bình Khê", "An Thạnh", "Vĩnh Lộc", "Đồng Tâm", "Long Hải", "Mỹ Hiệp")
    rows = [
        row(str(n), f"Xã {place} {n}", str(140 + 7 * n), str(90 + 5 * n), "Đạt" if n % 3 else "Chưa đạt kế hoạch giao")
        for n, place in enumerate(islice(cycle(places), 34), 1)
    ]
    total = row(Cell((plain("Tổng cộng", bold=True),), across=2), "9.250", "6.120", "")
    blocks = (
        *TITLE,
        body(LONG[3]),
        plain("Biểu 1. Kết quả theo xã", align="center", italic=True),
        Table((*heads, *rows, total), 2),
        body(SHORT[0]),
    )
    return Draft("long-table", blocks, "top")


def broken_symbols() -> Draft:
    paragraphs = []
    for lead, shift in ((" ".join(["và"] * n), n) for n in range(1, 9)):
        named = [f"{TYPES[s.split('-')[1].split('/')[0]]} số {s}" for s in (*SYMBOLS[shift:], *SYMBOLS[:shift])]
        paragraphs.append(body(f"{shift}. Căn cứ {lead[3:]} {', '.join(named)}.".replace("  ", " ")))
    return Draft("broken-symbols", (*TITLE, *paragraphs))


def justified() -> Draft:
    blocks = (
        *TITLE,
        *(body(text.replace("; ", ";\n")) for text in LONG[:3]),
        body(SHORT[1]),
    )
    return Draft("justified", blocks)


def web_address() -> Draft:
    address = "https://bantuyengiao.longson.example/tin-tuc/nam-2024/giam-ngheo-ben-vung-va-an-sinh-xa-hoi"
    blocks = [body(f"{n}. Tài liệu {' '.join(['phục vụ'] * n)} học tập đăng tại {address} để các chi bộ tải về.") for n in range(1, 7)]
    return Draft("web-address", (*TITLE, *blocks))


def letter_spaced() -> Draft:
    spaced: list[Block] = [
        plain("KẾT LUẬN", bold=True, size=16, spacing=5, align="center"),
        plain("của Ban Thường vụ Tỉnh ủy", bold=True, align="center"),
    ]
    blocks = (
        *spaced,
        body(LONG[0]),
        plain("QUYẾT NGHỊ", bold=True, spacing=8, align="center"),
        body("I. MỤC TIÊU CHUNG", bold=True, spacing=2),
        runs("Phải ", Run("thường xuyên", spacing=3), " kiểm tra, không để nợ đọng kéo dài."),
        body(SHORT[1], spacing=0.6),
    )
    return Draft("letter-spaced", blocks)


def text_box() -> Draft:
    box = TextBox((plain("VĂN PHÒNG TỈNH ỦY", size=11), plain("ĐẾN Số: 2615", size=11), plain("Ngày: 28/8/2024", size=11)))
    return Draft("text-box", (*TITLE, box, *(body(text) for text in (*LONG[:2], SHORT[0]))))


def landscape() -> Draft:
    head = row("TT", "Nội dung công việc", "Cơ quan chủ trì", "Cơ quan phối hợp", "Thời gian hoàn thành", "Sản phẩm")
    work = (
        "Ban hành hướng dẫn tuyên truyền",
        "Tổ chức hội thi tìm hiểu chính sách",
        "Xây dựng phóng sự truyền hình về hộ thoát nghèo",
        "Kiểm tra, giám sát tại cơ sở",
        "Sơ kết, khen thưởng",
    )
    rows = [
        row(
            str(n),
            text,
            "Ban Tuyên giáo",
            "Sở Thông tin và Truyền thông; Báo Long Sơn",
            f"Quý {('I', 'II', 'III', 'IV')[n % 4]}/2024",
            "Văn bản",
        )
        for n, text in enumerate(work, 1)
    ]
    return Draft(
        "landscape", (plain("PHỤ LỤC", bold=True, align="center"), Table((head, *rows), 1), body(LONG[1])), "bottom", landscape=True
    )


def runs_in_words() -> Draft:
    b, i = {"bold": True}, {"italic": True}
    blocks = (
        *TITLE,
        runs("Đẩy mạnh ch", Run("uyể", **b), "n đ", Run("ổi", **i), " số; ", Run("t", **b), "ăng cường ", Run("k", **b, **i), "iểm tra theo Chỉ thị số 0", Run("5", **b), "-CT", Run("/", **i), "TW", Run(" ", **b), "ngày 15/", Run("5", **i), "/2016."),
        runs(Run("1. Mục tiêu:", **b), " đến năm 2025, ", Run("95", **b), Run("%", **i), " xã đạt chuẩn; ", Run("(theo", **i), " Quyết định", Run(")", **i), "."),
        body(LONG[2]),
    )  # fmt: skip
    return Draft("runs-in-words", blocks)


def high_letters() -> Draft:
    """Lines set tighter than the letters are high, so that Chromium draws the accents of a page's first line on the page before too."""
    lines = (plain(f"{n}. ĐỐI VỚI CẤP ỦY SỐ {n}: PHẤN ĐẤU, RÀ SOÁT", bold=True) for n in range(1, 61))
    return Draft("high-letters", (*TITLE, *lines), "bottom", leading=80)


def bullets() -> Draft:
    marks = (("\uf0b7", "Symbol"), ("\uf0a7", "Wingdings"), ("\uf0d8", "Wingdings"), ("-", "Tinos"), ("•", "Tinos"))
    listed = [plain(f"{text.rstrip('.')}.", bullet=mark) for mark, text in zip(marks, ("Đối với cấp tỉnh: ban hành hướng dẫn", "Đối với cấp huyện: chọn ba xã làm điểm", "Đối với cấp xã: niêm yết danh sách công khai tại nhà văn hóa thôn, khu phố để nhân dân biết và góp ý trong mười ngày", "Đối với đoàn thể: mỗi đoàn viên giúp một hộ", "Đối với báo chí: mở chuyên mục hằng tuần"), strict=True)]  # fmt: skip
    return Draft("bullets", (*TITLE, body(LONG[4]), *listed, body(SHORT[0])))


PDF = ("libreoffice", "chromium", "typst")
ALL = (*PDF, "word", "libreoffice-docx")
LAYOUTS = (
    (letterhead, (*ALL, "word-libreoffice", "pandoc")),
    (close_columns, (*PDF, "word")),
    (numbers_top, PDF),
    (numbers_bottom, (*PDF, "word")),
    (running_head, (*PDF, "word", "libreoffice-docx")),
    (sentence_over_pages, PDF),
    (footnotes, ("libreoffice", "typst", "word-libreoffice", "word", "libreoffice-docx")),
    (long_table, (*PDF, "word-libreoffice", "word", "libreoffice-docx")),
    (broken_symbols, PDF),
    (justified, (*PDF, "word-libreoffice", "word")),
    (web_address, PDF),
    (letter_spaced, (*PDF, "word")),
    (text_box, ("typst", "word-libreoffice", "word")),
    (landscape, ("typst", "word-libreoffice", "word")),
    (runs_in_words, ALL),
    (high_letters, ("libreoffice", "chromium")),
    (bullets, ("word-libreoffice", "typst", "word", "libreoffice-docx", "pandoc")),
)


def main(names: list[str]) -> int:
    """Make the layouts named, or all."""
    for layout, producers in LAYOUTS:
        draft = layout()
        if names and draft.name not in names:
            continue
        (HERE / f"{draft.name}.txt").write_text(truth(draft), encoding="utf-8")
        for producer in producers:
            ending, make = PRODUCERS[producer]
            data = make({draft.name: draft}, WIDE.get(draft.name, FONT))[draft.name]
            if len(data) > LARGEST and producer in UNTAGGED:
                data = UNTAGGED[producer]({draft.name: draft}, WIDE.get(draft.name, FONT))[draft.name]
            if len(data) > LARGEST:
                print(f"{draft.name}.{producer}.{ending}: {len(data):,} bytes, more than {LARGEST:,}", file=sys.stderr)
                return 1
            (HERE / f"{draft.name}.{producer}.{ending}").write_bytes(data)
            print(f"{draft.name}.{producer}.{ending}: {len(data):,} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
