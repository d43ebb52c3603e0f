"""Identity: what the mentions of a text say, handed to the part that settles which documents they mean."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from qcdc_parse.identity.identify import identify
from qcdc_parse.identity.keys import symbol_of
from qcdc_parse.identity.registry import Registry
from qcdc_parse.identity.said import Said, year_beside
from qcdc_parse.identity.settle import Identity
from qcdc_parse.identity.unanchored import told_above
from qcdc_parse.model import Header
from qcdc_parse.references.mention import Mention


def resolve(
    text: str, mentions: Sequence[Mention], headers: Sequence[Header], main: Header, registry: Registry, inside: Mapping[int, int]
) -> list[Identity]:
    """Settle the identity of every mention, with what the others, the header and the registry say.

    ``headers`` are those of the parts that the mentions stand in, ``main`` that of the document; ``inside`` tells in whose title
    a mention stands, by index.
    """
    indexes = {id(m): index for index, m in enumerate(mentions)}
    said = [
        Said(
            m.kind,
            text[m.start : m.end],
            m.doc_type,
            symbol_of(m.number, m.doc_type) if m.number is not None else None,
            m.issued,
            text[slice(*m.issuer)] if m.issuer else None,
            m.term,
            text[slice(*m.title)] if m.title else None,
            indexes[id(m.antecedent)] if m.antecedent is not None else None,
            inside.get(index),
            year_beside(text, m.end, text[slice(*m.issuer)] if m.issuer else None) if m.issued is None and m.number is not None else None,
            headers[index] if headers[index] is not main else None,
        )
        for index, m in enumerate(mentions)
    ]
    return identify(said, main, registry, told_above(main, text)).identities
