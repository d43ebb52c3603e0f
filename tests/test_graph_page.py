"""The page of a graph: its data and layout as values, and the page itself in Chromium, without a window and without a network."""

from __future__ import annotations

import datetime as dt
import importlib.util
import itertools
import json
import random
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import browsing
import pytest
from pagegraph import SHA, edge, evidence, large, node

from qcdc_parse.catalog import raw
from qcdc_parse.graph import page as page_package
from qcdc_parse.graph.models import Ended, OpenCitation
from qcdc_parse.graph.page.data import page_data
from qcdc_parse.graph.page.labels import families, labels
from qcdc_parse.graph.page.layout import CARD, layout
from qcdc_parse.graph.page.marking import marks
from qcdc_parse.graph.page.render import SCRIPTS, json_text, render
from qcdc_parse.span import Span

FOLDER = Path(page_package.__file__).parent
CT30, ND04, KH5 = "dang/tw/ct/1998-02-18/30", "nn/cp/nd/2015/4", "dang/hu@di-linh.lam-dong/kh/2020-03-04/5"
NQ18, BC9, FILE = "dang/tw/nq/2017-10-25/18", "dang/xa@tan-ha.di-linh.lam-dong/bc/2021-06-01/9", "file:bao-cao.docx"
CONGRESS = "dang/dh/nq/khoa-xiii"
HOSTILE = "</script><script>window.hurt=1</script><img src=x onerror=\"window.hurt=2\">'\"&amp;<!-- {{7*7}} ${1} \u2028\u202e\ud800\x07 =cmd|' /C calc'!A0"
SENTENCE = "Thực hiện Chỉ thị số 30-CT/TW ngày 18/02/1998 của Bộ Chính trị, Huyện ủy xây dựng Kế hoạch như sau."


def graph() -> tuple[list[Any], list[Any], list[Any]]:
    """Six documents: an ended one, one only cited, one that may be meant, one with a hostile title, one without identity."""
    files = (("kh-05.pdf", SHA), ("copy of kh-05.docx", "b" * 64))
    nodes = [
        node(CT30, "cited", number="30-CT/TW", doc_type="Chỉ thị", title="Xây dựng và thực hiện Quy chế dân chủ ở cơ sở", issuer="Bộ Chính trị", term="VIII", citing=2),
        node(ND04, number="04/2015/NĐ-CP", doc_type="Nghị định", title="Về thực hiện dân chủ trong hoạt động của cơ quan hành chính", issuer="Chính phủ", citing=1,
             ended=(Ended("replaced", "nn/cp/nd/2023/59", dt.date(2023, 8, 14), "catalogue"), Ended("repealed", CT30, None, "kh-05.pdf"))),
        node(KH5, files=files, number="5-KH/HU", doc_type="Kế hoạch", title="Đẩy mạnh công tác dân vận", issuer="HUYỆN ỦY DI LINH", cited=2),
        node(NQ18, "candidate", number="18-NQ/TW", doc_type="Nghị quyết"),
        node(BC9, number="9-BC/XA", doc_type="Báo cáo", title=HOSTILE, issuer=HOSTILE, files=((HOSTILE, "c" * 64),), cited=1),
        node(FILE, files=(("bao-cao.docx", "d" * 64),), title=None, level=None),
    ]  # fmt: skip
    edges = [
        edge(
            KH5,
            CT30,
            evidence(SENTENCE, "Chỉ thị số 30-CT/TW"),
            evidence(f"Căn cứ {SENTENCE}", "Chỉ thị số 30-CT/TW", "based_on", page=None, paragraph=4),
        ),
        edge(KH5, ND04, evidence("Căn cứ Nghị định số 04/2015/NĐ-CP.", "Nghị định số 04/2015/NĐ-CP", "based_on", confidence="M")),
        edge(KH5, NQ18, evidence("Quán triệt Nghị quyết 18.", "Nghị quyết 18", "disseminates", confidence="L"), status="candidate"),
        edge(BC9, CT30, evidence(f"{HOSTILE} sơ kết Chỉ thị 30 {HOSTILE}", "Chỉ thị 30", "reviews", document=HOSTILE, rule="numbered.<b>")),
    ]
    opened = [
        OpenCitation(
            KH5, (NQ18, "dang/tw/nq/khoa-xi/18"), None, evidence("Theo Nghị quyết 18, các đơn vị báo cáo.", "Nghị quyết 18", "based_on")
        ),
        OpenCitation(KH5, (), None, evidence("Theo Quyết định 99, các đơn vị báo cáo.", "Quyết định 99", "based_on")),
        OpenCitation(None, (), CT30, evidence("Kế hoạch thực hiện Chỉ thị 30.", "Chỉ thị 30")),
    ]
    return nodes, edges, opened


LINKS = {("kh-05.pdf", SHA): "../t%E1%BB%87p/kh-05.pdf"}


# ------------------------------------------------------------------------------------------------------------------- values


def test_layout_leaves_every_document_room_and_does_not_depend_on_the_order() -> None:
    nodes = large(700, 10)[0]
    placed = layout(nodes)
    shuffled = random.Random(3).sample(nodes, len(nodes))
    assert layout(shuffled) == placed
    boxes = sorted(placed.places.values())
    assert len(boxes) == len(nodes)
    for (x, y), (u, v) in itertools.combinations(boxes, 2):
        assert abs(x - u) >= CARD[0] + 10 or abs(y - v) >= CARD[1] + 10
    whole = placed.columns[-1].right / placed.lanes[-1].bottom
    assert 1.2 < whole < 3


def test_layout_puts_documents_into_their_lane_and_year_the_undated_at_the_left() -> None:
    nodes = [*large(900, 10)[0], *graph()[0]]
    placed = layout(nodes)
    assert [lane.level for lane in placed.lanes] == ["central", "province", "district", "grassroots", None]
    years = [column.year for column in placed.columns]
    assert years[0] is None
    assert years[1:] == sorted({n.year for n in nodes if n.year is not None})
    lanes, columns = {lane.level: lane for lane in placed.lanes}, {column.year: column for column in placed.columns}
    for each in nodes:
        x, y = placed.places[each.key]
        assert columns[each.year].left < x - CARD[0] // 2
        assert x + CARD[0] // 2 < columns[each.year].right
        assert lanes[each.level].top < y - CARD[1] // 2
        assert y + CARD[1] // 2 < lanes[each.level].bottom


def test_one_cell_with_very_many_documents_is_laid_out_like_a_screen() -> None:
    placed = layout([node(f"dang/tw/nq/2020-01-01/{n}") for n in range(1, 1500)])
    assert 1.2 < placed.columns[-1].right / placed.lanes[-1].bottom < 3


def test_few_documents_of_many_years_fill_the_screen_too() -> None:
    placed = layout([node(f"dang/{body}/nq/{year}-01-01/1") for body in ("tw", "tu@lam-dong") for year in range(2001, 2021)])
    assert len({y for _, y in placed.places.values()}) == 2
    assert placed.columns[-1].right / placed.lanes[-1].bottom < 9


def test_a_mention_is_marked_where_it_stands() -> None:
    twice = "𝔄 Nghị quyết số 1 và Nghị quyết số 10, rồi Nghị quyết số 1."
    first, last = twice.index("Nghị"), twice.rindex("Nghị")
    proofs = [evidence(twice, "Nghị quyết số 1", span=Span(start=100 + at, end=115 + at)) for at in (first, last)]
    found = marks(proofs)
    assert [found[proof] for proof in proofs] == [((3, 18),), ((last + 1, last + 16),)], "in UTF-16 units, each its own"
    assert marks(proofs[:1])[proofs[0]] == ((3, 18), (last + 1, last + 16)), "which of two is not known: both"
    assert marks([evidence(twice, "Chỉ thị 5")]) == {evidence(twice, "Chỉ thị 5"): ()}


def test_texts_that_several_mentions_share_stand_once() -> None:
    nodes, edges, _ = large(50, 120)
    same = [edge(e.source, e.target, *(p._replace(quotation=SENTENCE) for p in e.evidence)) for e in edges]
    assert page_data(nodes, same)["texts"] == [SENTENCE]


@pytest.mark.parametrize(
    "link", ["javascript:alert(1)", "JavaScript:alert(1)", "java\nscript:alert(1)", "//evil.example/x", "\\\\evil\\x", "/\\evil/x", "https://evil.example/x", "data:text/html,x", " a.pdf", ""]
)  # fmt: skip
def test_a_link_is_a_relative_url(link: str) -> None:
    with pytest.raises(ValueError, match="no relative URL"):
        page_data(*graph(), {("kh-05.pdf", SHA): link})


@pytest.mark.parametrize("link", ["a.pdf", "../a%20b.pdf", "./c:d.pdf", "x/y?z=1:2", "v%C4%83n-b%E1%BA%A3n.pdf#page=2"])
def test_relative_links_stay_as_they_are(link: str) -> None:
    assert ["kh-05.pdf", SHA, link] in page_data(*graph(), {("kh-05.pdf", SHA): link})["files"]


def test_no_text_gets_out_of_the_data() -> None:
    text = json_text([HOSTILE, *map(chr, range(0x20)), "\u2029\ufeff\uffff"])
    assert not re.search("[<>&\u2028-\u202e\ud800-\udfff\x00-\x1f]", text)
    assert json.loads(text)[0] == HOSTILE
    html = render(page_data(*graph()))
    html.encode("utf-8")
    assert html.lower().count("<script") == html.lower().count("</script") == 3


def test_our_own_files_do_not_end_their_elements() -> None:
    for file in (*FOLDER.glob("scripts/*.js"), *FOLDER.glob("vendor/*.js"), FOLDER / "page.css"):
        text = file.read_text("utf-8")
        assert not re.search(r"</(script|style)|<!--|\r|\0", text, re.IGNORECASE), file.name
    assert {file.stem for file in FOLDER.glob("scripts/*.js")} == set(SCRIPTS)


def test_our_scripts_read_no_text_as_markup_and_load_nothing() -> None:
    for file in FOLDER.glob("scripts/*.js"):
        text = file.read_text("utf-8")
        assert not re.search(r"innerHTML|outerHTML|insertAdjacent|document\.write|eval\(|new Function|fetch\(|XMLHttp|import\(", text), (
            file.name
        )
        assert text.count("\n") < 250, file.name


def test_the_library_stands_with_its_licence() -> None:
    licence = (FOLDER / "vendor/cytoscape.LICENSE.txt").read_text("utf-8")
    assert "Permission is hereby granted, free of charge" in licence
    assert "The Cytoscape Consortium" in (FOLDER / "vendor/cytoscape.min.js").read_text("utf-8")[:200]


def test_every_word_stands_in_both_languages_and_is_used() -> None:
    vi, en = labels()["vi"], labels()["en"]
    assert list(labels()) == ["vi", "en"]
    assert vi.keys() == en.keys()
    assert all(value.strip() for value in (*vi.values(), *en.values()))
    holes = {name: [set(re.findall(r"\{\w+\}", words[name])) for words in (vi, en)] for name in vi}
    assert all(a == b for a, b in holes.values())
    used = "\n".join(file.read_text("utf-8") for file in (*FOLDER.glob("scripts/*.js"), FOLDER / "page.html.j2"))
    stems = set(re.findall(r"[`\"'](\w+_)(?:\$\{|\{\{|\" ~)", used))
    unused = {name for name in vi if not re.search(rf"[\"'`.(]{name}\b", used) and not any(name.startswith(stem) for stem in stems)}
    assert unused == set()


def test_every_relation_is_in_one_family_that_has_a_look() -> None:
    listed = tomllib.loads((FOLDER / "page.toml").read_text("utf-8"))["family"]
    names = [name for members in listed.values() for name in members]
    assert sorted(names) == sorted(entry["name"] for entry in raw("graph")["relation"])
    look = (FOLDER / "scripts/look.js").read_text("utf-8")
    for family in set(families().values()):
        assert re.search(rf"^  {family}: {{ colour: \"--{family}\"", look, re.MULTILINE)
        assert f"family_{family}" in labels()["vi"]


def luminance(colour: str) -> float:
    digits = colour.lstrip("#") if len(colour) > 4 else "".join(2 * c for c in colour[1:])
    parts = [int(digits[n : n + 2], 16) / 255 for n in (0, 2, 4)]
    r, g, b = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


def contrast(a: str, b: str) -> float:
    light, dark = sorted((luminance(a), luminance(b)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_colours_can_be_read_in_both_themes() -> None:
    """WCAG 2.2 AA: 4.5 for text, 3 for what lines and controls are told by."""
    css = (FOLDER / "page.css").read_text("utf-8")
    blocks = re.findall(r":root[^{]*\{([^}]*--ground[^}]*)\}", css)
    assert len(blocks) == 3
    themes = [dict(re.findall(r"--([\w-]+): (#\w+)", block)) for block in blocks]
    assert themes[1] == themes[2], "dark by choice and dark by the system are one theme"
    for theme in themes[:2]:
        texts = [("text", g) for g in ("ground", "surface", "card", "held", "hover")] + [
            ("text-soft", "ground"),
            ("text-soft", "surface"),
            ("accent", "surface"),
        ]
        texts += [("on-accent", "accent"), ("on-mark", "mark"), ("ends", "surface"), ("text-soft", "hover"), ("accent", "hover")]
        for a, b in texts:
            assert contrast(theme[a], theme[b]) >= 4.5, (a, b)
        for line in (*dict.fromkeys(families().values()), "field", "card-border", "held-border", "accent"):
            assert contrast(theme[line], theme["ground"]) >= 3, line
            assert contrast(theme[line], theme["surface"]) >= 3, line


# ------------------------------------------------------------------------------------------------------------------- browser


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    if importlib.util.find_spec("playwright") is None:
        pytest.skip("Playwright is not installed")
    if browsing.PROGRAM is None:
        pytest.skip("Chromium is not on this machine")
    with browsing.chromium() as started:
        yield started


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("page") / "đồ thị #1.html"
    file.write_text(render(page_data(*graph(), LINKS)), encoding="utf-8")
    return file


@pytest.fixture(scope="module")
def window(browser: Any) -> tuple[Any, list[str]]:
    """One page for all tests, and what it says on the console or asks for, but itself."""
    page = browser.new_context(reduced_motion="reduce").new_page()
    trouble: list[str] = []
    page.on("console", lambda message: trouble.append(f"{message.type}: {message.text}"))
    page.on("pageerror", lambda error: trouble.append(str(error)))
    page.on("request", lambda request: None if request.url.split("#")[0] == page.url.split("#")[0] else trouble.append(request.url))
    return page, trouble


@pytest.fixture
def page(window: tuple[Any, list[str]], path: Path) -> Iterator[Any]:
    """The page, opened from disk; it may say nothing on the console and ask for nothing but itself."""
    page, trouble = window
    page.set_viewport_size({"width": 1280, "height": 800})
    page.emulate_media(color_scheme="light")
    page.goto("about:blank")
    page.goto(path.as_uri())
    trouble.clear()
    page.evaluate("localStorage.clear()")
    page.reload()
    yield page
    assert page.evaluate("window.hurt") is None
    assert trouble == []


def find(page: Any, words: str) -> list[str]:
    page.fill("#search", words)
    return [option.get_attribute("data-key") for option in page.locator("#results [role=option]").all()]


def shown(page: Any) -> tuple[int, ...]:
    return tuple(int(n) for n in re.findall(r"\d+", page.inner_text("#shown")))


def test_it_opens_and_says_what_it_shows(page: Any) -> None:
    assert page.title() == "Đồ thị viện dẫn văn bản"
    assert shown(page) == (6, 6, 3, 3, 1, 1)
    assert page.locator("#graph canvas").count() >= 1
    assert page.get_attribute("html", "lang") == "vi"
    top, left = (
        page.evaluate("""() => { const canvas = document.querySelector("#lanes"); const [width, height] = [canvas.width, canvas.height];
        const pixels = new Uint32Array(canvas.getContext("2d").getImageData(0, 0, width, height).data.buffer);
        const colours = (inside) => new Set(pixels.filter((_, n) => inside(n % width, Math.floor(n / width)))).size;
        return [colours((x, y) => y < 24), colours((x, y) => x < 120 && y > 40)]; }""")
    )
    assert top > 50, "years stand at the top"
    assert left > 50, "levels stand at the left"


SEARCHES = {
    CT30: (
        "chi thi 30",
        "30ct/tw",
        "30 ct tw",
        "CHỈ THỊ 30",
        "30 thi chi",
        "quy che dan chu",
        "Chỉ thị 30-CT/TW",
        "18 02 1998",
        "chi thi 030",
    ),
    ND04: ("nghi dinh 04 2015", "4/2015/nđ-cp", "Nghị định số 04/2015/NĐ-CP", "nd cp 4", "04 2015"),
    KH5: ("day manh dan van", "di linh ke hoach", "Đẩy mạnh", "kh-05.pdf"),
    FILE: ("bao-cao.docx",),
}


def test_search_finds_it_first(page: Any) -> None:
    for key, queries in SEARCHES.items():
        for words in queries:
            assert find(page, words)[0] == key, words


def test_search_finds_nothing_where_a_word_is_missing(page: Any) -> None:
    assert find(page, "chi thi 31") == []
    assert "Không tìm thấy" in page.inner_text("#results")
    assert find(page, " - / ") == []
    assert page.locator("#results").is_hidden()


def test_search_by_keyboard_chooses_and_centres(page: Any) -> None:
    find(page, "dan")
    assert page.get_attribute("#search", "aria-expanded") == "true"
    assert page.get_attribute("#search", "aria-activedescendant") == "result-0"
    page.keyboard.press("ArrowDown")
    assert page.get_attribute("#search", "aria-activedescendant") == "result-1"
    key = page.get_attribute("#result-1", "data-key")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    assert page.locator("#results").is_hidden()
    assert page.evaluate("decodeURIComponent(location.hash)") == f"#key={key}"
    assert page.locator("#panel h2").is_visible()


def test_the_panel_tells_all_of_a_document(page: Any, path: Path) -> None:
    page.goto(f"{path.as_uri()}#key={KH5}")
    panel = page.locator("#panel")
    text = panel.inner_text()
    for words in (
        "Kế hoạch 5-KH/HU",
        "Đẩy mạnh công tác dân vận",
        "HUYỆN ỦY DI LINH",
        "04/03/2020",
        "Cấp huyện, khối",
        KH5,
        "Có trong hồ sơ",
        "Viện dẫn đến (3)",
        "Được viện dẫn bởi (0)",
    ):
        assert words in text
    assert "Viện dẫn chưa xác định (2)" in text
    assert "Theo Quyết định 99" in text
    assert "dang/tw/nq/khoa-xi/18" in text, "a candidate that is no document of the graph is named"
    links = [a.get_attribute("href") for a in panel.locator("dl a").all()]
    assert links == ["../t%E1%BB%87p/kh-05.pdf"], "a file without a link is plain text"
    assert "copy of kh-05.docx" in text
    held = panel.locator("details.citation", has_text="Chỉ thị 30-CT/TW")
    held.locator("summary").click()
    assert held.locator("mark").all_inner_texts() == ["Chỉ thị số 30-CT/TW"] * 2
    assert held.locator("blockquote").first.inner_text() == SENTENCE
    assert [a.get_attribute("href") for a in held.locator("a").all()] == ["../t%E1%BB%87p/kh-05.pdf#page=2", "../t%E1%BB%87p/kh-05.pdf"]
    for words in ("thực hiện", "căn cứ", "mục I/1", "đoạn 4", "Chắc chắn", "numbered.party"):
        assert words in held.inner_text()


def test_an_ended_document_says_by_what(page: Any, path: Path) -> None:
    page.goto(f"{path.as_uri()}#key={ND04}")
    text = page.inner_text("#panel")
    assert "⊘ Đã bị thay thế" in text
    assert re.search(r"Bị thay thế bởi\s+nn/cp/nd/2023/59 14/08/2023 \(theo danh mục", text)
    assert re.search(r"Bị bãi bỏ bởi\s+Chỉ thị 30-CT/TW 18/02/1998 \(theo kh-05\.pdf\)", text)


def test_mentions_that_are_open_stand_with_what_they_may_mean(page: Any, path: Path) -> None:
    page.goto(f"{path.as_uri()}#key={NQ18}")
    text = page.inner_text("#panel")
    assert "Có thể được nói đến" in text
    assert "Nơi có thể nói đến văn bản này (1)" in text
    page.goto(f"{path.as_uri()}#key={CT30}")
    assert "Nằm trong tên của một văn bản chưa xác định" in page.inner_text("#panel")


def test_documents_of_one_name_are_told_apart_by_their_dates(browser: Any, tmp_path: Path) -> None:
    twins = [
        node(f"dang/tu@lam-dong/kh/{day}/15", "candidate", number="15-KH/TU", doc_type="Kế hoạch") for day in ("2016-08-22", "2021-05-17")
    ]
    office = node("nn/snv@lam-dong/bc/2021-06-01/5", number="5/BC-SNV", doc_type="Báo cáo", issuer="SỞ NỘI VỤ")
    named = node("dang/tu@lam-dong/bc/2021-06-01/6", number="6-BC/TU", doc_type="Báo cáo", issuer="TỈNH ỦY LÂM ĐỒNG")
    proof = evidence("Theo Kế hoạch 15-KH/TU.", "Kế hoạch 15-KH/TU")
    opened = [OpenCitation(office.key, tuple(twin.key for twin in twins), None, proof)]
    data = page_data([named, *twins, office], [edge(office.key, named.key, proof)], opened)
    (tmp_path / "x.html").write_text(render(data), encoding="utf-8")
    page = browser.new_page()
    page.goto(f"{(tmp_path / 'x.html').as_uri()}#key={office.key}")
    listed = page.locator("#panel .candidates li").all_inner_texts()
    assert listed == ["Kế hoạch 15-KH/TU 22/08/2016", "Kế hoạch 15-KH/TU 17/05/2021"]
    assert "Báo cáo 6-BC/TU 01/06/2021" in page.locator("#panel .cited summary").inner_text()
    page.click("[data-view=nodes]")
    issuers = {row.locator("th button").inner_text(): row.locator("td").nth(1).inner_text() for row in page.locator("tbody tr").all()}
    assert issuers["Báo cáo 5/BC-SNV"] == "SỞ NỘI VỤ snv@lam-dong", "every province has one"
    assert issuers["Báo cáo 6-BC/TU"] == "TỈNH ỦY LÂM ĐỒNG"
    page.close()


def test_words_on_cards_have_room(browser: Any, tmp_path: Path) -> None:
    numbers = ("890/UBND-NC", "118/TTr-SNV", "WWWWWWWW/WWWWWWWWWWWW-WWWWWWW", "5-KH", "1/QĐ")
    nodes = [node(f"nn/ubnd@lam-dong/vb/2021-06-0{n}/5", number=number, title="M" * 40) for n, number in enumerate(numbers, 1)]
    (tmp_path / "x.html").write_text(
        render(page_data(nodes, [])).replace("return drawn;", "window.drawing = cy; return drawn;", 1), encoding="utf-8"
    )
    page = browser.new_page(bypass_csp=True)
    page.goto((tmp_path / "x.html").as_uri())
    for brief in (True, False):
        widths = page.evaluate(
            """(brief) => { const cy = window.drawing; cy.elements().toggleClass("brief", brief);
            return cy.nodes().map((node) => { const { w } = node.boundingBox({ includeNodes: false, includeOverlays: false }); return w; }); }""",
            brief,
        )
        assert len(widths) == len(numbers)
        assert max(widths) <= CARD[0] + 1
    page.close()


@pytest.mark.parametrize("width", [1366, 1600])
def test_sentences_of_the_table_can_be_read_beside_the_panel(page: Any, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 768})
    page.click("[data-view=edges]")
    page.locator("#view-edges tbody th button").first.click()
    held, seen = page.evaluate(
        "(({ scrollWidth, clientWidth }) => [scrollWidth, clientWidth])(document.querySelector('#view-edges .scroll'))"
    )
    assert held == seen


def test_lines_are_counted_by_the_relation_that_leads_the_unsure_apart(page: Any) -> None:
    counts = {
        box.get_attribute("data-value"): box.locator("xpath=..").locator(".number").inner_text()
        for box in page.locator("[data-facet=relation]").all()
    }
    assert counts == {"implements": "1", "based_on": "1", "reviews": "1", "disseminates": "0 + 1?"}


def place_of(page: Any, key: str) -> tuple[float, float]:
    """Where a document stands on the screen, chosen and brought to the middle by its address."""
    page.evaluate("key => { location.hash = '#key=' + encodeURIComponent(key); }", key)
    page.wait_for_function(
        "key => document.querySelector('#panel h2') && document.querySelector('#panel dl').textContent.includes(key)", arg=key
    )
    page.wait_for_timeout(60)
    box = page.locator("#graph").bounding_box()
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def test_click_on_a_document_and_beside_it(page: Any) -> None:
    x, y = place_of(page, ND04)
    page.mouse.click(x + 60, y + 120)
    assert page.locator("#panel").is_hidden()
    assert page.evaluate("location.hash") == ""
    box = page.locator("#graph").bounding_box()
    page.mouse.click(x, y)
    assert box["width"] > 0
    assert "Nghị định 04/2015/NĐ-CP" in page.inner_text("#panel h2")


def test_click_on_a_line_shows_its_evidence(page: Any, path: Path) -> None:
    page.goto(f"{path.as_uri()}#from={KH5}&to={CT30}")
    page.wait_for_timeout(60)
    assert page.inner_text("#panel h2") == "thực hiện; căn cứ"
    assert page.locator("#panel mark").all_inner_texts() == ["Chỉ thị số 30-CT/TW"] * 2
    box = page.locator("#graph").bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.click("#panel .close")
    page.wait_for_timeout(60)
    for off in itertools.chain.from_iterable((n, -n) for n in range(0, 60, 2)):
        page.mouse.move(x, y + off)
        page.wait_for_timeout(20)
        if page.locator("#tip").is_visible():
            break
    assert "Kế hoạch 5-KH/HU → Chỉ thị 30-CT/TW" in page.inner_text("#tip")
    page.mouse.click(x, y + off)
    assert page.inner_text("#panel h2") == "thực hiện; căn cứ"


def test_a_line_that_is_not_sure_says_so(page: Any, path: Path) -> None:
    page.goto(f"{path.as_uri()}#from={KH5}&to={NQ18}")
    text = page.inner_text("#panel")
    assert "? Chưa chắc chắn: viện dẫn có thể nói đến văn bản khác" in text
    assert "một trong nhiều văn bản có thể được nói đến" in text


def test_filters(page: Any) -> None:
    page.uncheck("[data-facet=status][data-value=candidate]")
    assert shown(page) == (5, 6, 3, 3, 0, 1)
    page.uncheck("[data-facet=force][data-value=replaced]")
    assert shown(page) == (4, 6, 2, 3, 0, 1)
    page.click("#reset")
    assert shown(page) == (6, 6, 3, 3, 1, 1)
    page.uncheck("[data-facet=relation][data-value=based_on]")
    assert shown(page) == (6, 6, 2, 3, 1, 1), "a line stays while one of its relations does"
    page.check("#flag-lonely")
    assert shown(page) == (4, 6, 2, 3, 1, 1)
    page.click("#reset")
    page.fill("#year-from", "2015")
    page.fill("#year-to", "2020")
    assert shown(page) == (4, 6, 1, 3, 1, 1)
    page.uncheck("#flag-undated")
    assert shown(page) == (3, 6, 1, 3, 1, 1)
    page.click("#reset")
    page.uncheck("[data-facet=level][data-value=central]")
    assert shown(page)[0] == 3
    page.click("#reset")
    page.check("#flag-sure")
    assert shown(page) == (6, 6, 3, 3, 0, 1)
    page.click("#reset")
    page.locator("details", has_text="Cơ quan ban hành").locator("summary").click()
    page.uncheck('[data-facet=body][data-value="hu@di-linh.lam-dong"]')
    assert shown(page) == (5, 6, 1, 3, 0, 1)


def test_a_document_that_filters_hide_is_shown_when_it_is_chosen(page: Any) -> None:
    page.uncheck("[data-facet=status][data-value=cited]")
    assert shown(page)[0] == 5
    find(page, "chi thi 30")
    assert "đang bị bộ lọc ẩn" in page.inner_text("#results")
    page.keyboard.press("Enter")
    assert shown(page)[0] == 6
    page.keyboard.press("Escape")
    page.click("#panel .close")
    assert shown(page)[0] == 5


def test_choosing_what_is_not_near_shows_everything_again(page: Any, path: Path) -> None:
    page.goto(f"{path.as_uri()}#key={BC9}")
    page.click("#near-only")
    find(page, "nghi dinh 04")
    page.keyboard.press("Enter")
    assert shown(page) == (6, 6, 3, 3, 1, 1)
    assert page.locator("#near-note").is_hidden()


def test_what_is_near_is_laid_out_without_overlaps(page: Any) -> None:
    """Run where the page's own scripts are not reached: the same file with data of its own."""
    data = page_data(*large(400, 10))
    script = (FOLDER / "scripts/compact.js").read_text("utf-8")
    places = page.evaluate(
        f"""(DATA) => {{ {script}
        const nodes = DATA.nodes.filter((_, n) => n % 3).map((row) => ({{ x: row.at(-2), y: row.at(-1), level: row[12], year: row[9] }}));
        const {{ places, lanes, columns }} = compact(nodes, 1.6);
        return [[...places].map(([node, {{ x, y }}]) => [x, y, node.level, node.year]), lanes, columns]; }}""",
        data,
    )
    boxes, lanes, columns = places
    assert len(boxes) == sum(n % 3 > 0 for n in range(400))
    for (x, y, *_), (u, v, *_) in itertools.combinations(boxes, 2):
        assert abs(x - u) >= CARD[0] + 10 or abs(y - v) >= CARD[1] + 10
    for x, y, level, year in boxes:
        assert any(name == level and top < y < bottom for name, top, bottom in lanes)
        assert any(name == year and left < x < right for name, left, right in columns)
    assert columns[-1][2] < data["columns"][-1][2]


def test_only_what_is_near(page: Any, path: Path) -> None:
    page.goto(f"{path.as_uri()}#key={BC9}")
    page.click("#near-only")
    assert shown(page) == (2, 6, 1, 3, 0, 1)
    page.select_option("#near-steps", "2")
    assert shown(page) == (3, 6, 2, 3, 0, 1)
    page.select_option("#near-steps", "3")
    assert shown(page) == (5, 6, 3, 3, 1, 1)
    page.click("#near-off")
    assert shown(page) == (6, 6, 3, 3, 1, 1)


def test_tables_hold_the_same_and_sort(page: Any) -> None:
    page.click("[data-view=nodes]")
    table = page.locator("#view-nodes table")
    assert "Văn bản. Dòng 1–6 trong 6" in table.locator("caption").inner_text()
    assert table.locator("tbody tr").count() == 6
    assert table.locator("thead th[scope=col]").count() == table.locator("thead th").count()
    assert table.locator("tbody th[scope=row]").count() == 6
    page.locator("#view-nodes thead button", has_text="Số văn bản viện dẫn").click()
    sorted_ = page.locator("#view-nodes thead th[aria-sort=descending]")
    assert "Số văn bản viện dẫn" in sorted_.inner_text()
    assert "Chỉ thị 30-CT/TW" in table.locator("tbody tr").first.inner_text()
    page.keyboard.press("Enter")
    assert page.locator("#view-nodes thead th[aria-sort=ascending]").count() == 1, "focus stays on the heading"
    page.uncheck("[data-facet=status][data-value=cited]")
    assert table.locator("tbody tr").count() == 5
    page.click("[data-view=edges]")
    assert page.locator("#view-edges tbody tr").count() == 2
    page.locator("#view-edges tbody th button").first.click()
    assert page.locator("#panel blockquote").count() >= 1


def test_language_and_theme(page: Any) -> None:
    page.click("#language")
    assert page.get_attribute("html", "lang") == "en"
    assert page.title() == "Graph of citations"
    assert "6 of 6 documents, 3 of 3 citations shown, 1 of 1 unsure" in page.inner_text("#shown")
    for words in ("implements", "District, bloc", "Only cited"):
        assert words in page.inner_text("#filters")
    assert page.get_attribute("#search", "placeholder") == "Search by number or title"
    ground = "getComputedStyle(document.body).backgroundColor"
    light = page.evaluate(ground)
    page.click("#theme")
    assert page.evaluate(ground) != light
    page.reload()
    assert page.get_attribute("html", "lang") == "en", "the choice is kept where the browser keeps things for files"
    page.click("#language")
    page.click("#theme")
    assert page.evaluate(ground) == light


def test_a_dark_system_gives_a_dark_page(page: Any) -> None:
    light = page.evaluate("getComputedStyle(document.body).backgroundColor")
    page.emulate_media(color_scheme="dark")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") != light
    assert page.inner_text("#theme") == "Nền sáng"


def test_everything_by_keyboard(page: Any) -> None:
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.id") == "graph"
    page.keyboard.press("ArrowRight")
    first = page.inner_text("#panel h2")
    page.keyboard.press("ArrowRight")
    assert page.inner_text("#panel h2") != first
    assert page.inner_text("#said").startswith("Đã chọn")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.tagName") == "H2"
    page.keyboard.press("Escape")
    assert page.locator("#panel").is_hidden()
    assert page.evaluate("document.activeElement.id") == "graph"
    for key in ("+", "-", "0"):
        page.keyboard.press(key)


def test_every_control_has_a_name(page: Any, path: Path) -> None:
    page.goto(f"{path.as_uri()}#key={KH5}")
    page.click("[data-view=nodes]")
    unnamed = page.evaluate("""() => [...document.querySelectorAll("button, input, select, summary, a[href], [tabindex='0']")].filter((each) =>
        !(each.textContent.trim() || each.getAttribute("aria-label") || each.labels?.length)).map((each) => each.outerHTML)""")
    assert unnamed == []
    assert page.locator("[aria-pressed]:not(button), [aria-expanded]:not(button, input)").count() == 0
    levels = [int(each[1]) for each in page.evaluate("[...document.querySelectorAll('h1, h2, h3, h4')].map((each) => each.tagName)")]
    assert levels[0] == 1
    assert all(b - a <= 1 for a, b in itertools.pairwise(levels))
    ids = page.evaluate("[...document.querySelectorAll('[id]')].map((each) => each.id)")
    assert len(ids) == len(set(ids))


def test_hostile_texts_are_texts(page: Any, path: Path) -> None:
    page.goto(f"{path.as_uri()}#key={BC9}")
    title = page.locator("#panel .title bdi").evaluate("each => each.textContent")
    assert title == HOSTILE.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace") or "\ud800" in title or "�" in title
    assert "<img src=x onerror=" in title
    page.locator("#panel details.citation summary").click()
    page.locator("#panel mark").first.wait_for()
    assert page.locator("#panel mark").all_inner_texts() == ["Chỉ thị 30"]
    find(page, "onerror")
    for view in ("nodes", "edges"):
        page.click(f"[data-view={view}]")
        assert "<img src=x onerror=" in page.inner_text(f"#view-{view}")
    assert page.locator("img, iframe, object, script:not([type]):nth-of-type(n+4)").count() == 0


def test_the_policy_bars_what_is_put_in(browser: Any, path: Path) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.goto(path.as_uri())
    page.evaluate("""() => { window.barred = []; document.addEventListener("securitypolicyviolation", (event) => barred.push(event.effectiveDirective));
        const script = document.createElement("script"); script.append("window.hurt = 3"); document.body.append(script);
        const style = document.createElement("style"); style.append("body { color: red }"); document.body.append(style);
        const image = document.createElement("img"); image.src = "data:image/gif;base64,R0lGODlhAQABAAAAACwAAAAAAQABAAA="; document.body.append(image);
        const frame = document.createElement("iframe"); frame.src = "data:text/html,x"; document.body.append(frame);
        fetch("data:text/plain,x").catch(() => {});
        try { document.body.innerHTML += "<b>x</b>"; window.hurt = 5; } catch {} }""")
    page.wait_for_timeout(200)
    assert page.evaluate("window.hurt") is None
    assert "unsafe" not in page.get_attribute("meta[http-equiv]", "content")
    assert set(page.evaluate("barred")) >= {
        "style-src-elem",
        "img-src",
        "frame-src",
        "connect-src",
        "require-trusted-types-for",
    }
    context.close()


def test_addresses_of_what_is_not_there_say_so(page: Any, path: Path) -> None:
    for address in ("#key=nn/cp/nd/1999/1", "#key=%E0%A4%A", "#from=a&to=b", "#constructor", "#key=__proto__"):
        page.goto(path.as_uri() + address)
        assert page.locator("#panel").is_hidden()
    assert "__proto__" in page.inner_text("#said")
    page.goto(path.as_uri() + f"#key={KH5}")
    page.goto(path.as_uri() + f"#key={CT30}")
    page.go_back()
    assert "5-KH/HU" in page.inner_text("#panel h2")


def test_names_of_files_that_are_no_text_can_be_chosen(window: tuple[Any, list[str]], tmp_path: Path) -> None:
    page, trouble = window
    keys = ["file:a+b &c=%41#d.pdf", "file:\udce1.pdf", "nn/constructor/nd/2015/4", "file:" + "x" * 3000]
    congress = node(CONGRESS, "cited", doc_type="Nghị quyết", title="Nghị quyết Đại hội XIII")
    file = tmp_path / "names.html"
    nodes = [congress, *(node(key, level=None, title="\u202eabc", number="1" * 500) for key in keys)]
    file.write_text(render(page_data(nodes, [])), encoding="utf-8")
    page.goto(file.as_uri())
    trouble.clear()
    find(page, "constructor")
    page.keyboard.press("Enter")
    find(page, "b c 41 d")
    page.keyboard.press("Enter")
    page.reload()
    assert "file:a+b &c=%41#d.pdf" in page.inner_text("#panel dl")
    find(page, "file 1")
    for _ in keys:
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Enter")
        assert page.locator("#panel h2").is_visible()
        find(page, "file 1")
    assert page.evaluate("document.documentElement.scrollWidth") <= 1280
    assert find(page, "dai hoi") == [CONGRESS]
    assert page.inner_text("#results strong") == "Nghị quyết Đại hội XIII", "the type is not said twice"
    assert trouble == []


def test_a_phone_shows_it_all(page: Any, path: Path) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"{path.as_uri()}#key={KH5}")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert page.locator("#graph").bounding_box()["height"] > 120
    page.click("#side-switch")
    assert page.locator("#filters").is_visible()


def test_an_empty_graph_opens(browser: Any, tmp_path: Path) -> None:
    file = tmp_path / "empty.html"
    file.write_text(render(page_data([], [])), encoding="utf-8")
    page = browser.new_page()
    trouble: list[str] = []
    page.on("console", lambda message: trouble.append(message.text))
    page.on("pageerror", lambda error: trouble.append(str(error)))
    page.goto(file.as_uri())
    assert shown(page) == (0, 0, 0, 0, 0, 0)
    page.click("#fit")
    page.click("[data-view=nodes]")
    assert "Không có dòng nào" in page.inner_text("#view-nodes")
    page.close()
    assert trouble == []
