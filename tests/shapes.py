"""Texts of one shape and any length: what a parser that is not linear would choke on."""

from __future__ import annotations

from collections.abc import Callable


def repeated(piece: str) -> Callable[[int], str]:
    """Texts of a wanted length made of one piece on one line."""
    return lambda size: piece * (size // len(piece))


def counted(piece: str) -> Callable[[int], str]:
    """Texts of a wanted length made of one piece that holds a running number; at most 999, as page numbers are."""
    return lambda size: "".join(piece.replace("#", str(i % 999 + 1)) for i in range(size // len(piece)))


def around(head: str, piece: str, tail: str = "") -> Callable[[int], str]:
    return lambda size: head + piece * (size // len(piece)) + tail


MARKED = "**a**\n**b**\n"
SHAPES: dict[str, Callable[[int], str]] = {
    "open quotes": repeated("“"),
    "titles left open": repeated("Nghị quyết số 1-NQ/TW về “a "),
    "titles in titles": counted("Nghị quyết số #-NQ/TW về “thực hiện Chỉ thị số #-CT/TW về “x”” "),
    "titles of a list": lambda size: counted("#-NQ/TW, ")(size // 2) + "về " + counted("“t#”, ")(size // 2),
    "digits": repeated("1"),
    "digits with dots": repeated("1.1"),
    "decimal label": repeated("1."),
    "digits with slashes": repeated("1/"),
    "digits with dashes": repeated("1-"),
    "brackets": repeated("("),
    "square brackets": around("Có 5% xã ", "[("),
    "an open bracket, then targets": around("Có 95% xã (", "chỉ tiêu "),
    "articles on one line": repeated("Điều 1. Điều 2. "),
    "type words": repeated("Nghị quyết số "),
    "numbers on one line": counted("Nghị quyết số #-NQ/TW, "),
    "numbers on many lines": counted("Nghị quyết số #-NQ/TW của Bộ Chính trị về x.\n"),
    "numbers without type words": counted("số #-KH/TU "),
    "laws on one line": repeated("Luật Đất đai, "),
    "laws and numbers": counted("Luật Đất đai và Nghị quyết số #-NQ/TW xx.\n"),
    "congresses": repeated("Nghị quyết Đại hội Đảng bộ tỉnh, "),
    "this resolution": repeated("Nghị quyết này "),
    "laws that one word covers": around("các Luật: ", "Đất đai năm 2013, "),
    "pinpoints": repeated("điểm a khoản 1, "),
    "pinpoints of decrees": counted("khoản 1, 2 Điều # Nghị định số #/2015/NĐ-CP, "),
    "aliases": counted("Kế hoạch số #-KH/TU (gọi tắt là Kế hoạch #), "),
    "aliases of aliases": lambda size: "".join(f"Kế hoạch {i} (gọi tắt là Kế hoạch {i + 1}), " for i in range(size // 43)),
    "one alias over and over": repeated("Kế hoạch số 1-KH/TU (gọi tắt là Kế hoạch), Kế hoạch, "),
    "taken up above": repeated("Nghị quyết số 1-NQ/TW, nghị quyết nêu trên, "),
    "short forms": counted("Chỉ thị số #-CT/TW. Chỉ thị # và "),
    "short forms in a list": around("các Nghị quyết ", "18, "),
    "terms of one plenum": around("Nghị quyết Trung ương 4 khóa XI", ", XII"),
    "plenums": repeated("Nghị quyết Trung ương 4, "),
    "amended laws": around("Luật sửa đổi, bổ sung một số điều của ", "Luật Đất đai, "),
    "amending laws": repeated("Luật sửa đổi, bổ sung một số điều của Luật Đất đai số 1/2013/QH13 và "),
    "laws with numbers": counted("các Luật: Khiếu nại số #/2011/QH13, Tố cáo số #/2018/QH14, "),
    "headings of documents": repeated("mục II phần B, "),
    "pinpoints behind": counted("Nghị định số #/2015/NĐ-CP (Điều 7, khoản 2), "),
    "acronyms": counted("Luật Đất đai (viết tắt là LĐĐ), LĐĐ # "),
    "quoted names": repeated("Đề án “A b c d”, "),
    "above": repeated("Nghị quyết số 1-NQ/TW. Nghị quyết trên, "),
    "proposals": repeated("xét đề nghị của Sở Nội vụ tại "),
    "units on both sides": repeated("5 hộ dân/7 hộ dân "),
    "dates of a form": around("Số xã: … xã\n", "ngày … tháng … năm … "),
    "bodies": repeated("của Đảng ủy Khối, "),
    "a long word": around("Đảng ủy ", "A"),
    "dotted words": repeated("Đảng ủy."),
    "tabs": around("a", "\t", "b"),
    "cells": repeated("a\t"),
    "rows, the last too short": around("", "a\tb\tc\td\te\tf\n", "a\tb"),
    "tabs before Markdown": around(MARKED, "\t", "#a"),
    "blanks in a Markdown row": around(MARKED + "| a", " ", "b |"),
    "pipes": around(MARKED, "| "),
    "stars": around(MARKED, "*"),
    "starred words": around(MARKED, "*a "),
    "backslashes": around(MARKED, "\\"),
    "slashes": repeated("/"),
    "percentages": repeated("5%; "),
    "percentages and words": repeated("5% và "),
    "sentences of one paragraph": repeated("Có 5% xã đạt. "),
    "sentences in an open bracket": around("Có 5% xã (a", ". Xã b"),
    "abbreviations": repeated("Có 5% xã TP. Xã TP. "),
    "verdicts of one paragraph": around("Có 5% xã", ": đạt do a"),
    "ratios": repeated("Đạt 5/57 chỉ tiêu, "),
    "targets": repeated("các chỉ tiêu "),
    "dots": around("Số xã: ", ".... % a "),
    "ellipses": repeated("a: …; "),
    "underscores": repeated("_"),
    "blanks on many lines": counted("#. Số xã đạt: … %\n"),
    "lettered labels": lambda size: counted("1. a#b\n")(size // 2) + counted("B. b#c\n")(size // 2),
    "labels": counted("#. x\n"),
    "equal labels": counted("1. x#\n"),
    "bullets": counted("- b # c\n"),
    "letterheads": counted("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nQUYẾT ĐỊNH\nvề #\n1. a\n"),
    "recipients": around("Nơi nhận:\n", "- Như trên a;\n- B c;\n"),
    "a signature without end": around("BÁO CÁO\nx\n1. a\nT/M BAN\n", "ABC D.\nEF GH.\n"),
    "equal lines": repeated("abcd ef\n"),
    "numbers alone on lines": repeated("1\n"),
    "page numbers": counted("- # -\n\fđầu trang\nmột dòng văn bản\n"),
    "running heads": counted("#\nĐầu trang #\nxyz kl\nxyz km\nk v m\nl m n\nm n o\nn o p\n"),
    "decomposed letters": repeated("e\u0301a "),
    "combining marks": around("e", "\u0301"),
    "invisible characters": repeated("\u200ba"),
    "blank lines": around("a\n", "\n", "b"),
}
