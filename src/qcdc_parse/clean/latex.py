r"""LaTeX that OCR models leave in text: ``$20\%$``, ``$\rightarrow$``, ``$\mathrm{m}^2$``, read as plain letters where that is sure.

A formula with anything that is not listed here stays as it stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from qcdc_parse.clean.edits import Edit

_FORMULA = re.compile(
    r"(?<![\\$])\$\$(?P<block>[^$\n]{1,200})\$\$"
    r"|(?<![\\$])\$(?=\S)(?P<line>[^$\n]{1,200})(?<=\S)\$(?![\d$])"
    r"|\\\((?P<round>(?:(?!\\[()])[^\n]){1,200})\\\)"
    r"|\\\[(?P<square>(?:(?!\\[\[\]])[^\n]){1,200})\\\]"
)
_SIGNS = {
    "rightarrow": "→", "to": "→", "longrightarrow": "→", "Rightarrow": "⇒", "leftarrow": "←", "leftrightarrow": "↔",
    "ge": "≥", "geq": "≥", "geqslant": "≥", "le": "≤", "leq": "≤", "leqslant": "≤", "ne": "≠", "neq": "≠", "approx": "≈", "sim": "~",
    "times": "×", "cdot": "·", "div": "÷", "pm": "±", "circ": "°", "degree": "°", "ldots": "…", "dots": "…", "cdots": "…",
    "square": "□", "Box": "□", "checkmark": "✓", "bullet": "•", "star": "*", "ast": "*", "alpha": "α", "beta": "β", "mu": "µ", "Delta": "Δ",
}  # fmt: skip
_FONTS = "mathrm|mathbf|mathit|mathsf|mathbb|text|textbf|textit|textrm|operatorname|mbox|boldsymbol|bf|rm"
_RAISED = dict(zip("0123456789+-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻", strict=True))
_LOWERED = dict(zip("0123456789+-", "₀₁₂₃₄₅₆₇₈₉₊₋", strict=True))
_TOKEN = re.compile(
    rf"\\(?:(?P<font>{_FONTS})(?=\s*\{{)\s*|(?P<sign>[A-Za-z]+)(?:(?![A-Za-z])\s)?|(?P<escaped>[%&#_$])|(?P<space>[,;:! ]))"
    r"|\^\{?\s*\\(?P<degree>circ|degree)\s*\}?"
    r"|(?P<raised>\^)(?:(?P<up>[0-9])|\{(?P<ups>[0-9+-]{1,4})\})|(?P<lowered>_)(?:(?P<down>[0-9])|\{(?P<downs>[0-9+-]{1,4})\})"
    r"|(?P<group>[{}])|(?P<tie>~)|(?P<plain>[^\\{}^_~$]+)"
)


def latex_edits(text: str) -> Iterator[Edit]:
    r"""What to write for formulas, in order.

    >>> from qcdc_parse.clean.edits import apply
    >>> apply(r"đạt $\geq 20\%$, 5 $\mathrm{m}^2$ với 10$ và \(kèm theo\)", list(latex_edits(r"đạt $\geq 20\%$, 5 $\mathrm{m}^2$"))).text
    'đạt ≥20%, 5 m² với 10$ và \\(kèm theo\\)'
    """
    if "$" not in text and "\\(" not in text and "\\[" not in text:
        return
    for m in _FORMULA.finditer(text):
        kind = m.lastgroup
        assert kind is not None
        start, end = m.span(kind)
        if kind in {"round", "square"} and not re.search(r"\\[A-Za-z%]|[\^_]", m[kind]):
            continue  # escaped brackets of Markdown
        inner = _inner(text, start, end)
        if inner is not None:
            yield m.start(), start, ""
            yield from inner
            yield end, m.end(), ""


def _inner(text: str, start: int, end: int) -> list[Edit] | None:
    """Edits inside a formula; None where it holds what is not surely known."""
    out: list[Edit] = []
    depth = 0
    at = start
    while at < end:
        m = _TOKEN.match(text, at, end)
        if m is None:
            return None
        at = m.end()
        if m["font"]:
            out.append((m.start(), at, ""))
        elif m["sign"]:
            if m["sign"] not in _SIGNS:
                return None
            out.append((m.start(), at, _SIGNS[m["sign"]]))
        elif m["degree"]:
            out.append((m.start(), at, "°"))
        elif m["escaped"]:
            out.append((m.start(), m.start() + 1, ""))
        elif m["space"] or m["tie"]:
            out.append((m.start(), at, "" if m["space"] == "!" else " "))
        elif m["raised"] or m["lowered"]:
            table = _RAISED if m["raised"] else _LOWERED
            digits = next(name for name in ("up", "ups", "down", "downs") if m[name])
            first, last = m.span(digits)
            out.append((m.start(), first, ""))
            out += [(i, i + 1, table[text[i]]) for i in range(first, last)]
            out.append((last, at, ""))
        elif m["group"]:
            depth += 1 if m["group"] == "{" else -1
            out.append((m.start(), at, ""))
        if depth < 0:
            return None
    return [e for e in out if e[0] < e[1]] if depth == 0 else None
