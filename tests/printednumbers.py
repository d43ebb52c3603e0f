"""Random document numbers as they should stand, each with its canonical key: Party and state, normative, of offices, old."""

from __future__ import annotations

import random
from typing import NamedTuple

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
        kind, word, body = *rng.choice((("PL", "Pháp lệnh"), ("NQ", "Nghị quyết"))), f"UBTV{term}"
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
