"""Throughput of `parse_text`: on the corpus, against length, and beside eyecite. Run by `make bench`.

Every figure is the best of several runs in one process; ratios are what matters, machines differ.
"""

from __future__ import annotations

import gc
import time
from collections.abc import Callable
from pathlib import Path

from qcdc_parse import parse_text

CORPUS = Path(__file__).parents[2] / "corpus" / "documents"
ROMANS = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")

OPINION = """The court of appeals affirmed. See Smith v. Jones, 410 U.S. 113, 120 (1973); accord Roe v. Doe,
93 F.3d 1123 (9th Cir. 1996). The statute, 42 U.S.C. § 1983, provides a remedy, and this court has so held in
Brown v. Green, 347 U.S. 483 (1954). Id. at 495. As explained in Smith, 410 U.S. at 121, the rule of 29 C.F.R. § 1910
governs where the parties have agreed. The district court relied upon Black v. White, 505 U.S. 833, 846 (1992), which
we decline to extend. The judgment rests on findings of fact that are not clearly erroneous, and the remaining
arguments, having been raised for the first time on appeal, are not properly before us. """


def best(run: Callable[[], object], times: int = 5) -> float:
    """Return the seconds of the fastest of several runs."""
    fastest = float("inf")
    for _ in range(times):
        gc.collect()
        start = time.perf_counter()
        run()
        fastest = min(fastest, time.perf_counter() - start)
    return fastest


def megabytes(text: str) -> float:
    """Return the size of a text in UTF-8."""
    return len(text.encode()) / 1e6


def long_report(size: int) -> str:
    """Return one report of about `size` bytes: a header, sections made of corpus paragraphs, a footer."""
    lines = [
        line
        for name in ("06-ket-luan-xay-dung-dang.txt", "16-cong-van-chan-chinh.txt")
        for line in (CORPUS / name).read_text("utf-8").splitlines()
        if len(line) > 120
    ]
    out = ["BÁO CÁO", "Kết quả công tác năm 2022", "-----"]
    total, section = 0, 0
    while total < size:
        heading = f"{ROMANS[section % 10]}. KẾT QUẢ THỰC HIỆN NHIỆM VỤ" if section % 8 == 0 else f"{section % 8}. Công tác tuyên truyền"
        block = [
            heading,
            lines[section % len(lines)],
            "- Ít nhất 95% chi bộ sinh hoạt đúng quy định. Đạt",
            lines[(section * 7) % len(lines)],
        ]
        out += block
        total += sum(len(line.encode()) + 1 for line in block)
        section += 1
    out += ["Nơi nhận:", "- Như trên,", "- Lưu Văn phòng.", "T/M BAN THƯỜNG VỤ", "PHÓ BÍ THƯ"]
    return "\n".join(out)


def main() -> None:
    """Print the table."""
    texts = [path.read_text("utf-8") for path in sorted(CORPUS.iterdir()) if path.suffix in {".txt", ".md"}]
    for text in texts:
        parse_text(text)
    seconds = best(lambda: [parse_text(text) for text in texts])
    size = sum(map(megabytes, texts))
    print(f"{'what':48} {'MB':>7} {'MB/s':>7}")
    print(f"{'parse_text, corpus (' + str(len(texts)) + ' short texts)':48} {size:7.3f} {size / seconds:7.2f}")
    rates = {}
    for name, wanted in (("20 KB", 20_000), ("200 KB", 200_000), ("2 MB", 2_000_000)):
        text = long_report(wanted)
        rates[name] = best(lambda text=text: parse_text(text), 9 if wanted < 100_000 else 3) / megabytes(text)
        print(f"{'parse_text, one report of ' + name:48} {megabytes(text):7.3f} {1 / rates[name]:7.2f}")
    print(f"seconds per MB, 2 MB against 20 KB: {rates['2 MB'] / rates['20 KB']:.2f} times")
    try:
        from eyecite import get_citations
    except ImportError:
        print("eyecite is not installed: pip install -e '.[bench]'")
        return
    opinion = OPINION * 30
    get_citations(opinion)
    seconds = best(lambda: get_citations(opinion), 3)
    print(f"{'eyecite.get_citations, English opinion':48} {megabytes(opinion):7.3f} {megabytes(opinion) / seconds:7.2f}")


if __name__ == "__main__":
    main()
