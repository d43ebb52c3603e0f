"""Case files: Markdown prose with an input and what a careful reader finds in it (see cases/README.md)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from qcdc_parse import Document, build_graph, parse, parse_text
from qcdc_parse.model import Header, Indicator, Measure, Reference, Section
from qcdc_parse.report.outline import outline_of

FOLDER = Path(__file__).parent / "cases"
NOTHING = "(nothing)"
OPEN = "[open]"
FIRST = 60
"""Sections and statements are compared by this many first characters."""

_FENCE = re.compile(r"^(`{3,})[ ]?(.*)$")
_CODE_POINT = re.compile(r"<U\+([0-9A-F]{4,6})>")
_ORDINARY = ("date", "issuer", "term", "title", "inside")
_REFERENCE_EXTRAS = (
    "type",
    "relation",
    "cue",
    "status",
    "target",
    "section",
    "candidates",
    "article",
    "clause",
    "point",
    "heading",
    "parts",
    "means",
    "by",
    "asked",
)
_HEADER = "type number issuer superior place date title addressee recipient authority position name secrecy urgency stamp receiver digital typist".split()
_INDICATOR_EXTRAS = ("subject", "deadline", "frequency", "computed", "section", "base", "scope", "roles", "columns")
_SECTION_EXTRAS = ("form", "bullets", "id", "style")
KINDS = (
    "references",
    "sections",
    "header",
    "parts",
    "indicators",
    "summary",
    "blanks",
    "notes",
    "furniture",
    "text",
    "slots",
    "branches",
    "outline",
    "edges",
    "unsettled",
)


class CaseError(ValueError):
    """A case file breaks its own rules."""


@dataclass(frozen=True)
class Case:
    """One case: the input and the expected blocks, each ``(kind, part, lines)``."""

    file: str
    line: int
    title: str
    text: str
    markdown: bool
    expected: tuple[tuple[str, int, tuple[str, ...]], ...]

    @property
    def open(self) -> bool:
        return self.title.startswith(OPEN)

    @property
    def id(self) -> str:
        return f"{self.file}::{self.title}"

    def document(self) -> Document:
        if self.markdown:
            return parse(self.text.encode(), name="case.md")
        return parse_text(self.text)


def load_cases(folder: Path = FOLDER) -> list[Case]:
    return [case for path in sorted(folder.glob("*.md")) if path.name != "README.md" for case in read_cases(path)]


def read_cases(path: Path) -> list[Case]:
    """Read one file: every ``##`` heading opens a case; its first fence is the input, the others are expectations."""
    cases: list[Case] = []
    title, opened = None, 0
    fences: list[tuple[str, list[str]]] = []
    inside: str | None = None

    def close() -> None:
        if title is None:
            return
        cases.append(_case(path, opened, title, fences))

    for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), 1):
        fence = _FENCE.match(line)
        if inside is not None:
            if fence and fence[1] == inside and not fence[2]:
                inside = None
            else:
                fences[-1][1].append(line)
        elif fence:
            inside = fence[1]
            fences.append((fence[2].strip(), []))
        elif line.startswith("## "):
            close()
            title, opened, fences = line[3:].strip(), number, []
    if inside is not None:
        raise CaseError(f"{path.name}: a fence is not closed")
    close()
    return cases


def _case(path: Path, line: int, title: str, fences: list[tuple[str, list[str]]]) -> Case:
    where = f"{path.name}:{line} ({title})"
    if len(fences) < 2:
        raise CaseError(f"{where}: an input and at least one expected block are needed")
    expected = []
    for info, lines in fences[1:]:
        kind, _, part = info.partition(" ")
        if kind not in KINDS:
            raise CaseError(f"{where}: {kind!r} is none of {', '.join(KINDS)}")
        wanted = [points(row).rstrip() for row in lines if row.strip()]
        if not wanted:
            raise CaseError(f"{where}: write {NOTHING} where nothing is expected")
        expected.append((kind, int(part or 0), () if wanted == [NOTHING] else tuple(wanted)))
    text = points("\n".join(fences[0][1]))
    return Case(path.stem, line, title, text, fences[0][0] == "markdown", tuple(expected))


def points(text: str) -> str:
    """Put characters in the place of their ``<U+00AD>`` names."""
    return _CODE_POINT.sub(lambda m: chr(int(m[1], 16)), text)


def compare(case: Case, document: Document) -> list[tuple[str, list[str], list[str]]]:
    """Return, for every expected block, its kind, the expected lines and the found ones, in the same form."""
    out = []
    for kind, part, lines in case.expected:
        expected = list(lines)
        found = _FORMATS[kind](document, part, expected)
        out.append((kind, expected, found))
    return out


def _fields(line: str) -> list[str]:
    return [field.strip() for field in line.split(" | ")]


def _said(line: str, known: tuple[str, ...], *, after: int) -> list[str]:
    """Names of the ``name=value`` fields of an expected line, of those that are compared only where said."""
    names = [field.partition("=")[0] for field in _fields(line)[after:]]
    return [name for name in names if name in known]


def _partner(expected: list[str], index: int, start: str) -> str:
    """The expected line a found one is held against: the one at its place, else the first that begins alike."""
    if index < len(expected) and (expected[index].strip().startswith(start) or len(expected) == 1):
        return expected[index]
    return next((line for line in expected if line.strip().startswith(start)), "")


# ---- references


def _references(document: Document, _part: int, expected: list[str]) -> list[str]:
    by_id = {r.id: r for r in document.references}
    for line in expected:
        for field in _fields(line)[3:]:
            if field.partition("=")[0] not in _ORDINARY + _REFERENCE_EXTRAS:
                raise CaseError(f"unknown field {field!r}")
    out = []
    for index, r in enumerate(document.references):
        line = _partner(expected, index, f"{r.kind} | {r.surface} |")
        order = [f.partition("=")[0] for f in _fields(line)[3:]] if line else []
        values = _reference_values(r, by_id, document)
        shown = [name for name in _ORDINARY if values[name] is not None] + [n for n in order if n in _REFERENCE_EXTRAS]
        shown.sort(key=lambda n: order.index(n) if n in order else 99)
        out.append(" | ".join([r.kind, r.surface, r.key or "-", *(f"{name}={_null(values[name])}" for name in shown)]))
    return out


def _null(value: object) -> str:
    return "-" if value is None else str(value)


def _reference_values(r: Reference, by_id: dict[str, Reference], document: Document) -> dict[str, object]:
    holder = by_id[r.inside] if r.inside else None
    pin = r.pinpoint
    return {
        "date": r.issued,
        "issuer": r.issuer,
        "term": r.term,
        "title": r.title,
        "inside": (holder.key or holder.surface) if holder else None,
        "type": r.doc_type,
        "relation": r.relation,
        "cue": document.quote(r.cue_span) if r.cue_span else None,
        "status": r.status,
        "target": r.target,
        "section": r.section_id,
        "candidates": len(r.candidates),
        "article": pin.article if pin else None,
        "clause": pin.clause if pin else None,
        "point": pin.point if pin else None,
        "heading": pin.heading if pin else None,
        "means": (by_id[r.refers_to].key or by_id[r.refers_to].surface) if r.refers_to else None,
        "by": f"{by_id[r.done_by.by].key or by_id[r.done_by.by].surface} {r.done_by.relation}" if r.done_by else None,
        "asked": "yes" if r.asked else None,
        "parts": " ".join("/".join(v for v in (p.article or p.heading, p.clause, p.point) if v) for p in r.pinpoints) or None,
    }


# ---- sections


def _sections(document: Document, _part: int, expected: list[str]) -> list[str]:
    out = []
    for index, s in enumerate(document.walk()):
        line = expected[index] if index < len(expected) else ""
        text = " ".join(document.text[s.label_span.end : s.span.end].partition("\n")[0].split())
        if not text and s.heading:
            text = s.heading
        said = _fields(line)
        wanted = said[1] if len(said) > 1 else ""
        parts = [s.label, _start(text, wanted)]
        parts += [f"{name}={_section_value(s, name)}" for name in _said(line, _SECTION_EXTRAS, after=2)]
        if s.part:
            parts.append(f"part={s.part}")
        out.append("  " * (s.depth - 1) + " | ".join(p for p in parts if p))
    return out


def _section_value(s: Section, name: str) -> object:
    if name == "form":
        return "heading" if s.heading is not None else "paragraph"
    if name == "bullets":
        return sum(b.kind == "bullet" for b in s.blocks)
    return s.id if name == "id" else s.style


def _start(text: str, wanted: str) -> str:
    """Cut a found text as the expected one is cut: ``…`` at its end stands for the rest."""
    if wanted.endswith("…") and text.startswith(wanted[:-1]):
        return wanted
    return text


# ---- edges of the graph of the document alone

_EDGE_EXTRAS = ("count", "also", "confidence", "proof")


def _edges(document: Document, _part: int, expected: list[str]) -> list[str]:
    graph = build_graph([document])
    own = next(
        (key for key in graph._store.entries if ((document.source.name, document.source.sha256), 0) in graph._store.entries[key].own), ""
    )
    out = []
    for edge in graph.edges(candidates=True):
        names = [own, edge.source, edge.target]
        source, target = ("-" if name == own else name for name in names[1:])
        start = f"{source} | {edge.relation} | {target}"
        line = next((row for row in expected if row.startswith(start)), "")
        values = {
            "count": edge.count,
            "also": ";".join(name for name, _ in edge.relations if name != edge.relation) or "-",
            "confidence": edge.confidence,
            "proof": edge.evidence[0].quotation,
        }
        said = [f"{name}={values[name]}" for name in _said(line, _EDGE_EXTRAS, after=3)]
        out.append(" | ".join([start, *(["candidate"] if edge.status == "candidate" else []), *said]))
    return out


def _unsettled(document: Document, _part: int, _expected: list[str]) -> list[str]:
    found = build_graph([document]).open_citations()
    return [f"{o.evidence.surface} | {o.evidence.relation} | {'; '.join(o.candidates) or '-'}" for o in found]


# ---- header and parts


def _header(document: Document, part: int, expected: list[str]) -> list[str]:
    header = document.header if not part else document.attachments[part - 1].header
    values = _header_values(header)
    order = []
    for line in expected:
        name = line.partition(":")[0].strip()
        if name not in _HEADER:
            raise CaseError(f"unknown header field {name!r}")
        if name not in order:
            order.append(name)
    return [f"{name}: {value}" for name in order for value in values[name] or ["-"]]


def _header_values(h: Header) -> dict[str, list[str]]:
    signer, stamp, digital = h.signer, h.arrival_stamp, h.digital_signature
    one = {
        "type": h.doc_type,
        "number": h.key,
        "issuer": h.issuer,
        "superior": h.superior,
        "place": h.place,
        "date": h.issued,
        "title": h.title,
        "authority": signer.authority if signer else None,
        "position": signer.position if signer else None,
        "name": signer.name if signer else None,
        "secrecy": h.secrecy,
        "urgency": h.urgency,
        "stamp": f"{_null(stamp.number)} of {_null(stamp.date)}" if stamp else None,
        "receiver": stamp.receiver if stamp else None,
        "digital": "; ".join(map(_null, (digital.signer, digital.organisation, digital.email, digital.signed))) if digital else None,
        "typist": h.typist,
    }
    values = {name: [str(value)] if value is not None else [] for name, value in one.items()}
    return values | {"addressee": list(h.addressees), "recipient": list(h.recipients)}


def _parts(document: Document, _part: int, _expected: list[str]) -> list[str]:
    heads = [("main", document.header), *((a.role, a.header) for a in document.attachments)]
    return [f"{number} | {role} | {_null(h.doc_type)} | {_null(h.title)}" for number, (role, h) in enumerate(heads)]


# ---- indicators


def _indicators(document: Document, _part: int, expected: list[str]) -> list[str]:
    out = []
    for index, i in enumerate(document.indicators):
        line = expected[index] if index < len(expected) else ""
        wanted = _fields(line)[0] if line else ""
        verdict = f"{i.verdict.surface} ({i.verdict.value})" if i.verdict else "-"
        reason = _null(i.verdict.reason) if i.verdict else "-"
        parts = [_start(i.statement, wanted), i.role, "; ".join(map(measure, i.measures)), verdict, reason]
        parts += [f"{name}={_indicator_value(i, name)}" for name in _said(line, _INDICATOR_EXTRAS, after=5)]
        out.append(" | ".join(parts))
    return out


def measure(m: Measure) -> str:
    """``>=95%``, ``46/57`` (of a total), ``36/33 tỷ đồng`` (planned), ``>=2 lần/năm``."""
    second = m.of if m.of is not None else m.planned
    number = _number(m.value) + (f"/{_number(second)}" if second is not None else "")
    unit = m.unit or ""
    bound = "" if m.comparator == "=" else m.comparator
    return f"{bound}{number}{' ' if unit[:1].isalpha() else ''}{unit}"


def _number(value: float) -> str:
    return f"{value:.10g}".replace(".", ",")


def _indicator_value(i: Indicator, name: str) -> str:
    if name == "subject":
        return "; ".join(_null(m.subject) for m in i.measures)
    if name == "base":
        return "; ".join(_null(m.base) for m in i.measures)
    if name == "columns":
        return "; ".join(_null(m.column) for m in i.measures)
    if name == "roles":
        return "; ".join(_null(m.role) for m in i.measures)
    said = {"deadline": i.deadline, "frequency": i.frequency, "computed": i.computed, "section": i.section_id, "scope": i.scope}
    return _null(said[name])


def _summary(document: Document, _part: int, expected: list[str]) -> list[str]:
    out = []
    for index, s in enumerate(document.summary_verdicts):
        line = expected[index] if index < len(expected) else ""
        counts = "; ".join(f"{c.count} {c.surface}" for c in s.counts)
        values = {"total": _null(s.total), "counts": counts or "-"}
        extras = [f"{name}={values[name]}" for name in _said(line, ("total", "counts"), after=2)]
        out.append(" | ".join([_start(s.text, _fields(line)[0] if line else ""), f"{s.surface} ({s.value})", *extras]))
    return out


# ---- blanks, notes, furniture, text


def _blanks(document: Document, _part: int, expected: list[str]) -> list[str]:
    out = []
    for index, b in enumerate(document.blanks):
        fields = _fields(expected[index]) if index < len(expected) else [""]
        before = fields[0] if fields[0].startswith("…") and b.before.endswith(fields[0][1:]) else b.before
        out.append(" | ".join([before, _null(b.unit), *[_null(value) for value in (b.section_id, b.label)[: len(fields) - 2]]]))
    return out


def _notes(document: Document, _part: int, _expected: list[str]) -> list[str]:
    return [f"{n.code} | {document.quote(n.span) if n.span else '-'}".replace("\t", " ⇥ ") for n in document.notes]


def _furniture(document: Document, _part: int, _expected: list[str]) -> list[str]:
    return [f"{f.kind} | {f.text}" for f in document.furniture]


def _text(document: Document, _part: int, _expected: list[str]) -> list[str]:
    return document.text.replace("\t", " ⇥ ").split("\n")


# ---- outlines

_MARKS = {"bullet": "-", "question": "?", "paragraph": "."}


def _slots(document: Document, _part: int, _expected: list[str]) -> list[str]:
    out = []
    depths: dict[str | None, int] = {None: -1}
    for slot in outline_of(document).slots:
        depth = depths[slot.id] = depths.get(slot.parent, -1) + 1
        said = [slot.id, slot.heading or "-", *(["asks nothing"] if not slot.asks else []), *(["appendix"] if slot.appendix else [])]
        lines = [" | ".join(said), *(f"  {_MARKS[p.kind]} {p.text}" for p in slot.prompts)]
        for field in slot.fields:
            whole = [f"of {field.part_of.removeprefix(slot.id)}"] if field.part_of else []
            columns = [", ".join(field.columns)] if field.columns else []
            lines.append("  " + " | ".join([field.id.removeprefix(slot.id), field.label, _null(field.unit), *columns, *whole]))
        lines += [f"  {table.id.removeprefix(slot.id)} | {', '.join(table.columns)}" for table in slot.tables]
        out += ["  " * depth + line for line in lines]
    return out


def _branches(document: Document, _part: int, _expected: list[str]) -> list[str]:
    return [
        " | ".join(
            [
                b.audience,
                ", ".join(b.kinds) or "-",
                ", ".join(b.slots) or "-",
                *([f"not {', '.join(b.instead_of)}"] if b.instead_of else []),
                *(["only they"] if b.reserved else []),
            ]
        )
        for b in outline_of(document).branches
    ]


def _outline(document: Document, _part: int, expected: list[str]) -> list[str]:
    outline = outline_of(document)
    values = outline.model_dump() | {
        "subject": ", ".join(outline.subject) or None,
        "notes": ", ".join(n.code for n in outline.notes) or None,
    }
    names = [line.partition(":")[0].strip() for line in expected]
    for name in names:
        if name not in {"title", "issuer", "letter", "subject", "deadline", "notes"}:
            raise CaseError(f"unknown outline field {name!r}")
    return [f"{name}: {_null(values[name])}" for name in names]


_FORMATS = {
    "references": _references,
    "sections": _sections,
    "header": _header,
    "parts": _parts,
    "indicators": _indicators,
    "summary": _summary,
    "blanks": _blanks,
    "notes": _notes,
    "furniture": _furniture,
    "text": _text,
    "slots": _slots,
    "branches": _branches,
    "outline": _outline,
    "edges": _edges,
    "unsettled": _unsettled,
}
