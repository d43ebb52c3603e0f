"""Documents full of random numbers with random noise, and what is read back of them."""

from __future__ import annotations

import random
import re
import unicodedata
from difflib import SequenceMatcher
from textwrap import fill
from typing import NamedTuple

from printnoise import FUSED, Print, printed

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
    elif p.noise == "blank inside the serial" or way < 0.55:
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
    alone = [p for p in prints if "Ư" in p.key or p.behind]
    if alone:  # an issuer behind the last of several may be that of all
        prints = alone[:1]
    if (
        len(prints) > 1
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
    """A document of some hundred lines: a paragraph a line, word-segmented, or hard-wrapped, with or without blank lines between."""
    shape = rng.choices(("long lines", "wrapped", "wrapped wide", "segmented"), (5, 10, 5, 1))[0]
    made = [sentence(rng) for _ in range(sentences)]
    texts = [s.text for s in made]
    if shape.startswith("wrapped"):
        texts = [wrapped(text, rng.choice((78, 80)), "\n\n" if shape == "wrapped wide" else "\n") for text in texts]
    text = HEAD + ("\n\n\n" if shape == "wrapped wide" else "\n").join(texts) + TAIL
    return Printout(segmented(text) if shape == "segmented" else text, tuple(n for s in made for n in s.numbers))


def segmented(text: str) -> str:
    """Print a text as corpora do: compounds joined, signs and slashes apart (`Nghị_quyết số 18-NQ / TW , năm 2020 .`)."""
    for words in ("Nghị quyết", "Kế hoạch", "Quyết định", "thực hiện", "Căn cứ", "Ban Thường vụ", "quán triệt", "đơn vị", "cơ sở"):
        text = text.replace(words, words.replace(" ", "_"))
    return re.sub(r"(?<=\w)([.,;:)])(?=\s|$)", r" \1", re.sub(r"(?<=\w)/(?=\w)", " / ", text))


def wrapped(text: str, width: int, gap: str) -> str:
    """Break a sentence at the width of a page, at blanks and behind hyphens; breaks that it holds already stay."""
    return gap.join(fill(part, width, break_long_words=False, break_on_hyphens=True) for part in text.split("\n")).replace("\n", gap)


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
