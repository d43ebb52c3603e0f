"""What a line of a letterhead, an address or a signature is, by its words and form."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, lru_cache

import regex

from qcdc_parse.structure.vocabulary import plain, vocabulary
from qcdc_parse.text import Line

_KEPT = 2048
"""The lines about a letterhead or signature are asked many times what they are; the answers to so many are kept."""


RULE = regex.compile(r"[-–—_=*~.\s]{2,}$|[*-]$")
RECIPIENTS = regex.compile(
    r"(?:Nơi nhận|Noi nhận|Nơi gửi)(?:\s*\([^)]{1,40}\))?\s*(?:[:.;]\s*|(?=[-–+]\s)|(?=(?:T/?M|K/?T|T/?L|TUQ)\b)|$)", regex.IGNORECASE
)
"""`Nơi nhận:`; `Nơi nhận hồ sơ` is where papers are handed in."""
ADDRESS = regex.compile(r"(?:Kính\s+(?:gửi|trình)|KÍNH\s+GỬI)\s*:?\s*")
GROUNDS = regex.compile(r"(?:-\s*)?(?:Căn\s+cứ|Xét\s+đề\s+nghị|Xét\s+Tờ\s+trình|Theo\s+đề\s+nghị|Xét\s+tình)\b")
SUBJECT = regex.compile(r"(?:V/v|V/V|v/v|Về\s+việc|\(V/v)\s*:?\s*")
ARRIVAL = regex.compile(r"(?:CÔNG\s+VĂN\s+|VĂN\s+BẢN\s+)?ĐẾN(?=[\s:.]*(?:$|(?i:số|ngày|giờ)\b))|(?:CÔNG\s+VĂN|VĂN\s+BẢN)\s+ĐẾN\b")
NUMBER = regex.compile(r"(?i:(?:luật|pháp\s+lệnh|nghị\s+quyết)\s+)?(?i:s[ốôổồo])(?=\s*[:.]|\s+[\d\-–/]|\s*$)\s*[:.]?\s*")
"""What a document number begins with, also where a scanner misread the tone: `Số:`, `Sô`, `Luật số`."""
DRAFT = regex.compile(r"\(?\s*(?:DỰ\s+THẢO|Dự\s+thảo)\b")


def formal_lines(lines: Sequence[Line]) -> list[int]:
    """Return the indexes of the lines that a letterhead, an address or a signature may begin with: mostly those in capitals."""
    out = []
    for index, line in enumerate(lines):
        text = line[2]
        if text[1:2].isupper():
            formal = len(text) < _LONGEST_FORMAL
        else:
            formal = (text[:4] in _SMALL_BEGINNINGS or "\t" in text or text[1:2] in "/.") and may_be_formal(text)
        if formal:
            out.append(index)
    return out


def may_be_formal(line: str) -> bool:
    """The same of one line."""
    if len(line) >= _LONGEST_FORMAL:
        return False
    second = line[1:2]
    if second.isupper() or line[:4] in _SMALL_BEGINNINGS or (second in "/." and line[0] in "TKQ"):
        return True
    return "\t" in line and any(c[1:2].isupper() or c[:4] in _SMALL_BEGINNINGS for c in line.split("\t"))


_LONGEST_FORMAL = 400
_SMALL_BEGINNINGS = frozenset(("Nơi ", "nơi ", "Noi ", "Kính", "Ngườ", "Ký b", "Được", "Digi", "Sign", "Độc ", "Sao ", "Luật", "Số: "))
"""`Nơi nhận`, `Kính gửi`, `Người ký`, `Ký bởi`, `Digitally signed`, `Độc lập`, `Sao y`."""


def shouts(text: str) -> bool:
    """Tell whether a line is in capitals (codes and numbers aside)."""
    if text.isupper():
        return True
    return text[1:2] != text[1:2].lower() and sum(map(str.isupper, text)) > 4 * sum(map(str.islower, text))


@lru_cache(_KEPT)
def is_nation(line: str) -> bool:
    """Quốc hiệu, tiêu ngữ or tiêu đề of Party documents, both lines also on one; a scanner may have misread their marks."""
    if not 14 < len(line) < 80:
        return False
    if line.lstrip(" *")[:1] not in _NATION_INITIALS:
        return False
    bare = plain(line.upper()).strip(" .-–*_")
    nation = _plain_nation()
    return bare in nation or any(bare.startswith(n) and bare[len(n) :].strip(" .-–*_") in nation for n in nation)


_NATION_INITIALS = frozenset("ĐđÐDdCc")


@cache
def _plain_nation() -> frozenset[str]:
    return frozenset(map(plain, vocabulary().nation))


def secrecy(line: str) -> bool:
    """Độ mật, alone on its line."""
    return line.strip(" .*").upper() in vocabulary().secrecy


def urgency(line: str) -> bool:
    """Độ khẩn, alone on its line."""
    return line.strip(" .*").upper() in vocabulary().urgency


def marks(text: str) -> list[str]:
    """Take apart what stands in one place of độ mật and độ khẩn; empty where anything else stands there.

    >>> marks("MẬT - HỎA TỐC"), marks("BÍ MẬT")
    (['MẬT', 'HỎA TỐC'], [])
    """
    text = text.strip(" .*-–")
    if not text or text[0].upper() not in _MARK_INITIALS:
        return []
    out: list[str] = []
    while text:
        word = next((w for w in vocabulary().marks if text.upper().startswith(w) and not text[len(w) : len(w) + 1].isalpha()), None)
        if word is None:
            return []
        out.append(text[: len(word)])
        text = text[len(word) :].strip(" .*-–/,")
    return out


_MARK_INITIALS = frozenset("MTKH")


@lru_cache(_KEPT)
def names_body(line: str) -> bool:
    """A line of a letterhead that begins the name of a body; of longer beginnings a scanner may have misread the marks."""
    if not shouts(line):
        return False
    upper = line.upper() + " "
    words = vocabulary()
    return (upper.startswith(words.heads) or plain(upper[:_LONGEST_HEAD]).startswith(words.plain_heads)) and not upper.startswith(
        words.no_heads
    )


_LONGEST_HEAD = 24


@lru_cache(_KEPT)
def is_authority(line: str) -> bool:
    """Quyền hạn: `T/M BAN THƯỜNG VỤ`, `KT. CHỦ TỊCH`."""
    return len(line) <= 90 and vocabulary().authority.match(line) is not None


def is_half_authority(line: str) -> bool:
    """The beginning of an authority whose body stands on the next line: `T/M`."""
    return line.strip(" .") in _HALVES


_HALVES = frozenset(("T/M", "TM", "K/T", "KT", "T/L", "TL", "T/UQ", "TUQ"))


@lru_cache(_KEPT)
def is_position(line: str) -> bool:
    """Chức vụ in capitals: `PHÓ BÍ THƯ`."""
    return len(line) <= 90 and shouts(line) and vocabulary().position.match(line) is not None


def begins_text(line: str) -> bool:
    """A heading without number that opens a text: `MỞ ĐẦU`, `ĐẶT VẤN ĐỀ`."""
    return line[:1].isupper() and line.upper().rstrip(" .:") in vocabulary().beginning


def is_closing(line: str) -> bool:
    """A closing formula, such as `Trên đây là báo cáo …`."""
    return line.startswith(vocabulary().closing)


@lru_cache(_KEPT)
def type_line(line: str) -> tuple[str, str] | None:
    """Return the type a line announces and what follows it on the line; None where it is no type line.

    >>> type_line("BÁO CÁO"), type_line("Báo cáo gửi về Văn phòng")
    (('Báo cáo', ''), None)
    """
    if len(line) > 400 or not line[:1].isupper() or ARRIVAL.match(line):
        return None
    upper = line[:40].upper()
    if not upper.startswith(vocabulary().type_heads):
        return _misread_type(line)
    for shouted, name in vocabulary().types:
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
    """`QUYÉT ĐỊNH`, `K Ế  H O Ạ C H`: a type alone on its line, in capitals, that lost marks to a scanner or is spaced out."""
    alone = line.strip(" *:.")
    if len(alone) >= _LONGEST_TYPE or not alone.isupper():
        return None
    spaced = alone[1:2] == " " and all(len(word) == 1 for word in alone.split())
    name = _tight_types().get(plain(alone).replace(" ", "")) if spaced else _plain_types().get(plain(alone))
    return (name, "") if name else None


_LONGEST_TYPE = 50


@cache
def _plain_types() -> dict[str, str]:
    return {plain(shouted): name for shouted, name in vocabulary().types}


@cache
def _tight_types() -> dict[str, str]:
    return {bare.replace(" ", ""): name for bare, name in _plain_types().items()}


_DEGREE = r"(?:PGS|GS|TSKH|TS|ThS|Ths|BS|BSCK|CK(?:I|II|1|2)|CKI|CKII|KS|CN|LS|DS|NGƯT|NGND|TTƯT|Bác sĩ|Tiến sĩ|Thạc sĩ|(?:Đại|Thượng|Trung|Thiếu) (?:tướng|tá|úy|uý))"
PERSON = regex.compile(rf"(?:{_DEGREE}(?:[.,]\s*|\s+))*\p{{Lu}}['’]?\p{{L}}*(?:\s\p{{Lu}}['’]?\p{{L}}*){{1,5}}$")


LEVELS = tuple(f"{w} " for w in "TỈNH,HUYỆN,XÃ,PHƯỜNG,QUẬN,THÀNH PHỐ,THỊ XÃ,THỊ TRẤN,NHÂN DÂN,KHỐI,SỞ,VỤ".split(","))


@lru_cache(_KEPT)
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
