"""A world of documents that cite each other, as skewed as real citations are: who issues what, and what each one cites.

Documents come in the order of their dates. What they cite is for the most part copied from what others of their province, or central
documents, cite already, so a few are cited by thousands and many never (preferential attachment); a few laws and directives are
cited by up to a tenth of all; a third of what is cited is never at hand.
"""

from __future__ import annotations

import datetime as dt
import random
from array import array
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import NamedTuple

from qcdc_parse.catalog import raw
from qcdc_parse.identity.keys import slug
from qcdc_parse.model import Number
from qcdc_parse.span import made

FIRST, LAST = dt.date(1998, 1, 5), dt.date(2025, 6, 27)
"""Between these days provinces kept their names."""
DISTRICTS = "Sơn Hà,Đông Giang,Thanh Lâm,Yên Thọ,Vĩnh Sơn,An Thịnh,Lương Tài,Phú Khê".split(",")
COMMUNES = "Tân Hà,Bình An,Hòa Lạc,Quang Sơn,Minh Tân,Đức Long".split(",")
TOPICS = (
    "nâng cao chất lượng, hiệu quả xây dựng và thực hiện Quy chế dân chủ ở cơ sở",
    "tăng cường sự lãnh đạo của Đảng đối với công tác dân vận trong tình hình mới",
    "sắp xếp tổ chức bộ máy của hệ thống chính trị tinh gọn, hoạt động hiệu lực, hiệu quả",
    "công tác tiếp công dân, đối thoại và giải quyết kiến nghị của Nhân dân",
    "cải cách hành chính và chuyển đổi số giai đoạn tiếp theo",
    "phát triển nông nghiệp, xây dựng nông thôn mới gắn với giảm nghèo bền vững",
    "quản lý, sử dụng đất đai và bảo vệ môi trường trên địa bàn",
    "nêu gương của cán bộ, đảng viên, trước hết là người đứng đầu",
    "bảo đảm an toàn thực phẩm, phòng, chống dịch bệnh cho người và vật nuôi",
    "kiểm tra, giám sát và thi hành kỷ luật trong Đảng",
)


class Kind(NamedTuple):
    """A kind of document: ``share`` of all in percent, its level, the body of its symbol, its type and whether the symbol holds the year."""

    share: int
    level: str
    body: str
    code: str | None
    doc_type: str
    yearly: bool = False


KINDS = (
    *(Kind(*k) for k in ((1, "tw", "TW", "CT", "Chỉ thị"), (1, "tw", "TW", "NQ", "Nghị quyết"), (1, "tw", "TW", "KL", "Kết luận"))),
    Kind(2, "cp", "CP", "NĐ", "Nghị định", yearly=True),
    Kind(1, "ttg", "TTg", "QĐ", "Quyết định", yearly=True),
    *(Kind(*k) for k in ((4, "tu", "TU", "CT", "Chỉ thị"), (4, "tu", "TU", "NQ", "Nghị quyết"), (6, "tu", "TU", "KH", "Kế hoạch"))),
    *(Kind(*k) for k in ((4, "tu", "TU", "BC", "Báo cáo"), (8, "ubnd", "UBND", "KH", "Kế hoạch"), (6, "ubnd", "UBND", "BC", "Báo cáo"))),
    Kind(8, "ubnd", "UBND", "QĐ", "Quyết định", yearly=True),
    *(Kind(*k) for k in ((12, "hu", "HU", "KH", "Kế hoạch"), (10, "hu", "HU", "BC", "Báo cáo"), (6, "hu", "HU", "NQ", "Nghị quyết"))),
    *(Kind(*k) for k in ((12, "du", "ĐU", "KH", "Kế hoạch"), (10, "du", "ĐU", "BC", "Báo cáo"), (4, "du", "ĐU", "NQ", "Nghị quyết"))),
)
_KINDS = [kind for kind in KINDS for _ in range(kind.share)]
_CENTRAL = [kind for kind in KINDS if kind.level in {"tw", "cp", "ttg"}]
_ISSUERS = {"tw": "Bộ Chính trị", "cp": "Chính phủ", "ttg": "Thủ tướng Chính phủ"}

HUBS = 24
"""Documents that everybody cites: every second one at hand, the others laws that are not."""
_HUB_SHARE = 0.12
_COPIED = 0.8
_OUTSIDE = 0.08
_CENTRAL_SHARE = 0.35
_FORWARD = 0.003
_PUBLISHED = {
    "based_on": 67_601,
    "amends": 29_129,
    "details": 19_559,
    "cites": 17_999,
    "consolidates": 874,
    "guides": 349,
    "corrects": 209,
    "suspends": 97,
}
"""Relations of the national database of legal documents as counted in a harvest of it; replacing and repealing are drawn apart."""
_PARTY = {"implements": 30_000, "disseminates": 12_000, "reviews": 8_000, "responds_to": 1_500, "attached_to": 800}
"""Relations that the database does not count, which Party papers are full of: an estimate."""
_RELATIONS = [name for name, weight in (_PUBLISHED | _PARTY).items() for _ in range(weight // 90)]
_SPREAD = (0.2, 0.4, 0.6, 0.8, 1.0, 1.2, 1.5, 2.3)
"""How many mentions a document holds, against the mean."""


class Card(NamedTuple):
    """What others print of a document. ``key`` is None of one without number; ``about`` the document its title names."""

    key: str | None
    number: Number
    symbol: str
    doc_type: str
    named: str
    issued: dt.date
    issuer: str
    letterhead: str
    superior: str | None
    place: str
    province: int | None
    level: str
    topic: str
    about: Card | None = None

    def twin(self, years: int) -> str:
        """Write the key of a document of the same number, so many years before."""
        system, body, kind, mark, serial = (self.key or "").split("/")
        return f"{system}/{body}/{kind}/{int(mark[:4]) - years}{mark[4:]}/{serial}".replace("-02-29", "-02-28")

    def successor(self) -> Card:
        """Make the document of the next number, a year later."""
        year, serial = self.number.year, self.number.serial + 1
        day = self.issued + dt.timedelta(days=365)
        if year is None:
            symbol = f"{serial:02}{self.symbol.lstrip('0123456789')}"
        else:
            symbol = f"{serial:02}/{day.year}/{self.symbol.split('/', 2)[2]}"
        system, body, kind, _, _ = (self.key or "").split("/")
        mark = day.isoformat() if year is None else str(day.year)
        number = self.number.model_copy(update={"serial": serial, "year": None if year is None else day.year})
        key = f"{system}/{body}/{kind}/{mark}/{serial}"
        return self._replace(
            key=key, number=number, symbol=symbol, named=f"{self.doc_type} số {symbol}", issued=day, topic=TOPICS[0], about=None
        )


class Cited(NamedTuple):
    """A document that another one cites: so often, with this relation first."""

    card: Card
    relation: str
    mentions: int


@dataclass
class _Pool:
    """What is cited of a province, or of the centre: all citations so far, and the documents at hand."""

    cited: array[int] = field(default_factory=lambda: array("l"))
    held: array[int] = field(default_factory=lambda: array("l"))


@cache
def provinces() -> list[str]:
    """Return the names of provinces that were one unit all the time."""
    return [p["name"] for p in raw("provinces")["province"] if str(p.get("until")) == "2025-06-30" and not p.get("city")]


class World:
    """So many documents and what they cite; the same for the same seed."""

    def __init__(self, count: int, mean: float, seed: int) -> None:
        self._count, self._mean = count, mean
        self._draw = random.Random(f"{seed} {count} {mean}")
        self._salt = self._draw.getrandbits(31)
        self._cards: list[Card] = []
        self._outside: list[Card] = []
        self._ended = bytearray(count)
        self._last: dict[tuple[str, str], int] = {}
        self._centre, self._pools = _Pool(), [_Pool() for _ in provinces()]
        self._hubs = [self._law(at) if at % 2 else self._made(at // 2) for at in range(HUBS)]
        self._heard = [_HUB_SHARE / (at + 1) ** 0.5 for at in range(HUBS)]

    def documents(self) -> Iterator[tuple[Card, list[Cited]]]:
        """Yield the documents by date, with what each one cites."""
        for at in range(self._count):
            card = self._made(at)
            cited = self._cites(at, card)
            if cited and card.doc_type in {"Kế hoạch", "Chỉ thị", "Báo cáo"} and self._draw.random() < 0.5:
                card = card._replace(about=cited[0].card._replace(about=None))
                cited[0] = cited[0]._replace(relation="reviews" if card.doc_type == "Báo cáo" else "implements")
            self._cards.append(card)
            if card.key and card.doc_type != "Báo cáo":
                self._pool(card).held.append(at)
            yield card, cited

    def _pool(self, card: Card) -> _Pool:
        return self._centre if card.province is None else self._pools[card.province]

    def _cites(self, at: int, card: Card) -> list[Cited]:
        random_ = self._draw.random
        total = max(1, round(self._mean * _SPREAD[int(random_() * len(_SPREAD))]))
        several = max(1, round(total * 0.55))
        own = self._pool(card)
        targets = dict.fromkeys(self._picked(at, own) for _ in range(several))
        out = [Cited(self._card(target), _RELATIONS[int(random_() * len(_RELATIONS))], 1) for target in targets]
        out.extend(Cited(self._hubs[hub], "based_on", 1) for hub in range(HUBS) if random_() < self._heard[hub] and at >= HUBS // 2)
        if (ended := self._ends(at, card)) is not None:
            out.append(Cited(self._cards[ended], "repeals" if random_() < 0.55 else "replaces", 1))
        for _ in range(total - len(out)):  # the first are cited again and again
            place = int(len(out) * random_() ** 2)
            out[place] = out[place]._replace(mentions=out[place].mentions + 1)
        return out[:total]

    def _picked(self, at: int, own: _Pool) -> int:
        """Pick a document to cite: its number, below zero of one that is not at hand."""
        random_ = self._draw.random
        if random_() < _FORWARD and at + 1 < self._count:
            return min(at + 1 + int(random_() * 100), self._count - 1)
        pool = self._centre if random_() < _CENTRAL_SHARE else own
        for _ in range(2):
            if pool.cited and random_() < _COPIED:
                found = pool.cited[_recent(len(pool.cited), random_())]
            elif not pool.held or random_() < _OUTSIDE:
                self._outside.append(self._never(at, pool))
                found = -len(self._outside)
            else:
                found = pool.held[_recent(len(pool.held), random_())]
            if found < 0 or not self._ended[found] or random_() < 0.1:
                break
        pool.cited.append(found)
        return found

    def _card(self, at: int) -> Card:
        return self._outside[-1 - at] if at < 0 else self._cards[at] if at < len(self._cards) else self._made(at)

    def _ends(self, at: int, card: Card) -> int | None:
        """Of every twentieth document: the latest of the same body and type, which it replaces or repeals."""
        if card.key is None:
            return None
        series = (card.letterhead + (card.superior or ""), card.doc_type)
        before = self._last.get(series)
        self._last[series] = at
        if before is None or self._ended[before] or self._draw.random() >= 0.055:
            return None
        self._ended[before] = 1
        return before

    def _never(self, at: int, pool: _Pool) -> Card:
        """Make a document that is not at hand, up to ten years old."""
        draw = self._draw
        kind = _CENTRAL[int(draw.random() * len(_CENTRAL))] if pool is self._centre else _KINDS[int(6 + draw.random() * 94)]
        day = _day(at, self._count) - dt.timedelta(days=1 + int(draw.random() * 3600))
        province = None if pool is self._centre else next(n for n, p in enumerate(self._pools) if p is pool)
        return _card(kind, 10_000 + len(self._outside), day, province, int(draw.random() * 1e6), numbered=True)

    def _law(self, at: int) -> Card:
        number = Number(serial=at + 20, year=2001 + at // 2, body_code=f"QH{11 + at // 8}", system="state")
        symbol = f"{number.serial}/{number.year}/{number.body_code}"
        key = f"nn/{number.body_code.lower()}/luat/{number.year}/{number.serial}"
        return Card(
            key, number, symbol, "Luật", f"Luật số {symbol}", dt.date(number.year or 0, 11, 10), "Quốc hội", "QUỐC HỘI", None, "Hà Nội",
            None, "qh", TOPICS[at % len(TOPICS)],
        )  # fmt: skip

    def _made(self, at: int) -> Card:
        """Make the card of a document at hand: a function of its number, so that one not yet issued can be cited."""
        mixed = _mixed(at + self._salt)
        kind = _CENTRAL[at % len(_CENTRAL)] if at < HUBS // 2 else _KINDS[mixed % 100]
        day = _day(at, self._count)
        province = None if kind in _CENTRAL else mixed // 100 % len(provinces())
        serial = at - _first_of(day.year, self._count) + 1 if kind.yearly else at % 9000 + 1
        return _card(kind, serial, day, province, mixed // 10_000, numbered=at < HUBS // 2 or mixed // 7 % 100 > 0)


def _card(kind: Kind, serial: int, day: dt.date, province: int | None, mixed: int, *, numbered: bool) -> Card:
    letterhead, superior, place, issuer, where = _unit(kind.level, province, mixed % (len(DISTRICTS) * len(COMMUNES)))
    party = kind.level in {"tw", "tu", "hu", "du"}
    number = made(
        Number,
        serial=serial,
        year=day.year if kind.yearly else None,
        type_code=kind.code,
        body_code=kind.body,
        system="party" if party else "state",
    )
    head = f"{serial:02}/{day.year}" if kind.yearly else f"{serial:02}"
    symbol = f"{head}-{kind.code}/{kind.body}" if party else f"{head}/{kind.code}-{kind.body}"
    mark = str(day.year) if kind.yearly else day.isoformat()
    key = f"{'dang' if party else 'nn'}/{kind.level}{where}/{_slug(kind.code or '')}/{mark}/{serial}" if numbered else None
    return Card(
        key, number, symbol, kind.doc_type, f"{kind.doc_type} số {symbol}", day, issuer, letterhead, superior, place, province, kind.level,
        TOPICS[mixed % len(TOPICS)],
    )  # fmt: skip


_slug = cache(slug)


@cache
def _unit(level: str, province: int | None, mixed: int) -> tuple[str, str | None, str, str, str]:
    """Return letterhead, the body above, place line, the name in running text, and the place in the key, of a body."""
    if province is None:
        return _ISSUERS[level].upper(), None, "Hà Nội", _ISSUERS[level], ""
    name = provinces()[province]
    district, commune = DISTRICTS[mixed % len(DISTRICTS)], COMMUNES[mixed // len(DISTRICTS)]
    match level:
        case "tu":
            return f"TỈNH ỦY {name.upper()}", None, name, f"Tỉnh ủy {name}", f"@{slug(name)}"
        case "ubnd":
            return f"ỦY BAN NHÂN DÂN TỈNH {name.upper()}", None, name, f"Ủy ban nhân dân tỉnh {name}", f"@{slug(name)}"
        case "hu":
            above = f"ĐẢNG BỘ TỈNH {name.upper()}"
            return f"HUYỆN ỦY {district.upper()}", above, district, f"Huyện ủy {district}", f"@{slug(district)}.{slug(name)}"
        case _:
            above = f"ĐẢNG BỘ HUYỆN {district.upper()}, TỈNH {name.upper()}"
            where = f"@xa-{slug(commune)}.{slug(district)}.{slug(name)}"
            return f"ĐẢNG ỦY XÃ {commune.upper()}", above, commune, f"Đảng ủy xã {commune}", where


def _recent(count: int, drawn: float) -> int:
    """Choose a place in a list, late ones sooner than early ones."""
    return int(count * (1 - drawn * drawn))


def _day(at: int, count: int) -> dt.date:
    return FIRST + dt.timedelta(days=at * (LAST - FIRST).days // count)


@cache
def _first_of(year: int, count: int) -> int:
    """Return the number of the first document of a year."""
    return max(0, -(-(dt.date(year, 1, 1) - FIRST).days * count // (LAST - FIRST).days))


def _mixed(value: int) -> int:
    """Mix the bits of a number (the finisher of MurmurHash3, 64 bits)."""
    value = (value ^ (value >> 33)) * 0xFF51AFD7ED558CCD & 0xFFFFFFFFFFFFFFFF
    value = (value ^ (value >> 33)) * 0xC4CEB9FE1A85EC53 & 0xFFFFFFFFFFFFFFFF
    return value ^ (value >> 33)
