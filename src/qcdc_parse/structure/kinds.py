"""What a line of a letterhead, an address or a signature is, by its words and form."""

from __future__ import annotations

import unicodedata
from functools import cache
from typing import NamedTuple

import regex

from qcdc_parse.catalog import doc_types, raw


class _Vocabulary(NamedTuple):
    nation: frozenset[str]
    secrecy: frozenset[str]
    urgency: frozenset[str]
    heads: tuple[str, ...]
    no_heads: tuple[str, ...]
    authority: regex.Pattern[str]
    position: regex.Pattern[str]
    types: tuple[tuple[str, str], ...]
    closing: tuple[str, ...]
    type_heads: tuple[str, ...]


@cache
def _vocabulary() -> _Vocabulary:
    data = raw("thethuc")
    positions = "|".join(regex.escape(w) for w in sorted(data["position"]["words"], key=len, reverse=True))
    alone = "|".join(map(regex.escape, data["position"]["alone"]))
    named = [(t.name.upper(), t.name) for t in doc_types() if t.heads]
    return _Vocabulary(
        frozenset(data["nation"]["lines"]),
        frozenset(data["secrecy"]["words"]),
        frozenset(data["urgency"]["words"]),
        tuple(w + " " for w in data["heads"]["words"]),
        tuple(data["heads"]["but_not"]),
        regex.compile(data["authority"]["pattern"]),
        regex.compile(rf"(?:Q\. ?)?(?:{positions})(?![\p{{L}}])|(?:{alone})[ .]*$"),
        tuple(sorted(named, key=lambda n: -len(n[0]))),
        tuple(data["closing"]["words"]),
        tuple(shouted for shouted, _ in named),
    )


RULE = regex.compile(r"[-–—_=*~.\s]{2,}$|[*-]$")
RECIPIENTS = regex.compile(r"(?:Nơi nhận|NƠI NHẬN|Noi nhận|Nơi gửi)\b\s*:?\s*", regex.IGNORECASE)
ADDRESS = regex.compile(r"(?:Kính\s+(?:gửi|trình)|KÍNH\s+GỬI)\s*:?\s*")
GROUNDS = regex.compile(r"(?:-\s*)?(?:Căn\s+cứ|Xét\s+đề\s+nghị|Xét\s+Tờ\s+trình|Theo\s+đề\s+nghị|Xét\s+tình)\b")
SUBJECT = regex.compile(r"(?:V/v|V/V|v/v|Về\s+việc|\(V/v)\s*:?\s*")
ARRIVAL = regex.compile(r"(?:CÔNG\s+VĂN\s+|VĂN\s+BẢN\s+)?ĐẾN(?=[\s:.]*(?:$|(?i:số|ngày|giờ)\b))|(?:CÔNG\s+VĂN|VĂN\s+BẢN)\s+ĐẾN\b")
NUMBER = regex.compile(r"(?i:(?:luật|pháp\s+lệnh|nghị\s+quyết)\s+)?(?i:s[ốôổồo])(?=\s*[:.]|\s+[\d\-–/]|\s*$)\s*[:.]?\s*")
"""What a document number begins with, also where a scanner misread the tone: `Số:`, `Sô`, `Luật số`."""
DRAFT = regex.compile(r"\(?\s*(?:DỰ\s+THẢO|Dự\s+thảo)\b")


def may_be_formal(line: str) -> bool:
    """A cheap test that every line passes with which a letterhead, an address or a signature begins: mostly capitals."""
    if len(line) >= 400:
        return False
    second = line[1:2]
    if second.isupper() or line[:4].lower() in _SMALL_BEGINNINGS or (second in "/." and line[0] in "TKQ"):
        return True
    return "\t" in line and any(c[1:2].isupper() or c[:4] in _SMALL_BEGINNINGS for c in line.split("\t"))


_SMALL_BEGINNINGS = frozenset(("nơi ", "noi ", "kính", "ngườ", "ký b", "được", "digi", "sign", "độc ", "sao ", "luật"))
"""`Nơi nhận`, `Kính gửi`, `Người ký`, `Ký bởi`, `Digitally signed`, `Độc lập`, `Sao y`."""


def shouts(text: str) -> bool:
    """Tell whether a line is in capitals (codes and numbers aside)."""
    if text.isupper():
        return True
    return text[1:2] != text[1:2].lower() and sum(map(str.isupper, text)) > 4 * sum(map(str.islower, text))


def is_nation(line: str) -> bool:
    """Quốc hiệu, tiêu ngữ or tiêu đề of Party documents."""
    return len(line) < 60 and line.upper().strip(" .-–*_") in _vocabulary().nation


def secrecy(line: str) -> bool:
    """Độ mật, alone on its line."""
    return line.strip(" .*").upper() in _vocabulary().secrecy


def urgency(line: str) -> bool:
    """Độ khẩn, alone on its line."""
    return line.strip(" .*").upper() in _vocabulary().urgency


def marks(text: str) -> list[str]:
    """Take apart what stands in one place of độ mật and độ khẩn; empty where anything else stands there.

    >>> marks("MẬT - HỎA TỐC"), marks("BÍ MẬT")
    (['MẬT', 'HỎA TỐC'], [])
    """
    text = text.strip(" .*-–")
    words = sorted(_vocabulary().secrecy | _vocabulary().urgency, key=len, reverse=True)
    out: list[str] = []
    while text:
        word = next((w for w in words if text.upper().startswith(w) and not text[len(w) : len(w) + 1].isalpha()), None)
        if word is None:
            return []
        out.append(text[: len(word)])
        text = text[len(word) :].strip(" .*-–/,")
    return out


def names_body(line: str) -> bool:
    """A line of a letterhead that begins the name of a body."""
    if not shouts(line):
        return False
    upper = line.upper() + " "
    return upper.startswith(_vocabulary().heads) and not upper.startswith(_vocabulary().no_heads)


def is_authority(line: str) -> bool:
    """Quyền hạn: `T/M BAN THƯỜNG VỤ`, `KT. CHỦ TỊCH`."""
    return len(line) <= 90 and _vocabulary().authority.match(line) is not None


def is_half_authority(line: str) -> bool:
    """The beginning of an authority whose body stands on the next line: `T/M`."""
    return line.strip(" .") in _HALVES


_HALVES = frozenset(("T/M", "TM", "K/T", "KT", "T/L", "TL", "T/UQ", "TUQ"))


def is_position(line: str) -> bool:
    """Chức vụ in capitals: `PHÓ BÍ THƯ`."""
    return len(line) <= 90 and shouts(line) and _vocabulary().position.match(line) is not None


def is_closing(line: str) -> bool:
    """A closing formula, such as `Trên đây là báo cáo …`."""
    return line.startswith(_vocabulary().closing)


def type_line(line: str) -> tuple[str, str] | None:
    """Return the type a line announces and what follows it on the line; None where it is no type line.

    >>> type_line("BÁO CÁO"), type_line("Báo cáo gửi về Văn phòng")
    (('Báo cáo', ''), None)
    """
    if len(line) > 400 or not line[:1].isupper() or ARRIVAL.match(line):
        return None
    upper = line[:40].upper()
    if not upper.startswith(_vocabulary().type_heads):
        return _misread_type(line)
    for shouted, name in _vocabulary().types:
        if not upper.startswith(shouted):
            continue
        rest = line[len(shouted) :]
        if rest[:1].isalpha():
            continue
        rest = rest.strip()
        printed = line[: len(shouted)]
        if not rest:
            return (name, "") if printed.isupper() or printed == name else None
        if not printed.isupper() or rest[0] in ":;,./":
            return None
        if rest.startswith("("):
            return name, ""
        return name, rest
    return None


def _misread_type(line: str) -> tuple[str, str] | None:
    """`QUYÉT ĐỊNH`, `CHI THỊ`: a scanner lost or changed marks of a type that stands alone on its line, in capitals."""
    alone = line.strip(" *:.")
    name = _plain_types().get(_plain(alone)) if len(alone) < _LONGEST_TYPE else None
    return (name, "") if name else None


_LONGEST_TYPE = 30


@cache
def _plain_types() -> dict[str, str]:
    return {_plain(shouted): name for shouted, name in _vocabulary().types}


def _plain(text: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c)).replace("Đ", "D")


_DEGREE = r"(?:PGS|GS|TSKH|TS|ThS|Ths|BS|BSCK|CK(?:I|II|1|2)|CKI|CKII|KS|CN|LS|DS|NGƯT|NGND|TTƯT|Bác sĩ|Tiến sĩ|Thạc sĩ|(?:Đại|Thượng|Trung|Thiếu) (?:tướng|tá|úy|uý))"
PERSON = regex.compile(rf"(?:{_DEGREE}(?:[.,]\s*|\s+))*\p{{Lu}}['’]?\p{{L}}*(?:\s\p{{Lu}}['’]?\p{{L}}*){{1,5}}$")


LEVELS = tuple(f"{w} " for w in "TỈNH,HUYỆN,XÃ,PHƯỜNG,QUẬN,THÀNH PHỐ,THỊ XÃ,THỊ TRẤN,NHÂN DÂN,KHỐI,SỞ,VỤ".split(","))


def is_person(line: str) -> bool:
    """Họ và tên: two to six capitalised words, or all capitals, that name no position, body or type."""
    return (
        len(line) <= 50
        and PERSON.match(line) is not None
        and not line.startswith(LEVELS)
        and not is_position(line)
        and not is_nation(line)
        and type_line(line) is None
        and not (shouts(line) and names_body(line))
        and "Đã ký" not in line
    )
