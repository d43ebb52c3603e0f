"""Random document numbers, printed as typists, word processors and scanners print them, in sentences and documents.

Each number knows the canonical key that a careful reader makes of its print. ``NOISES`` lists every kind of noise with its
weight; where a kind does not fit a number (no `Đ` to lose, no second separator) another is drawn.
"""

from __future__ import annotations

import random
import unicodedata
from collections.abc import Callable
from difflib import SequenceMatcher
from textwrap import fill
from typing import NamedTuple

# Numbers ---------------------------------------------------------------------------------------------------------------

PARTY = {
    "NQ": ("Nghị quyết",), "CT": ("Chỉ thị",), "KL": ("Kết luận",), "QĐ": ("Quyết định", "Quy định"), "QĐi": ("Quy định",),
    "QyĐ": ("Quy định",), "QC": ("Quy chế",), "QyC": ("Quy chế",), "TT": ("Thông tri",), "TB": ("Thông báo", "Thông báo kết luận"),
    "HD": ("Hướng dẫn",), "BC": ("Báo cáo",), "KH": ("Kế hoạch",), "CTr": ("Chương trình", "Chương trình hành động"),
    "CTHĐ": ("Chương trình hành động",), "CTrHĐ": ("Chương trình hành động",), "TTr": ("Tờ trình",), "CV": ("Công văn",),
    "ĐA": ("Đề án",), "PA": ("Phương án",), "DA": ("Dự án",), "QH": ("Quy hoạch",), "BB": ("Biên bản",), "TC": ("Thông cáo",),
    "TBo": ("Tuyên bố",), "LKG": ("Lời kêu gọi",), "CL": ("Chiến lược",), "GM": ("Giấy mời",), "GGT": ("Giấy giới thiệu",),
    "GCN": ("Giấy chứng nhận",), "GĐĐ": ("Giấy đi đường",), "GNP": ("Giấy nghỉ phép",), "PC": ("Phiếu chuyển",),
    "PG": ("Phiếu gửi",), "PB": ("Phiếu báo",), "TCg": ("Thư công",), "BS": ("Bản sao",), "NQLT": ("Nghị quyết liên tịch",),
    "TBKL": ("Thông báo kết luận",), "QCPH": ("Quy chế phối hợp",), "KHPH": ("Kế hoạch phối hợp",), "CTPH": ("Chương trình phối hợp",),
}  # fmt: skip
COMMON_PARTY = ("NQ", "CT", "KL", "QĐ", "QĐ", "HD", "BC", "KH", "CTr", "TB", "CV", "TTr", "QC")
LEVELS = ("TW", "TU", "HU", "QU", "ThU", "TXU", "ĐU", "ĐUK", "CB", "ĐH")
ORGANS = ("VP", "BTC", "BTG", "BDV", "BTGDV", "BNC", "UBKT", "BCĐ", "BCSĐ", "ĐĐ", "BKT", "TTBTV")
PARTY_BODIES = ("BCSĐ", "ĐĐ", "BCĐ", "ĐUQSTW", "QUTW", "TWĐTN", "TWĐTN-VP", "BCĐĐUK", "ĐĐQH14", "ĐĐQH15", "ĐUCA", "ĐUSYT", "BCĐ35", "CB3")
JOINT_PARTY = ("TU-HĐND", "BDVTU-UBND", "BTGTU-STTTT", "BDVTW-BNV", "BDVTU-HND", "UBKTTU-TTT")
STATE = {
    "NQ": "Nghị quyết", "QĐ": "Quyết định", "CT": "Chỉ thị", "QC": "Quy chế", "QyĐ": "Quy định", "TC": "Thông cáo", "TB": "Thông báo",
    "HD": "Hướng dẫn", "CTr": "Chương trình", "KH": "Kế hoạch", "PA": "Phương án", "ĐA": "Đề án", "DA": "Dự án", "BC": "Báo cáo",
    "BB": "Biên bản", "TTr": "Tờ trình", "HĐ": "Hợp đồng", "CĐ": "Công điện", "BGN": "Bản ghi nhớ", "BTT": "Bản thỏa thuận",
    "GUQ": "Giấy ủy quyền", "GM": "Giấy mời", "GGT": "Giấy giới thiệu", "GNP": "Giấy nghỉ phép", "PG": "Phiếu gửi",
    "PC": "Phiếu chuyển", "PB": "Phiếu báo", "SY": "Bản sao", "TrS": "Bản sao", "SL": "Bản sao", "VBHN": "Văn bản hợp nhất",
}  # fmt: skip
COMMON_STATE = ("QĐ", "QĐ", "KH", "KH", "BC", "TB", "HD", "TTr", "CT", "CĐ", "NQ")
MINISTRIES = "BNV BTC BTP BCA BQP BNG BCT BXD BGTVT BGDĐT BYT BTTTT BKHCN BTNMT BNN BNNPTNT BNNMT BLĐTBXH BVHTTDL BKHĐT BDTTG NHNN UBDT BHXH TTCP VPCP".split()
OFFICES = "UBND UBND UBND HĐND SNV STC STP SXD SYT SGDĐT SGTVT STTTT SKHCN STNMT SNN SLĐTBXH SVHTTDL SKHĐT SCT".split()
UNITS = ("VP", "PC", "NC", "TH", "TCCB", "KSTTHC", "CCHC", "TĐKT&NCC", "KTTH", "VX", "QLNS")
TERMS = {
    "QH10": (1997, 2002), "QH11": (2002, 2007), "QH12": (2007, 2011), "QH13": (2011, 2016), "QH14": (2016, 2021), "QH15": (2021, 2026),
}  # fmt: skip
"""Terms of Quốc hội with the years that all of them fit."""
SHORT = {"NĐ", "NQ", "CT", "KL", "QĐ", "TT", "TTLT", "HD", "TB", "KH", "BC", "CV", "CTr", "TTr", "QC"}


class Number(NamedTuple):
    """A number as it should stand: words and separators in turn, and the key; ``words`` are the names of its type."""

    tokens: tuple[str, ...]
    words: tuple[str, ...]
    key: str
    short: str = ""
    style: str = "party"


def _serial(rng: random.Random) -> str:
    way = rng.random()
    if way < 0.5:
        return f"{rng.randint(1, 99):02}"
    if way < 0.85:
        return str(rng.randint(100, 999))
    return str(rng.randint(1, 9)) if way < 0.88 else f"{rng.randint(1, 99):03}" if way < 0.91 else str(rng.randint(1000, 12999))


def _head(rng: random.Random) -> str:
    return _serial(rng) + (rng.choice("abcdđ") if rng.random() < 0.03 else "")


def _made(tokens: list[str], words: tuple[str, ...], short: str, style: str) -> Number:
    return Number(tuple(tokens), words, "".join(tokens), short if short in SHORT else "", style)


def party(rng: random.Random) -> Number:
    kind = rng.choice(COMMON_PARTY) if rng.random() < 0.7 else rng.choice(list(PARTY))
    way = rng.random()
    if way < 0.55:
        body = rng.choice(LEVELS[:2] if rng.random() < 0.6 else LEVELS)
    elif way < 0.85:
        body = rng.choice(ORGANS) + rng.choice(LEVELS[:8])
    else:
        body = rng.choice(PARTY_BODIES)
    if kind in {"NQLT", "QCPH", "KHPH", "CTPH"}:
        body = rng.choice(JOINT_PARTY)
    tokens = [_head(rng), "-", kind, "/", *_parts(body)]
    if rng.random() < 0.02:
        tokens += ["/", "nb"]
    return _made(tokens, PARTY[kind], kind, "party")


def _parts(body: str) -> list[str]:
    parts: list[str] = []
    for part in body.split("-"):
        parts += ["-", part] if parts else [part]
    return parts


def normative(rng: random.Random) -> Number:
    way = rng.random()
    year = str(rng.randint(1998, 2026))
    if way < 0.4:
        kind, word, body = rng.choice((("NĐ", "Nghị định", "CP"), ("NĐ", "Nghị định", "CP"), ("NQ", "Nghị quyết", "CP"), ("QĐ", "Quyết định", "TTg"), ("CT", "Chỉ thị", "TTg")))  # fmt: skip
    elif way < 0.6:
        kind, word, body = "TT", "Thông tư", rng.choice(MINISTRIES)
    elif way < 0.68:
        kind, word, body = "TTLT", "Thông tư liên tịch", "-".join(rng.sample(MINISTRIES, rng.choice((2, 2, 3))))
    elif way < 0.8:
        kind, word, body = rng.choice((("QĐ", "Quyết định", "UBND"), ("NQ", "Nghị quyết", "HĐND")))
    elif way < 0.84:
        kind, word, body = rng.choice((("QĐ", "Quyết định", "CTN"), ("L", "Lệnh", "CTN"), ("NQ", "Nghị quyết", "HĐTP")))
    else:
        term = rng.choice(list(TERMS))
        year = str(rng.randint(TERMS[term][0] + 1, TERMS[term][1] - 1))
        if way < 0.93:
            return _made([_head(rng), "/", year, "/", term], ("Luật", "Nghị quyết", "Bộ luật"), "", "state")
        if int(year) > 2011:
            return _made([_head(rng), "/", year, "/", f"UBTV{term}"], ("Nghị quyết", "Pháp lệnh"), "", "state")
        kind, word, body = rng.choice((("PL", "Pháp lệnh"), ("NQ", "Nghị quyết"))) + (f"UBTV{term}",)
    return _made([_head(rng), "/", year, "/", kind, "-", *_parts(body)], (word,), kind, "state")


def administrative(rng: random.Random) -> Number:
    if rng.random() < 0.25:
        body = rng.choice((*MINISTRIES, *OFFICES, "MTTQ", "TLĐ"))
        return _made([_head(rng), "/", body, "-", rng.choice(UNITS)], ("Công văn", "công văn"), "", "letter")
    kind = rng.choice(COMMON_STATE) if rng.random() < 0.7 else rng.choice(list(STATE))
    way = rng.random()
    body = rng.choice(OFFICES if way < 0.6 else MINISTRIES if way < 0.85 else ("TTg", "CP", "UB", "TLĐ", "MTTQ-BTT", "VPQH", "KTNN"))
    if rng.random() < 0.15 and "-" not in body:
        body += "-" + rng.choice(UNITS)
    return _made([_head(rng), "/", kind, "-", *_parts(body)], (STATE[kind],), kind, "state")


def old(rng: random.Random) -> Number:
    way = rng.random()
    if way < 0.6:
        body = rng.choice(("CP", "CP", "TTg", "HĐBT"))
        word = {"CP": ("Nghị định", "Nghị quyết"), "TTg": ("Quyết định", "Chỉ thị"), "HĐBT": ("Quyết định", "Nghị định")}[body]
        return _made([_serial(rng), rng.choice("-/"), body], word, "NĐ" if word[0] == "Nghị định" else "QĐ", "old")
    kind, word, body = rng.choice((("LCT", "Luật", "HĐNN8"), ("LCT", "Pháp lệnh", "HĐNN7"), ("NQ", "Nghị quyết", "HĐNN8"), ("L", "Luật", "CTN"), ("NQ", "Nghị quyết", "UBTVQH9")))  # fmt: skip
    return _made([_serial(rng), "-", kind, "/", body], (word,), kind, "old" if body == "UBTVQH9" else "state")


def number(rng: random.Random) -> Number:
    """A number of any system: half Party, a third normative or old, the rest of offices."""
    return rng.choices((party, normative, administrative, old), (50, 24, 21, 5))[0](rng)


# Noise -----------------------------------------------------------------------------------------------------------------


class Print(NamedTuple):
    """A number as printed, with the key it must be read back as."""

    text: str
    key: str
    noise: str
    number: Number
    behind: str = ""


Noise = Callable[[random.Random, Number], "str | None"]


def _separators(n: Number) -> list[int]:
    return [i for i in range(1, len(n.tokens), 2) if n.tokens[i + 1] != "nb"]


def _with(n: Number, at: int, text: str) -> str:
    return "".join((*n.tokens[:at], text, *n.tokens[at + 1 :]))


def _type_at(n: Number) -> int | None:
    """Index of the type code among the tokens."""
    if n.style in {"old", "letter"} or (n.style == "state" and len(n.tokens) == 5 and n.tokens[2].isdigit()):
        return None
    return 4 if n.tokens[2].isdigit() else 2


def _replaced(n: Number, old_letter: str, new: str, *, first: int = 1) -> str | None:
    head, tail = "".join(n.tokens[:first]), "".join(n.tokens[first:])
    return head + tail.replace(old_letter, new) if old_letter in tail else None


def blanks(rng: random.Random, n: Number) -> str:
    at = rng.choice(_separators(n))
    return _with(n, at, rng.choice((" {} ", " {} ", "{} ", " {}", "  {} ")).format(n.tokens[at]))


def odd_blanks(rng: random.Random, n: Number) -> str:
    at = rng.choice(_separators(n))
    blank = rng.choice("\u00a0\u00a0\u2009\u202f\u3000")
    return _with(n, at, rng.choice((blank + "{}" + blank, "{}" + blank, blank + "{}")).format(n.tokens[at]))


def _dash(marks: str) -> Noise:
    def noise(rng: random.Random, n: Number) -> str | None:
        dashes = [i for i in _separators(n) if n.tokens[i] == "-"]
        return _with(n, rng.choice(dashes), rng.choice(marks)) if dashes else None

    return noise


def invisible(rng: random.Random, n: Number) -> str:
    text = "".join(n.tokens)
    at = rng.randint(1, len(text) - 1)
    return text[:at] + rng.choice("\u00ad\u00ad\u200b\ufeff") + text[at:]


def _broken(gap: str) -> Noise:
    def noise(rng: random.Random, n: Number) -> str:
        at = rng.choice(_separators(n))
        return _with(n, at, n.tokens[at] + gap)

    return noise


def broken_before(rng: random.Random, n: Number) -> str:
    at = rng.choice(_separators(n))
    return _with(n, at, "\n" + n.tokens[at])


def d_for_đ(rng: random.Random, n: Number) -> str | None:
    at = _type_at(n)
    return _with(n, at, n.tokens[at].replace("Đ", "D")) if at and n.tokens[at] in {"NĐ", "QĐ", "QĐi", "CĐ", "QyĐ"} else None


def d_in_body(rng: random.Random, n: Number) -> str | None:
    at = _type_at(n)
    return _replaced(n, "Đ", "D", first=at + 2) if at else None


def eth(rng: random.Random, n: Number) -> str | None:
    return _replaced(n, "Đ", rng.choice("ÐÐƉ"))


def no_first_mark(rng: random.Random, n: Number) -> str | None:
    """`294QĐ/TW`, `15/2007QĐ-UBND`."""
    at = 4 if n.tokens[2].isdigit() else _type_at(n)
    return _with(n, at - 1, "") if at and len(n.tokens[at]) > 1 and (at == 4 or n.tokens[0].isdigit()) else None


def no_second_mark(rng: random.Random, n: Number) -> str | None:
    """`15/KHUBND`; not where CT, TT or CĐ may be Chủ tịch, Thường trực, Công đoàn (`12/CTUBND-VP`)."""
    at = _type_at(n)
    if not at or n.tokens[at] in {"CT", "TT", "CTr", "TTr", "TC", "CĐ", "L"} or n.tokens[at] not in {*COMMON_PARTY, *COMMON_STATE, "NĐ"}:
        return None
    return _with(n, at + 1, "")


def doubled(rng: random.Random, n: Number) -> str:
    at = rng.choice(_separators(n))
    mark = n.tokens[at]
    return _with(n, at, mark * 2 if n.style == "old" else rng.choice((mark * 2, mark * 2, "/-", "-/")))


def wrong_mark(rng: random.Random, n: Number) -> str | None:
    """`76-NQ-CP`, `217/QĐ/TW`, `04/2015-NĐ-CP`; the marks of a number without type code tell what it is."""
    at = 3 if n.tokens[2].isdigit() and len(n.tokens) == 5 else _type_at(n)
    if at is None:
        return None
    which = rng.choice([i for i in _separators(n) if i <= at + 1])
    return _with(n, which, "/" if n.tokens[which] == "-" else "-")


def swapped(rng: random.Random, n: Number) -> str | None:
    """A Party number in state style and the other way round."""
    at = _type_at(n)
    if at != 2:
        return None
    other = {"-": "/", "/": "-"}
    return "".join((n.tokens[0], other[n.tokens[1]], n.tokens[2], other[n.tokens[3]], *n.tokens[4:]))


def dot(rng: random.Random, n: Number) -> str | None:
    at = _type_at(n)
    return _with(n, at + rng.choice((1, 1, -1)), ".") if at else None


def blank_in_serial(rng: random.Random, n: Number) -> str | None:
    """`4 7/2020/NĐ-CP`; told only behind `số`."""
    digits = n.tokens[0].rstrip("abcdđ")
    cut = rng.randint(1, len(digits) - 1) if len(digits) > 1 else 0
    return digits[:cut] + " " + "".join((n.tokens[0][cut:], *n.tokens[1:])) if cut else None


def blank_in_symbol(rng: random.Random, n: Number) -> str | None:
    """`N Đ-CP`, `NĐ-C P`, `QH 15`: a blank that a scanner put into a code."""
    places = [i for i in range(2, len(n.tokens), 2) if len(n.tokens[i]) > 1 and n.tokens[i] != "nb" and not n.tokens[i].isdigit()]
    at = rng.choice(places)
    cut = rng.randint(1, len(n.tokens[at]) - 1)
    return _with(n, at, n.tokens[at][:cut] + " " + n.tokens[at][cut:])


def letter_for_digit(rng: random.Random, n: Number) -> str | None:
    """`3O-CT/TW`, `l20-KL/TW`, `2O15`; one digit of several, and no small letter at the end of a serial, which would be a suffix."""
    twins = {"0": "OOo", "1": "lI"}
    words = [i for i in range(0, len(n.tokens), 2) if sum(map(str.isdigit, n.tokens[i])) > 1]
    places = [(i, k) for i in words for k, c in enumerate(n.tokens[i]) if c in twins]
    if not places or not n.tokens[0].isdigit():
        return None
    i, k = rng.choice(places)
    word = n.tokens[i]
    letter = rng.choice(twins[word[k]])
    if i == 0 and k == len(word) - 1:
        letter = {"o": "O", "l": "I"}.get(letter, letter)
    return _with(n, i, word[:k] + letter + word[k + 1 :])


def lower(rng: random.Random, n: Number) -> str | None:
    return n.key.lower() if n.style in {"party", "state"} else None


def upper(rng: random.Random, n: Number) -> str | None:
    text = n.key.upper()
    return text if text != n.key and not n.key.endswith("nb") else None


def with_ư(rng: random.Random, n: Number) -> str | None:
    return n.key[:-2] + rng.choice(("TƯ", "T.Ư", "TƢ")) if n.key.endswith(("/TW", "/TU")) else None


def dotted_level(rng: random.Random, n: Number) -> str | None:
    return n.key[:-2] + "T." + n.key[-1] if n.key.endswith(("/TW", "/TU")) else None


def foreign(rng: random.Random, n: Number) -> str | None:
    letters = [c for c in "ATBCHKPX" if c in "".join(n.tokens[1:])]
    c = rng.choice(letters) if letters else ""
    return _replaced(n, c, dict(zip("ATBCHKPX", "АТВСНКРХ", strict=True))[c]) if c else None


def fused(rng: random.Random, n: Number) -> str | None:
    """`NĐ103/CP`, `NQ18-NQ/TW`: the short type word touches the serial."""
    return n.short + n.key if n.short in {"NĐ", "NQ", "QĐ", "KL", "CT", "TT", "CV"} else None


FUSED = "type word touches the number"
NOISES: dict[str, tuple[float, Noise]] = {
    "none": (20, lambda _, n: "".join(n.tokens)),
    "blanks around a mark": (8, blanks),
    "NBSP or thin blank around a mark": (3, odd_blanks),
    "en dash": (4, _dash("–")),
    "em dash": (1, _dash("—")),
    "non-breaking hyphen, minus": (3, _dash("\u2011\u2010\u2212\u2012\uff0d")),
    "soft hyphen or invisible blank inside": (3, invisible),
    "line break behind a mark": (6, _broken("\n")),
    "line break and blank line behind a mark": (4, _broken("\n\n")),
    "blank and line break behind a mark": (2, _broken(" \n")),
    "line break before a mark": (2, broken_before),
    "D for Đ in the type code": (5, d_for_đ),
    "D for Đ in the body": (2, d_in_body),
    "Ð for Đ": (3, eth),
    "mark before the type code missing": (4, no_first_mark),
    "mark behind the type code missing": (3, no_second_mark),
    "mark doubled": (3, doubled),
    "one wrong mark": (4, wrong_mark),
    "Party and state style swapped": (4, swapped),
    "dot for a mark": (3, dot),
    "blank inside the serial": (1.5, blank_in_serial),
    "blank inside a code": (2.5, blank_in_symbol),
    "letter for a digit": (4, letter_for_digit),
    "NFD": (2, lambda _, n: "".join(n.tokens)),
    "small letters": (3, lower),
    "capitals throughout": (3, upper),
    "TƯ, T.Ư": (2, with_ư),
    "T.W, T.U": (1, dotted_level),
    "Cyrillic letter": (2, foreign),
    FUSED: (2, fused),
}
"""Kinds of noise, each with its weight."""


def printed(rng: random.Random) -> Print:
    """A number with one kind of noise."""
    kinds = list(NOISES)
    weights = [weight for weight, _ in NOISES.values()]
    name = rng.choices(kinds, weights)[0]
    text = None
    while text is None:
        n = number(rng)
        text = NOISES[name][1](rng, n)
    key, behind = n.key, ""
    if "Ư" in unicodedata.normalize("NFC", text).replace("Ƣ", "Ư"):
        # The issuer beside it tells which level TƯ is; without one it stays.
        if rng.random() < 0.5:
            behind = " của Ban Bí thư" if key.endswith("W") else " của Ban Thường vụ Tỉnh ủy"
        else:
            key = key[:-1] + "Ư"
    return Print(text, key, name, n, behind)


# Sentences and documents -------------------------------------------------------------------------------------------------

OPENINGS = (
    "Thực hiện", "Căn cứ", "Các chi bộ đã quán triệt", "Trên cơ sở", "Ban Thường vụ yêu cầu các đơn vị tiếp tục triển khai", "Xã công khai theo",
    "Sau 05 năm thực hiện", "Nội dung này đã nêu tại", "Đề nghị các đồng chí nghiên cứu", "Hội nghị thống nhất sơ kết", "Văn phòng gửi kèm",
    "Trong 12 tháng qua, huyện thực hiện", "Ngày 15/3/2022, Thường trực cho ý kiến về",
)  # fmt: skip
ENDINGS = (
    ".", " đạt kết quả tốt.", ", bảo đảm đúng tiến độ.", ", đến nay 46/57 đơn vị đã hoàn thành.", " (gửi kèm).", "; kinh phí 1.200 triệu đồng.",
    " trong quý II/2023.", ", có 12 ý kiến góp ý của cán bộ, đảng viên ở cơ sở.", " theo đúng quy định hiện hành của cơ quan cấp trên.",
)  # fmt: skip
DATES = (", ngày {d:02}/{m:02}/{y}", " ngày {d}/{m}/{y}", " ngày {d:02}-{m:02}-{y}", ", ngày {d:02} tháng {m:02} năm {y}", "", "", "", "")
ISSUERS = {"TW": " của Bộ Chính trị", "TU": " của Tỉnh ủy", "CP": " của Chính phủ", "UBND": " của Ủy ban nhân dân tỉnh", "TTg": " của Thủ tướng Chính phủ"}  # fmt: skip


class Printout(NamedTuple):
    """A text and the numbers in it, in order: key, kind of noise, print, sentence."""

    text: str
    numbers: tuple[tuple[str, str, str, str], ...]


def mention(rng: random.Random, p: Print) -> str:
    """A number with its type word in full, abbreviated or not at all, with or without `số`, and what stands behind it."""
    word = rng.choice(p.number.words)
    so = rng.choice(("số ", "số ", "số ", "số: ", "Số "))
    bare = p.number.style in {"party", "state"} and p.noise != "mark behind the type code missing"
    way = rng.random()
    if p.noise == FUSED:
        said = p.text
    elif p.noise == "blank inside the serial":
        said = f"{word} {so}{p.text}"
    elif way < 0.55:
        said = f"{word} {so}{p.text}"
    elif way < 0.72:
        said = f"{word} {p.text}"
    elif way < 0.82 and p.number.short:
        said = f"{p.number.short} {so if rng.random() < 0.4 else ''}{p.text}"
    elif way < 0.86:
        said = f"{word.upper()} SỐ {p.text}"
    elif way < 0.92 and bare:
        said = p.text
    elif p.number.style in {"party", "state"}:
        said = f"văn bản {so}{p.text}"
    else:
        said = f"{word} {so}{p.text}"
    date = rng.choice(DATES).format(d=rng.randint(1, 28), m=rng.randint(1, 12), y=rng.randint(1993, 2026))
    issuer = p.behind or (rng.choice((ISSUERS.get(p.number.tokens[-1], ""), "")) if "Ư" not in p.key else "")
    said += date + issuer
    return unicodedata.normalize("NFD", said) if p.noise == "NFD" else said


def sentence(rng: random.Random) -> Printout:
    """A sentence with one number, or with several in a row."""
    count = rng.choices((1, 2, 3, 4), (70, 15, 10, 5))[0]
    prints = [printed(rng) for _ in range(count)]
    if (
        count > 1
        and rng.random() < 0.4
        and not any(p.noise in {FUSED, "blank inside the serial"} or p.behind or p.number.style in {"old", "letter"} for p in prints)
    ):
        # One type word, one `số` for all of them.
        said = f"các văn bản số {', '.join(p.text for p in prints[:-1])} và {prints[-1].text}"
    else:
        said = rng.choice((", ", "; ", "; ")).join(mention(rng, p) for p in prints[:-1])
        said += (rng.choice((" và ", "; ", " và ")) if said else "") + mention(rng, prints[-1])
    text = f"{rng.choice(OPENINGS)} {said}{rng.choice(ENDINGS)}"
    return Printout(text, tuple((p.key, p.noise, p.text, text) for p in prints))


HEAD = "BÁO CÁO\nKết quả thực hiện các văn bản của cấp trên\n\nI. TÌNH HÌNH CHUNG\n\nCấp ủy các cấp đã tổ chức học tập nghiêm túc, đúng thời gian.\n"
TAIL = "\nCác đơn vị tiếp tục thực hiện tốt những việc nêu trên và thường xuyên kiểm tra.\n"


def printout(rng: random.Random, sentences: int = 120) -> Printout:
    """A document of some hundred lines: a paragraph a line, or hard-wrapped, with or without blank lines between."""
    shape = rng.choice(("long lines", "wrapped", "wrapped", "wrapped wide"))
    made = [sentence(rng) for _ in range(sentences)]
    texts = [
        s.text if shape == "long lines" else wrapped(s.text, rng.choice((78, 80)), "\n\n" if shape == "wrapped wide" else "\n")
        for s in made
    ]
    body = ("\n\n\n" if shape == "wrapped wide" else "\n").join(texts)
    return Printout(HEAD + body + TAIL, tuple(n for s in made for n in s.numbers))


def wrapped(text: str, width: int, gap: str) -> str:
    """Break a sentence at the width of a page, at blanks and behind hyphens; breaks that it holds already stay."""
    return gap.join(fill(part, width, break_long_words=False, break_on_hyphens=True) for part in text.split("\n")).replace("\n", gap)


# Reading back ------------------------------------------------------------------------------------------------------------


class Outcome(NamedTuple):
    """A printed number and whether it was read as its key."""

    text: str
    key: str
    noise: str
    read: bool
    sentence: str


class ReadBack(NamedTuple):
    """All printed numbers, and the keys that were read where none of them stands."""

    numbers: list[Outcome]
    others: list[str]


def read_back(count: int, seed: int) -> ReadBack:
    """Print documents with at least ``count`` numbers, parse them, and set what was read beside what was printed."""
    from qcdc_parse import parse_text

    rng = random.Random(seed)
    outcomes: list[Outcome] = []
    others: list[str] = []
    while len(outcomes) < count:
        made = printout(rng)
        found = [r.key for r in parse_text(made.text).references if r.kind == "numbered"]
        wanted = [key for key, _, _, _ in made.numbers]
        pairs = SequenceMatcher(None, wanted, found, autojunk=False).get_matching_blocks()
        read = {block.a + i for block in pairs for i in range(block.size)}
        taken = {block.b + i for block in pairs for i in range(block.size)}
        outcomes += [Outcome(text, key, noise, i in read, said) for i, (key, noise, text, said) in enumerate(made.numbers)]
        others += [str(key) for i, key in enumerate(found) if i not in taken]
    return ReadBack(outcomes, others)
