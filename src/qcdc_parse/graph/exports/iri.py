"""FRBR-style IRIs of Akoma Ntoso: a name for every document that can be read, and read back."""

from __future__ import annotations

import re
from functools import cache
from urllib.parse import quote, unquote

from qcdc_parse.catalog import doc_types, raw
from qcdc_parse.identity.keys import slug

__all__ = ["iri_of", "is_act", "key_of"]

_WORD = r"[a-z0-9]+(?:-[a-z0-9]+)*"
_KEY = re.compile(
    rf"(?P<system>dang|nn)/(?P<body>{_WORD})(?:@(?P<place>{_WORD}(?:\.{_WORD})*))?/(?P<kind>{_WORD})/(?P<mark>{_WORD})(?:/(?P<serial>{_WORD}))?"
)
_IRI = re.compile(
    r"/akn/vn/(?:act|doc)/(?P<name>[^/]+)/(?P<system>dang|nn)\.(?P<body>[^/.]+)(?:\.(?P<place>[^/]+))?/(?P<mark>[^/]+)(?:/(?P<serial>[^/]+))?/vie@"
)
_OTHER = re.compile(r"/akn/vn/doc/key-(?P<key>[^/]*)/vie@")
_YEAR = re.compile(r"\d{4}")


def iri_of(key: str) -> str:
    """Return the IRI of a document: country, act or document, type, body with its place, time, number; the Vietnamese original.

    It says what the key says and nothing else, so it is the same in every export, and :func:`key_of` gives the key back: no two
    documents share one. The number of a law that is known by its name is that name; what the key does not tell is not there.
    Form: Akoma Ntoso naming convention (OASIS); no Vietnamese body has set one of its own.

    >>> iri_of("dang/tw/kl/2016-01-07/120")
    '/akn/vn/doc/ket-luan/dang.tw/2016-01-07/120-kl-tw/vie@'
    >>> iri_of("nn/cp/nd/2015/4"), iri_of("dang/dh@lam-dong/nq/lan-xi")
    ('/akn/vn/act/nghi-dinh/nn.cp/2015/4-nd-cp/vie@', '/akn/vn/doc/nghi-quyet/dang.dh.lam-dong/lan-xi/vie@')
    >>> iri_of("file:0123456789abcdef")
    '/akn/vn/doc/key-file%3A0123456789abcdef/vie@'
    """
    found = _KEY.fullmatch(key)
    system, body, place, kind, mark, serial = found.groups() if found is not None else ("", "", "", "", "", "")
    name = _names(system).get(kind, kind)
    if found is None or _kinds(system).get(name, name) != kind:
        return f"/akn/vn/doc/key-{quote(key, safe='', errors='surrogatepass')}/vie@"
    actor = ".".join(filter(None, (system, body, place)))
    number = f"{serial}{_symbol(kind, body)}" if serial and serial[0].isdigit() else serial
    path = "/".join(filter(None, (name, actor, mark, number)))
    return f"/akn/vn/{'act' if is_act(key) else 'doc'}/{path}/vie@"


def key_of(iri: str) -> str:
    """Return the identity key that an IRI was made of.

    :raises ValueError: :func:`iri_of` makes no such IRI.

    >>> key_of("/akn/vn/doc/ket-luan/dang.tw/2016-01-07/120-kl-tw/vie@")
    'dang/tw/kl/2016-01-07/120'
    """
    if (other := _OTHER.fullmatch(iri)) is not None:
        key = unquote(other["key"], errors="surrogatepass")
    elif (found := _IRI.fullmatch(iri)) is not None:
        name, system, body, place, mark, serial = found.groups()
        kind = _kinds(system).get(name, name)
        if serial and serial[0].isdigit():
            serial = serial.removesuffix(_symbol(kind, body))
        key = "/".join(filter(None, (system, f"{body}@{place}" if place else body, kind, mark, serial)))
    else:
        key = ""
    if iri_of(key) != iri:
        raise ValueError(f"no IRI of a document: {iri!r}")
    return key


def is_act(key: str) -> bool:
    """Tell whether a document is normative law of the state (văn bản quy phạm pháp luật), as far as its key says; Party documents never are.

    >>> is_act("nn/ubnd@lam-dong/qd/2020/15"), is_act("nn/ttg/qd/2018-05-16/16"), is_act("dang/tw/qd/2013-12-12/217")
    (True, False, False)
    """
    found = _KEY.fullmatch(key)
    if found is None or found["system"] != "nn":
        return False
    normative = raw("graph")["normative"]
    return found["kind"] in normative["always"] or (found["kind"] in normative["with_year"] and _YEAR.fullmatch(found["mark"]) is not None)


def _symbol(kind: str, body: str) -> str:
    return f"-{kind}-{body}"


@cache
def _names(system: str) -> dict[str, str]:
    """Return by code the name of its type as a slug.

    Of a code with several names the one that all others begin with (báo cáo, báo cáo chính trị); where there is none (quyết định, quy
    định), or another code has the name, the code stands for itself.
    """
    same = raw("identity")["types"]["same"] if system == "dang" else {}
    named: dict[str, set[str]] = {}
    for entry in doc_types():
        codes = [code for code in (entry.party if system == "dang" else entry.state) if code]
        for code in codes[:1]:
            named.setdefault(slug(same.get(code, code)), set()).add(slug(entry.name))
    if system == "nn":
        named |= {code: {slug(name)} for code, name in raw("graph")["kinds"].items()}
    out: dict[str, str] = {}
    for code, names in named.items():
        name = min(names, key=len)
        if all(other.startswith(name) for other in names) and (name == code or name not in {*named, *out.values()}):
            out[code] = name
    return out


@cache
def _kinds(system: str) -> dict[str, str]:
    """Return by name the code of a type."""
    return {name: code for code, name in _names(system).items()}
