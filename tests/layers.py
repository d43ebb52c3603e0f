"""Text layers as pages have them: stamps of signatures, short pages, letters damaged or written in other encodings."""

from __future__ import annotations

import random
import unicodedata
from collections.abc import Callable

EMPTY = ("", " \n\t", "\f", "\x00\x00", "\u200b\n\ufeff")

STAMPS = (
    "Ký bởi: Văn phòng Ủy ban nhân dân tỉnh",
    "Người ký: ỦY BAN NHÂN DÂN TỈNH\nEmail: ubnd@thaibinh.gov.vn\nCơ quan: Tỉnh Thái Bình\nThời gian ký: 15.08.2022 16:42:16 +07:00",
    "Người ký: Văn phòng Tỉnh ủy\nCơ quan: Tỉnh ủy Nghệ\nAn\nThời gian ký: 05-06-2023\n10:11:12 +07:00",
    "Digitally signed by Sở Y tế\nDate: 2024.12.12 08:00:01 +07:00",
    "Digitally signed by NGUYEN VAN A\nDN: C=VN, S=Ha Nam, CN=NGUYEN VAN A\nReason: I am the author of this document\nLocation:\nDate: 2023-05-11",
    "Signature Valid\nKý bởi: UBND huyện\nNgày ký: 01/02/2021",
    "Được ký bởi: Sở Nội vụ\nThời gian ký: 01/02/2021 09:09\n3",
    "Ký số bởi: CỔNG THÔNG TIN ĐIỆN TỬ\nThời gian ký: 10.11.2020 17:20:45 +07:00",
)

GOOD_SHORT = (
    "1",
    "- 12 -",
    "PHỤ LỤC I",
    "Phụ lục 2\n(Kèm theo Kế hoạch số 12-KH/TU)",
    "TM. BAN THƯỜNG VỤ\nBÍ THƯ\n(đã ký)\nNguyễn Văn Minh",
    "Nơi nhận:\n- Như trên;\n- Lưu VT.",
    "II. NHIỆM VỤ, GIẢI PHÁP",
    "Appendix A",
    "DANH SACH",
    "www.nghean.gov.vn",
    "Biểu số 01/BC-ĐUK",
    "QĐ-TTg; NQ-CP; TTr-UBND; CTr/TU; HĐND; BNNPTNT; KH-ĐUK",
    "12,5 km2; 30 m3; CO2; H1N1; QL1A; 5G",
    "Người ký: Giám đốc Sở\nI. KẾT QUẢ\nCác đơn vị đã thực hiện tốt chế độ báo cáo.\nSố liệu tính đến hết quý II.\nII. NHIỆM VỤ",
)

_ROWS = """µ à ¸ á ¶ ả · ã ¹ ạ ¨ ă » ằ ¾ ắ ¼ ẳ ½ ẵ Æ ặ © â Ç ầ Ê ấ È ẩ É ẫ Ë ậ ® đ Ì è Ð é Î ẻ Ï ẽ Ñ ẹ ª ê Ò ề Õ ế Ó ể Ô ễ Ö ệ × ì Ý í Ø ỉ Ü ĩ Þ ị
ß ò ã ó á ỏ â õ ä ọ « ô å ồ è ố æ ổ ç ỗ é ộ ¬ ơ ê ờ í ớ ë ở ì ỡ î ợ ï ù ó ú ñ ủ ò ũ ô ụ \u00ad ư õ ừ ø ứ ö ử ÷ ữ ù ự ú ỳ ý ý û ỷ ü ỹ þ ỵ""".split()
_TCVN3 = dict(zip(_ROWS[1::2], _ROWS[::2], strict=True))
_VNI_TONES = dict(zip("\u0301\u0300\u0309\u0303\u0323", "ùøûõï", strict=True))
_VNI_HATS = {
    "\u0302": dict(zip(("", *_VNI_TONES), "âáàåãä", strict=True)),
    "\u0306": dict(zip(("", *_VNI_TONES), "êéèúüë", strict=True)),
}
_VNI_SINGLE = {"đ": "ñ", "ỉ": "æ", "ĩ": "ó", "ị": "ò", "ỵ": "î", "í": "í", "ì": "ì"}


def unharmed() -> dict[str, Callable[[str], str]]:
    """Changes after which a Vietnamese page is still readable."""
    return {"without marks": without_marks, "TCVN3": tcvn3, "VNI": vni, "decomposed": lambda text: unicodedata.normalize("NFD", text)}


def without_marks(text: str) -> str:
    plain = "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))
    return plain.translate(str.maketrans("đĐƢƣ", "dDUu"))


def tcvn3(text: str) -> str:
    return "".join(_TCVN3.get(c.lower(), c) for c in unicodedata.normalize("NFC", text))


def vni(text: str) -> str:
    return "".join(map(_vni, unicodedata.normalize("NFC", text)))


def _vni(char: str) -> str:
    low = char.lower()
    if low in _VNI_SINGLE:
        new = _VNI_SINGLE[low]
    else:
        base, *marks = unicodedata.normalize("NFD", low)
        if not marks:
            return char
        tone = next((m for m in marks if m in _VNI_TONES), "")
        hat = next((m for m in marks if m in _VNI_HATS), "")
        base = {"o": "ô", "u": "ö"}[base] if "\u031b" in marks else base
        new = base + (_VNI_HATS[hat][tone] if hat else _VNI_TONES.get(tone, ""))
    return new.upper() if char.isupper() else new


def damaged() -> dict[str, Callable[[str], str]]:
    """Changes after which nobody can read a Vietnamese page."""
    return {
        "misread": misread,
        "glyph numbers": lambda text: "".join(
            chr(ord(c) - 29) if "=" < c < "\x7f" else chr(0x4C0 + ord(c) % 97) if c > "\x7f" else c for c in text
        ),
        "private letters": lambda text: "".join(chr(0xE000 + ord(c) % 4096) if c.isalnum() else c for c in text),
        "replaced letters": lambda text: "".join("\ufffd" if c > "\x7f" else c for c in text),
        "UTF-8 as Windows-1252": lambda text: text.encode().decode("cp1252", "replace"),
        "substituted": substituted,
    }


_LIKE = {"a": "6ad4", "e": "6Oe", "i": "irj", "o": "6QO", "u": "ui6", "y": "yj", "d": "d"}


def misread(text: str) -> str:
    """Act out a recogniser that knows no marks: digits and wrong cases inside words."""
    draw = random.Random(len(text))
    out = []
    for char in unicodedata.normalize("NFC", text):
        plain = without_marks(char)
        if char > "\x7f" and plain.lower() in _LIKE and draw.random() < 0.6:
            out.append(draw.choice(_LIKE[plain.lower()]))
        else:
            out.append(plain.lower() if char.isupper() and draw.random() < 0.12 else plain)
    return "".join(out)


def substituted(text: str) -> str:
    """Give every letter another one, as a font with a wrong table does."""
    draw = random.Random(len(text))
    letters = sorted({c for c in text if c.isalpha()})
    table = {c: draw.choice("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ") for c in letters}
    return "".join(table.get(c, c) for c in text)


def numbers(seed: int) -> str:
    """A page of a table with a head in words."""
    draw = random.Random(seed)
    rows = [
        f"{n}\t{draw.choice(('Xã', 'TP', 'Sở', 'KCN', 'THCS'))}\t{draw.randint(1, 9999)}\t{draw.randint(1, 99)},{draw.randint(1, 99)}%"
        for n in range(40)
    ]
    return "TT\tTên đơn vị\tKế hoạch\tĐạt %\n" + "\n".join(
        rows if seed % 2 else (row.partition("\t")[2].partition("\t")[2] for row in rows)
    )


def names(seed: int) -> str:
    """A page of a list of people."""
    draw = random.Random(seed)
    family = "Nguyễn Trần Lê Phạm Hoàng Huỳnh Võ Đặng Bùi Đỗ Hồ Ngô Dương Lý Y H'".split()
    given = "Văn Thị Hữu Đức Minh Quốc Kim Ngọc An Bình Anh Hoa Lan Hùng Krông Niê Ksor Hơ Blút Đắk".split()
    return "\n".join(f"{n}. {draw.choice(family)} {draw.choice(given)} {draw.choice(given)}\t19{draw.randint(50, 99)}" for n in range(40))
