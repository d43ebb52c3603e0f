"""Graphs of records made by hand or by chance, for the tests and the bench of the page."""

from __future__ import annotations

import datetime as dt
import random

from qcdc_parse.graph.models import Edge, Ended, Evidence, Node, OpenCitation
from qcdc_parse.graph.vocabulary import level_of, relations, system_of
from qcdc_parse.span import Span

SHA = "a" * 64


def node(key: str, state: str = "held", **fields: object) -> Node:
    """A document; what its key says of it is filled in."""
    parts = key.split("/")
    mark = parts[3] if len(parts) > 3 else ""
    issued = dt.date.fromisoformat(mark) if mark.count("-") == 2 else None
    year = issued.year if issued else int(mark) if mark.isdigit() else None
    values = {
        "key": key, "state": state, "files": (), "number": None, "doc_type": None, "title": None, "issuer": None, "issued": issued,
        "year": year, "term": None, "system": system_of(key), "level": level_of(key), "body": parts[1] if len(parts) > 1 else None,
        "citing": 0, "cited": 0, "ended": (),
    }  # fmt: skip
    return Node(**{**values, **fields})


def evidence(quotation: str, surface: str, relation: str = "implements", **fields: object) -> Evidence:
    """A mention in a sentence."""
    start = max(0, quotation.find(surface))
    values = {
        "document": "kh-05.pdf", "sha256": SHA, "reference": "r1", "part": 0, "section_id": "I/1", "page": 2, "paragraph": None,
        "span": Span(start=start, end=start + len(surface)), "surface": surface, "quotation": quotation, "relation": relation,
        "issued": dt.date(2020, 3, 4), "rule": "numbered.party", "confidence": "H",
    }  # fmt: skip
    return Evidence(**{**values, **fields})


def edge(source: str, target: str, *proofs: Evidence, status: str = "resolved") -> Edge:
    """A line with its evidence; the relations are those of the evidence."""
    order = list(relations())
    stated: dict[str, int] = {}
    for proof in proofs:
        stated[proof.relation] = stated.get(proof.relation, 0) + 1
    named = tuple(sorted(stated.items(), key=lambda pair: order.index(pair[0])))
    confidence = min((proof.confidence for proof in proofs), key="HML".index)
    return Edge(source, target, named[0][0], named, len(proofs), status, confidence, proofs)


def large(documents: int = 2000, citations: int = 8000, seed: int = 1) -> tuple[list[Node], list[Edge], list[OpenCitation]]:
    """A graph of the size and the skew that real ones have: few documents are cited by many."""
    chance = random.Random(seed)
    bodies = [
        ("tw", "BAN CHẤP HÀNH TRUNG ƯƠNG"),
        ("tu@lam-dong", "TỈNH ỦY LÂM ĐỒNG"),
        ("hu@di-linh.lam-dong", "HUYỆN ỦY DI LINH"),
        ("du@xa-tan-ha.di-linh.lam-dong", "ĐẢNG ỦY XÃ TÂN HÀ"),
    ]
    types = [("nq", "Nghị quyết"), ("ct", "Chỉ thị"), ("kh", "Kế hoạch"), ("bc", "Báo cáo"), ("qd", "Quyết định")]
    topics = [
        "công tác dân vận",
        "chuyển đổi số",
        "xây dựng nông thôn mới",
        "cải cách hành chính",
        "phát triển nguồn nhân lực",
        "bảo vệ môi trường",
    ]
    nodes: dict[str, Node] = {}
    while len(nodes) < documents:
        n = len(nodes)
        (body, issuer), (code, doc_type) = bodies[chance.choices(range(4), (15, 30, 35, 20))[0]], chance.choice(types)
        issued = dt.date(2026, 1, 1) - dt.timedelta(days=int(chance.expovariate(1 / 2600)) % 11000)
        key = f"dang/{body}/{code}/{issued}/{n + 1}"
        symbol = f"{n + 1}-{code.upper()}/{body.partition('@')[0].upper()}"
        state = chance.choices(("held", "cited", "candidate"), (60, 35, 5))[0]
        nodes[key] = node(
            key, state, number=symbol, doc_type=doc_type, title=f"Về tăng cường {chance.choice(topics)} trong tình hình mới", issuer=issuer
        )
    keys = list(nodes)
    ranked = sorted(keys, key=lambda key: (len(key), chance.random()))
    made: dict[tuple[str, str], Edge] = {}
    names = list(relations())
    while len(made) < citations:
        source, target = chance.choice(keys), ranked[int(chance.paretovariate(0.7)) % documents]
        if source == target or (source, target) in made:
            continue
        surface = f"{nodes[target].doc_type} số {nodes[target].number}"
        quotation = (
            f"Thực hiện {surface} về {chance.choice(topics)}, Ban Thường vụ xây dựng kế hoạch với các nội dung sau (lần {len(made)})."
        )
        unsure = chance.random() < 0.04
        relation = chance.choices(names, [1, 1, 1, 2, 1, 1, 3, 4, 3, 12, 4, 12, 2, 2, 10])[0]
        proof = evidence(quotation, surface, relation, confidence="L" if unsure else chance.choice("HHM"))
        made[source, target] = edge(source, target, proof, status="candidate" if unsure else "resolved")
    lines = [made[pair] for pair in sorted(made)]
    citing, cited = dict.fromkeys(keys, 0), dict.fromkeys(keys, 0)
    for each in lines:
        if each.status == "resolved":
            citing[each.target] += 1
            cited[each.source] += 1
    done = [
        nodes[key]._replace(
            citing=citing[key], cited=cited[key], ended=(Ended("replaced", keys[0], None, "catalogue"),) if hash_of(key) % 23 == 0 else ()
        )
        for key in sorted(keys)
    ]
    return done, lines, []


def hash_of(key: str) -> int:
    """A number from a key, the same in every run."""
    return sum(map(ord, key))
