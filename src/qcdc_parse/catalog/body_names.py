"""Tên cơ quan: the vocabulary of names of bodies as patterns."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from qcdc_parse.catalog import doc_types, raw
from qcdc_parse.catalog.phrases import LETTER, LOWER, UPPER, any_of, any_of_atoms, first_words

_NO_NAME = rf"(?:(?:Khóa|Khoá) [IVXL\d]|Kỳ họp|Nhiệm kỳ|Về {LOWER}|Ngày \d|V/v|Ban hành|Phê duyệt|Sửa đổi|Thành lập|Kiện toàn|Công bố|Bãi bỏ|Triển khai|Thực hiện|Tăng cường)"
_HEADS_BEHIND = r"(?:Sở|Bộ|Ban|Ủy|UBND|Hội|Đoàn|Công|Liên|Văn phòng|Mặt)(?![^\W\d_])"


class BodyNames(NamedTuple):
    """Patterns and words: names that are whole, words that names begin with, parts, levels, what ends a name, names by code."""

    closed: re.Pattern[str]
    heads: re.Pattern[str]
    parts: re.Pattern[str]
    anywhere: re.Pattern[str]
    inner: frozenset[str]
    stop: frozenset[str]
    verbs: tuple[str, ...]
    level: re.Pattern[str]
    above: re.Pattern[str]
    types: re.Pattern[str]
    unnamed: re.Pattern[str]
    capitals: re.Pattern[str]
    part_words: frozenset[str]
    level_words: frozenset[str]
    type_words: frozenset[str]
    issuers: dict[str, tuple[str, ...]]


def _flexible(name: str) -> list[str]:
    """Let tone placement (ủy/uỷ) and the capital of later words vary; one pattern a letter."""
    atoms: list[str] = []
    for i, word in enumerate(name.split(" ")):
        letters = re.split("(ủy|Ủy|hóa)", word)
        spelled = [_SPELLED.get(part) for part in letters]
        own = [atom for part, either in zip(letters, spelled, strict=True) for atom in ([either] if either else map(re.escape, part))]
        if i and word[0].isalpha():
            own[0] = f"(?i:{own[0].lower()})"
        atoms += [" ", *own] if i else own
    return atoms


_SPELLED = {"ủy": "(?:ủy|uỷ)", "Ủy": "(?:Ủy|Uỷ)", "hóa": "(?:hóa|hoá)"}


@cache
def body_names() -> BodyNames:
    """Return the vocabulary of names of bodies.

    >>> body_names().heads.match("Huyện ủy Đăk Hà")[0]
    'Huyện ủy'
    """
    data = raw("bodies")
    closed = list(map(_flexible, data["closed"]["names"]))
    heads = list(map(_flexible, data["open"]["heads"]))
    parts = list(map(_flexible, data["inner"]["parts"]))
    types = any_of([t.name for t in doc_types()] + ["Luật", "Pháp lệnh", "Hiến pháp"])
    return BodyNames(
        re.compile(rf"(?:{any_of_atoms(closed)})(?![^\W_])"),
        re.compile(rf"(?:{any_of_atoms(heads)})(?![^\W_])(?<!Hội(?= nghị| thảo| chợ))"),
        re.compile(rf"(?:{any_of_atoms([*closed, *heads, *parts])})(?![^\W_])"),
        re.compile(rf"(?<![^\W_])(?:{any_of_atoms([*closed, *heads])})(?![^\W_])"),
        frozenset(data["inner"]["words"].split()),
        frozenset(data["stop"]["words"].split()),
        tuple(data["stop"]["verbs"]),
        *_levels(data["inner"]["level_words"], data["inner"]["hamlets"], types),
        re.compile(rf"(?:{types})(?![^\W_])(?! và Đầu tư)"),
        re.compile(_NO_NAME),
        re.compile(
            rf"{UPPER}+(?: (?!(?:VỀ|NGÀY|KHÓA|KHOÁ|NĂM|TRONG|TRÊN|GIAI ĐOẠN|NHIỆM KỲ|TẠI|ĐÃ|ĐƯỢC|ĐỐI VỚI|GẮN|V/V|VÀ(?! {UPPER}))(?!{LETTER})|(?:VÀ )?(?:{any_of(t.name.upper() for t in doc_types())}) ){UPPER}+)*(?!{LETTER})"
        ),
        first_words([*data["closed"]["names"], *data["open"]["heads"], *data["inner"]["parts"]]),
        first_words([*data["inner"]["level_words"], *data["inner"]["hamlets"]]),
        first_words([t.name for t in doc_types()] + ["Luật", "Pháp lệnh", "Hiến pháp"]),
        {code: tuple(names) for code, names in data["issuers"].items() if isinstance(names, list)},
    )


def _levels(words: list[str], hamlets: list[str], types: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """A level with its proper name or number, the levels above it behind commas; and these alone, behind the name of a body.

    `tỉnh`, `thành phố Phan Rang - Tháp Chàm`, `phường 12, quận 10`, `xã Hòa Thuận, thành phố Buôn Ma Thuột, tỉnh Đắk Lắk`, `thôn 3`.
    """
    name = rf"(?!(?:{types})\b|{_NO_NAME}){UPPER}[\w'’]*"
    dashed = rf" ?[-–] ?(?!{_HEADS_BEHIND}){name}(?: {name})?(?!{LETTER}| {LOWER}+ {UPPER})"
    proper = rf"(?:(?:(?<=[Qq]uận)|(?<=[Pp]hường)) \d{{1,2}}(?![\d/.-])|(?: {name}){{1,5}}(?:{dashed})?)"
    on = r"(?:,| -| thuộc)?"
    province = rf"(?:[Tt]ỉnh|[Tt]hành phố|TP\.?){proper}"
    district = rf"(?:[Hh]uyện|[Qq]uận|[Tt]hị xã|[Tt]hành phố|TP\.?){proper}"
    commune = rf"(?:[Xx]ã|[Pp]hường|[Tt]hị trấn){proper}"
    top, upper = rf"(?:{on} {province})?", rf"(?:{on} {district})?"
    count = rf"\d{{1,2}}(?![\d/.-]| (?:năm|ngày|tháng)|,(?! {commune}))"
    hamlet = rf"(?:{any_of(hamlets)})(?: {name}){{0,4}}(?: {count})?(?:,? {commune}{upper}{top})?"
    level = rf"{commune}{upper}{top}|{district}{top}|{hamlet}|(?:{any_of(words)})(?![^\W_])(?! hội){proper}?"
    return re.compile(level), re.compile(rf"(?:,| -| thuộc) (?:{commune}{upper}{top}|{district}{top}|{province})")
