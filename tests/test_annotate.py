"""Annotated text: what it shows, and that nothing of a document gets through as markup."""

from __future__ import annotations

import re
import shutil
import subprocess
from html import unescape

import pytest
import strategies
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree
from markdown_it import MarkdownIt

from qcdc_parse import Document, annotate, parse_text
from qcdc_parse.markup import Mark, to_html, to_markdown

QUICK = settings(max_examples=150, derandomize=True, deadline=None, suppress_health_check=list(HealthCheck))
TAG = re.compile(r"</?(?:p|mark)\b[^>]*>")

HOSTILE = (
    "<script>document.title='run'</script>", "</p></mark>", '"><img src=x onerror=alert(1)>', "<!--", "&lt;b&gt; &amp;amp; &#60;", "`mã`", "```",
    "[a](javascript:alert(1))", "![x][r1]", "[r1]", '[r1]: http://x "y"', "][r1]", "[^1]", "*đậm* **đậm** _x_ ~~x~~ ==x==", "\\", "\\*", "| a | b |",
    "|---|", "$x^2$", "<https://x.vn>", "https://x.vn/a_b*c", "# ", "> ", "- - -", "+ a", "12. b", "3) c", "===", "--", ": d", "!",
)  # fmt: skip
"""Pieces of text that mean something to HTML or Markdown."""

MENTIONS = (
    "Chỉ thị số 30-CT/TW",
    "Luật sửa đổi, bổ sung một số điều của Luật Đất đai và Luật Nhà ở",
    "12/NQ-CP",
    "Nghị quyết này",
    "Quy chế",
)


@st.composite
def hostile(draw: st.DrawFn) -> str:
    """Mentions with markup before, behind, and in their titles."""
    pieces = st.sampled_from((*HOSTILE, *MENTIONS, *MENTIONS, " ", "\n", " về “", "”", ", ", "\t", "“"))
    return "".join(draw(st.lists(pieces, max_size=25)))


TEXTS = st.one_of(strategies.texts, hostile())


def marks_of(fragment: str) -> tuple[etree._Element, list[etree._Element]]:
    """Parse a fragment as XML, strictly; the two characters that XML has no place for are swapped."""
    root = etree.fromstring("<div>" + fragment.replace("\ufffe", "?").replace("\uffff", "?") + "</div>")
    return root, list(root.iter("mark"))


# --- HTML ------------------------------------------------------------------------------------------------------------


def check_html(document: Document) -> None:
    fragment = document.annotate()
    assert fragment == document.annotate("html")
    assert unescape(TAG.sub("", fragment)) == document.text
    root, marks = marks_of(fragment)
    assert {element.tag for element in root.iter()} <= {"div", "p", "mark"}
    assert [child.tag for child in root] == ["p"] * (document.text.count("\n") + 1)
    assert [mark.get("data-id") for mark in marks] == [r.id for r in document.references]
    for mark, reference in zip(marks, document.references, strict=True):
        assert "".join(mark.itertext()) == re.sub("[\ufffe\uffff]", "?", document.quote(reference.span))
        assert mark.get("class") == "qcdc-reference"
        for name in ("kind", "key", "relation", "status", "target", "inside"):
            assert mark.get(f"data-{name}") == getattr(reference, name)
        assert (mark.get("data-candidates") or "").split() == list(reference.candidates)
        assert reference.relation in mark.get("title")


@QUICK
@given(TEXTS)
def test_html_is_the_text_with_each_reference_marked_once(text: str) -> None:
    check_html(parse_text(text))


@pytest.mark.parametrize("text", strategies.corpus_texts(), ids=lambda text: text[:20])
def test_html_of_the_corpus(text: str) -> None:
    document = parse_text(text)
    check_html(document)
    check_markdown(document)


def test_most_documents_of_the_corpus_have_marks() -> None:
    assert sum("<mark" in parse_text(text).annotate() for text in strategies.corpus_texts()) >= 0.9 * len(strategies.corpus_texts())


def test_references_inside_titles_and_inside_other_references_are_marked() -> None:
    document = parse_text(
        "Căn cứ Luật sửa đổi, bổ sung một số điều của Luật Đất đai; Thông báo 3-TB/HU về “Thực hiện “Chỉ thị 30-CT/TW” ở xã”."
    )
    outer, law, notice, directive = marks_of(document.annotate())[1]
    assert law.getparent() is outer
    assert (notice.text, directive.text) == ("Thông báo 3-TB/HU", "Chỉ thị 30-CT/TW")
    assert directive.get("data-inside") == notice.get("data-id")


def test_title_says_key_relation_and_identity() -> None:
    (mark,) = marks_of(annotate("Thực hiện Kết luận 120-KL/TW của Bộ Chính trị ngày 07/01/2016."))[1]
    assert mark.get("title") == "120-KL/TW; implements; resolved: dang/tw/kl/2016-01-07/120"
    (mark,) = marks_of(annotate("Thực hiện Kế hoạch 5-KH/HU."))[1]
    assert mark.get("title") == "5-KH/HU; implements; unknown"


@pytest.mark.parametrize("format_", ["html", "markdown"])
def test_a_string_is_annotated_as_its_record_is(format_: str) -> None:
    text = "Thực hiện Chỉ thị số 30-\n\nCT/TW <b>"
    assert annotate(text, format_) == parse_text(text).annotate(format_)
    assert "30-CT/TW" in annotate(text, format_)


@pytest.mark.parametrize("format_", ["HTML", "md", ""])
def test_another_format_is_an_error(format_: str) -> None:
    with pytest.raises(ValueError, match=re.escape(f"no format {format_!r}; there are 'html' and 'markdown'")):
        annotate("a", format_)


spots = st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)), max_size=8)


@QUICK
@given(st.text(strategies.characters.filter(lambda c: c.isprintable() or c in "\n\t"), max_size=60), spots)
def test_marks_that_cross_each_other_lines_and_ends_leave_html_well_formed(text: str, places: list[tuple[int, int]]) -> None:
    fragment = to_html(text, [Mark(start, end, f"m{i}", '"<&', (("kind", "\"<&'"),)) for i, (start, end) in enumerate(places)])
    assert unescape(TAG.sub("", fragment)) == text
    root, marks = marks_of(fragment)
    assert {child.tag for child in root} == {"p"}
    ids = [mark.get("data-id") for mark in marks]
    assert len(set(ids)) == len(ids)
    assert all(mark.get("data-kind") == "\"<&'" for mark in marks)
    whole = {f"m{i}" for i, (a, b) in enumerate(places) if text[a : min(b, a + 1)].strip("\n")}
    assert whole == set(ids), "a mark that begins on a line is there"


def test_the_later_of_two_crossing_marks_ends_with_the_earlier() -> None:
    root, _ = marks_of(to_html("abcdefgh", [Mark(3, 8, "b", ""), Mark(0, 5, "a", "")]))
    assert {mark.get("data-id"): "".join(mark.itertext()) for mark in root.iter("mark")} == {"a": "abcde", "b": "de"}


CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome") or shutil.which("chromium-browser")


@pytest.mark.skipif(CHROMIUM is None, reason="needs the Debian package chromium")
def test_a_browser_sees_marks_and_runs_nothing(tmp_path) -> None:
    document = parse_text("\n".join(f"{i}. Thực hiện Chỉ thị {i}-CT/HU về “{piece}”, {piece}" for i, piece in enumerate(HOSTILE, 1)))
    page = tmp_path / "page.html"
    page.write_text(f"<!doctype html><meta charset=utf-8><title>still</title><body>{document.annotate()}", encoding="utf-8")
    command = [
        CHROMIUM,
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        f"--user-data-dir={tmp_path / 'profile'}",
        "--dump-dom",
        page.as_uri(),
    ]
    dom = subprocess.run(command, capture_output=True, check=True, timeout=60).stdout.decode()
    assert "<title>still</title>" in dom
    body = dom[dom.index("<body>") + 6 : dom.rindex("</body>")].strip()
    assert unescape(TAG.sub("", body)) == document.text
    assert body.count("<mark ") == len(document.references) >= len(HOSTILE)


# --- Markdown --------------------------------------------------------------------------------------------------------

RENDERERS = (MarkdownIt("commonmark"), MarkdownIt("commonmark").enable(["table", "strikethrough"]), MarkdownIt("js-default"))
LINK = re.compile(r'<a href="#(\w+)" title="([^"]*)">(.*?)</a>')


def rendered(markdown: str, renderer: MarkdownIt) -> tuple[str, list[tuple[str, str, str]]]:
    """Text and links (id, title, words) of what a renderer makes; paragraphs and links must be all there is."""
    html = renderer.render(markdown)
    paragraphs = re.findall(r"<p>(.*?)</p>\n", html, re.DOTALL)
    assert html == "".join(f"<p>{p}</p>\n" for p in paragraphs)
    links = [(i, unescape(title), unescape(words)) for p in paragraphs for i, title, words in LINK.findall(p)]
    return "\n".join(unescape(LINK.sub(r"\3", p)) for p in paragraphs), links


def check_markdown(document: Document) -> None:
    markdown = document.annotate("markdown")
    assert markdown == document.annotate("markdown")
    for renderer in RENDERERS:
        text, links = rendered(markdown, renderer)
        assert text == document.text
        assert [i for i, _, _ in links] == [r.id for r in document.references]
        for (_, title, words), reference in zip(links, document.references, strict=True):
            assert reference.relation in title
            following = next((r for r in document.references if reference.span.start < r.span.start < reference.span.end), None)
            end = following.span.start if following else reference.span.end
            assert words == document.text[reference.span.start : end].rstrip()


@QUICK
@given(TEXTS)
def test_markdown_renders_back_to_the_text_with_each_reference_a_link(text: str) -> None:
    check_markdown(parse_text(text))


@QUICK
@given(TEXTS, spots)
def test_any_marks_leave_markdown_the_text(text: str, places: list[tuple[int, int]]) -> None:
    text = parse_text(text).text
    made = to_markdown(text, [Mark(start, end, f"m{i}", '"\\<&[]*') for i, (start, end) in enumerate(places)])
    for renderer in RENDERERS:
        shown, links = rendered(made, renderer)
        assert shown == text
        assert all(title == '"\\<&[]*' for _, title, _ in links)


def test_markdown_stays_readable() -> None:
    text = "I. MỤC TIÊU\n1. Thực hiện Kế hoạch số 5-KH/HU (2020-2025), 95% xã.\n- Một"
    assert annotate(text, "markdown") == (
        "I. MỤC TIÊU\n\n1\\. Thực hiện [Kế hoạch số 5-KH/HU][r1] (2020-2025), 95% xã.\n\n\\- Một\n\n"
        '[r1]: #r1 "5-KH/HU; implements; unknown"'
    )


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("a!b", "a\\!b"),
        ("# a", "\\# a"),
        ("12. a 12. b", "12\\. a 12. b"),
        ("1.1. a", "1.1. a"),
        ("3)", "3\\)"),
        ("| a | b |", "\\| a | b |"),
        (": a", "\\: a"),
        ("x^2^ $y$ ~z~", "x\\^2\\^ \\$y\\$ \\~z\\~"),
        ("\ta\tb\t", "&#9;a\tb&#9;"),
        ("     a", "&#32;" * 5 + "a"),
    ],
)
def test_what_markdown_would_read_is_escaped(text: str, wanted: str) -> None:
    assert to_markdown(text, []) == wanted
    for renderer in RENDERERS:
        assert rendered(wanted, renderer) == (text, [])


def test_a_mark_behind_an_exclamation_mark_is_no_picture() -> None:
    made = to_markdown("a!b", [Mark(2, 3, "m", "t")])
    assert rendered(made, RENDERERS[0]) == ("a!b", [("m", "t", "b")])


def test_a_text_without_references_is_only_escaped() -> None:
    assert annotate("") == "<p></p>"
    assert annotate("", "markdown") == ""
    assert annotate("a*b", "markdown") == "a\\*b"
