"""How fluid the page is: frames while it is moved and zoomed, time of a key in the search and of a filter, in real Chromium.

python tests/bench/page.py [documents citations]
"""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import browsing
from pagegraph import large

from qcdc_parse.graph.page import page_data, render

RECORD = """() => { window.frames_ = []; window.on_ = true; let last = performance.now();
(function next() { const now = performance.now(); frames_.push(now - last); last = now; if (on_) requestAnimationFrame(next); })(); }"""
TIMED = """([selector, value]) => new Promise((done) => { const input = document.querySelector(selector); const from = performance.now();
if (input.type === "checkbox") input.click(); else { input.focus(); input.value = value; input.dispatchEvent(new Event("input")); }
const ran = performance.now() - from; requestAnimationFrame(() => setTimeout(() => done([ran, performance.now() - from]))); })"""


CHOSEN = """(words) => new Promise((done) => { const input = document.querySelector("#search"); input.value = words; input.dispatchEvent(new Event("input"));
const from = performance.now(); input.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter" }));
requestAnimationFrame(() => setTimeout(() => done(performance.now() - from))); })"""


def frames(page: Any, act: Any) -> str:
    """Do something and tell how many frames were drawn while it went on."""
    page.evaluate(RECORD)
    from_ = time.perf_counter()
    act()
    took = time.perf_counter() - from_
    gaps = sorted(page.evaluate("() => { on_ = false; return frames_; }"))
    return f"{len(gaps) / took:5.0f} frames/s   95 % within {gaps[int(len(gaps) * 0.95)]:4.0f} ms   longest {gaps[-1]:4.0f} ms"


def drag(page: Any, steps: int = 90) -> None:
    """Move the drawing by its ground, a step a frame."""
    page.mouse.move(*browsing.ground(page))
    page.mouse.down()
    x, y = browsing.ground(page)
    for n in range(steps):
        page.mouse.move(x + 5 * n, y - 3 * n)
        time.sleep(1 / 60)
    page.mouse.up()


def wheel(page: Any, steps: int = 60) -> None:
    """Zoom in and out again."""
    page.mouse.move(800, 480)
    for n in range(steps):
        page.mouse.wheel(0, -90 if n < steps // 2 else 90)
        time.sleep(1 / 30)


def point(page: Any, steps: int = 60) -> None:
    """Move the pointer over documents and lines."""
    for n in range(steps):
        page.mouse.move(420 + 12 * n, 300 + 5 * n)
        time.sleep(1 / 60)


def main() -> None:
    """Print the figures."""
    documents, citations = (int(a) for a in sys.argv[1:3]) if len(sys.argv) > 2 else (2000, 8000)
    with tempfile.TemporaryDirectory() as folder, browsing.chromium() as browser:
        path = Path(folder, "graph.html")
        from_ = time.perf_counter()
        path.write_text(render(page_data(*large(documents, citations))), encoding="utf-8")
        print(
            f"{documents} documents, {citations} citations: {path.stat().st_size / 1e6:.1f} MB, written in {time.perf_counter() - from_:.1f} s"
        )
        page = browser.new_page(viewport={"width": 1440, "height": 900})
        from_ = time.perf_counter()
        page.goto(path.as_uri())
        page.wait_for_function("document.querySelector('#shown').textContent !== ''")
        page.evaluate("() => new Promise((done) => requestAnimationFrame(() => setTimeout(done)))")
        print(f"opened and drawn in {time.perf_counter() - from_:.1f} s")
        page.wait_for_timeout(1000)
        print(f"moved   {frames(page, lambda: drag(page))}")
        page.wait_for_timeout(500)
        print(f"zoomed  {frames(page, lambda: wheel(page))}")
        print(f"pointed {frames(page, lambda: point(page))}")
        for name, selector, values in (
            ("key in the search", "#search", ("c", "ch", "chi thi 3", "30 ct tw")),
            ("filter", '[data-facet="status"][data-value="cited"]', ("", "")),
        ):
            ran = [page.evaluate(TIMED, [selector, value]) for value in values]
            print(f"{name}: {max(r[0] for r in ran):.0f} ms, until drawn {max(r[1] for r in ran):.0f} ms (the slowest of {len(ran)})")
        for name, number in (("a document cited by few", "302"), ("the one cited most", "1-nq/tw")):
            print(f"choice of {name}: {page.evaluate(CHOSEN, number):.0f} ms until drawn")
        for view in ("nodes", "edges"):
            took = page.evaluate(
                "(view) => { const from = performance.now(); document.querySelector(`[data-view=${view}]`).click(); document.body.offsetHeight; return performance.now() - from; }",
                view,
            )
            print(f"table of {view}: {took:.0f} ms")


if __name__ == "__main__":
    main()
