"""Mentions of all kinds: found, then read with what stands beside each, in lists, and where they are taken up again."""

from __future__ import annotations

from bisect import bisect_left

from qcdc_parse.passages import PassageAt
from qcdc_parse.references.again import find_again
from qcdc_parse.references.attributes import read_attributes
from qcdc_parse.references.congress import find_congress
from qcdc_parse.references.find import find_numbered
from qcdc_parse.references.heads import find_heads
from qcdc_parse.references.issuers import read_issuer_before, settle_levels
from qcdc_parse.references.lines import LineOf
from qcdc_parse.references.list_titles import agree_on_titles
from qcdc_parse.references.lists import share
from qcdc_parse.references.mention import Mention
from qcdc_parse.references.named import find_named, find_quoted, find_self, find_unnumbered
from qcdc_parse.references.pinpoints import read_pinpoints, read_pinpoints_behind
from qcdc_parse.references.short import find_short


def find_mentions(text: str, line_of: LineOf, place_of: PassageAt) -> list[Mention]:
    """Find the mentions of all kinds, in reading order, with nothing read beside them yet."""
    numbered = [m for m in find_numbered(text, line_of) if m.typed or place_of(m.start).kind not in ("header", "footer")]
    taken = [(m.start, m.end) for m in numbered]
    heads = find_heads(text)
    congress = find_congress(text, heads, taken, line_of)
    taken = sorted([*taken, *((m.start, m.end) for m in congress)])
    named = find_named(text, heads, taken, line_of)
    own = [m for m in find_self(text, line_of) if f"{place_of(m.start).header.doc_type} ".startswith(f"{m.doc_type} ")]
    unnumbered = [
        *find_unnumbered(text, heads, taken, line_of),
        *find_short(text, heads, taken, line_of),
        *find_quoted(text, heads, taken, line_of),
    ]
    return sorted([*numbered, *congress, *named, *own, *unnumbered], key=lambda m: (m.start, -m.end))


def read_mentions(text: str, mentions: list[Mention], line_of: LineOf) -> list[Mention]:
    """Read what stands beside the mentions of :func:`find_mentions`, and add those that take one of them up again.

    Returns all in reading order.
    """
    starts = [m.start for m in mentions]
    amended_to = 0
    dated: Mention | None = None
    for m in mentions:
        line_start, m.line_end = line_of(m.start)
        m.pinpoints = read_pinpoints(text, m.start, line_start)
        if m.kind == "self" or m.end <= amended_to:
            continue
        if m.rule == "named.amending":
            amended_to = m.end
        index = bisect_left(starts, m.end)
        following = starts[index] if index < len(starts) else len(text)
        read_attributes(text, m, dated if dated is not None and dated.line_end == m.line_end else None, min(m.line_end, following))
        dated = m if m.issued else dated
        if m.issuer is None and m.kind == "numbered" and m.typed:
            read_issuer_before(text, m, line_start, dated.tail if dated is not None and dated.tail <= m.start else 0)
    share(text, mentions)
    settle_levels(text, mentions)
    agree_on_titles(text, mentions)
    mentions = find_again(text, mentions, line_of)
    for m in mentions:
        if m.antecedent is not None:
            m.pinpoints = read_pinpoints(text, m.start, line_of(m.start)[0])
    _point_behind(text, mentions)
    return mentions


def _point_behind(text: str, mentions: list[Mention]) -> None:
    """Give mentions the pinpoints behind them that are not those of the next one."""
    following = len(text)
    for m in reversed(mentions):
        if m.pinpoints is None:
            m.pinpoints = read_pinpoints_behind(text, m.start, max(m.end, m.tail), min(m.line_end, following))
        following = m.start if m.pinpoints is None else min(m.start, m.pinpoints.start)


def holders(mentions: list[Mention]) -> dict[int, int]:
    """Return in whose title each mention stands that stands in one, by index: the innermost holder."""
    titles = sorted(
        (m.title[0], -m.title[1], i) for i, m in enumerate(mentions) if m.title and (m.title[0] >= m.end or m.rule == "unnumbered.quoted")
    )
    out: dict[int, int] = {}
    holding: list[tuple[int, int]] = []
    following = 0
    for index, m in enumerate(mentions):
        while following < len(titles) and titles[following][0] <= m.start:
            holding.append((-titles[following][1], titles[following][2]))
            following += 1
        while holding and holding[-1][0] <= m.start:
            holding.pop()
        if holding and holding[-1][1] != index:
            out[index] = holding[-1][1]
    return out
