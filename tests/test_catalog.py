# ruff: noqa: ARG001  the tests of one catalog table share their parameters
"""The catalog against the functions that read by it: every example and counter-example, both ways, and the registries."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise

import pytest

from qcdc_parse import DocNumber, parse_text
from qcdc_parse.bodies import match_body
from qcdc_parse.catalog import directives, doc_types, laws, party_term, raw, relations, verdicts
from qcdc_parse.codes.bodies import is_party_body
from qcdc_parse.graph.sources import claims_of
from qcdc_parse.identity.keys import slug, symbol_of
from qcdc_parse.identity.spots import province_of, read_spot
from qcdc_parse.indicators.headings import kind_of
from qcdc_parse.indicators.hierarchy import taken_apart
from qcdc_parse.indicators.measures import find_measures
from qcdc_parse.indicators.printedunits import unit_in
from qcdc_parse.indicators.rownames import is_sum, less_is_better
from qcdc_parse.read.html import portal
from qcdc_parse.references.asked import is_asked
from qcdc_parse.references.behind import behind
from qcdc_parse.references.planned import left_open, planned
from qcdc_parse.references.relations import find_relation
from qcdc_parse.references.titles import unquoted_end
from qcdc_parse.report.outline.audiences import kinds as unit_kinds
from qcdc_parse.report.outline.audiences import kinds_of
from qcdc_parse.report.outline.wording import begins, holds, is_form_title, is_request, is_whole, wants_words
from qcdc_parse.structure import kinds
from qcdc_parse.structure.unnumbered import is_known, is_title

FILES = (
    "answers",
    "audiences",
    "bodies",
    "citations",
    "columns",
    "directives",
    "doc_types",
    "headings",
    "identity",
    "laws",
    "matching",
    "numbers",
    "outlines",
    "portals",
    "provinces",
    "relations",
    "symbols",
    "terms",
    "thethuc",
    "verdicts",
)

WRONG: dict[tuple[str, str], str] = {
    ("doc_types", "NGHỊ QUYẾT LIÊN TỊCH"): "stands under Nghị quyết, and is the example of Nghị quyết liên tịch too",
    ("doc_types", "ĐỀ CƯƠNG  BÁO CÁO"): "clean text never holds two blanks: no such line reaches type_line",
}
"""Examples of a catalog file that are wrong themselves. When one is mended its test passes and must leave this list."""


def _examples(name: str, key: str, which: str) -> list[object]:
    out = []
    entries = raw(name)[key]
    for entry in entries if isinstance(entries, list) else [entries]:
        for example in entry.get(which, ()):
            marks = []
            if which == "examples" and (name, example) in WRONG and _is_wrong(name, entry, example):
                marks = [pytest.mark.xfail(strict=True, reason=f"open: {WRONG[name, example]}")]
            label = entry.get("name") or entry.get("value") or entry.get("relation") or entry.get("comparator") or entry.get("role") or key
            out.append(pytest.param(entry, example, id=f"{label}: {example}", marks=marks))
    return out


def _is_wrong(name: str, entry: dict, example: str) -> bool:
    return not (name == "doc_types" and entry["name"].upper() == example and entry["heading"])


def _open(values: list, reasons: dict[str, str]) -> list[object]:
    """Mark the values at which the parser is wrong; a mended one must leave the list."""
    return [pytest.param(v, marks=pytest.mark.xfail(strict=True, reason=f"open: {reasons[v]}")) if v in reasons else v for v in values]


def both(name: str, key: str) -> tuple[pytest.MarkDecorator, pytest.MarkDecorator]:
    return (
        pytest.mark.parametrize(("entry", "line"), _examples(name, key, "examples")),
        pytest.mark.parametrize(("entry", "line"), _examples(name, key, "counter_examples")),
    )


# ---- doc_types

TYPE, NO_TYPE = both("doc_types", "type")


@TYPE
def test_type_line(entry: dict, line: str) -> None:
    """``heading = false`` says that the type never stands alone as a type line, its examples notwithstanding."""
    found = kinds.type_line(line)
    assert (found[0] if found else None) == (entry["name"] if entry["heading"] else None)


@NO_TYPE
def test_no_type_line(entry: dict, line: str) -> None:
    found = kinds.type_line(line)
    assert found is None or found[0] != entry["name"]


@pytest.mark.parametrize("t", doc_types(), ids=lambda t: t.name)
def test_codes_of_a_type(t) -> None:
    for code in t.party:
        number = DocNumber.parse(f"07-{code}/TW")
        assert number is not None
        assert (number.key, number.system, number.mended) == (f"07-{code}/TW", "party", False)
        assert number.doc_type in (None, t.name) or t.name.startswith(number.doc_type)
    for code in t.state:
        if len(code) > 1:
            number = DocNumber.parse(f"07/2021/{code}-UBND")
            assert number is not None
            assert (number.key, number.system, number.mended) == (f"07/2021/{code}-UBND", "state", False)
    official = {*t.party, *t.state}
    for wrong in t.misprints:
        number = DocNumber.parse(f"07-{wrong}/TW") if t.party else DocNumber.parse(f"07/2021/{wrong}-CP")
        assert number is not None, wrong
        assert number.mended
        assert number.type_code in official | {"QĐ"}


@pytest.mark.parametrize("t", [t for t in doc_types() if t.short], ids=lambda t: t.name)
def test_short_form_in_prose(t) -> None:
    for code in t.short:
        symbol = f"45/2019/{t.state[-1]}-UBND" if t.state else f"45-{t.party[0]}/TU"
        found = parse_text(f"Sở đã thực hiện {code} {symbol} trong năm qua.").references
        assert [r.surface for r in found] == [f"{code} {symbol}"]
        assert found[0].doc_type == t.name


def test_type_names_are_unique() -> None:
    names = [t.name for t in doc_types()]
    assert len(set(names)) == len(names)


# ---- verdicts

VERDICT, NO_VERDICT = both("verdicts", "verdict")


def _verdicts(line: str) -> list[str]:
    return [i.verdict.value for i in parse_text(line).indicators if i.verdict]


@VERDICT
def test_verdict(entry: dict, line: str) -> None:
    assert _verdicts(line) == [entry["value"]]


@NO_VERDICT
def test_no_verdict(entry: dict, line: str) -> None:
    document = parse_text(line)
    assert [i.verdict for i in document.indicators if i.verdict] == []
    assert document.indicators or "%" not in line, "the sentence holds a rate: it is an indicator"


@pytest.mark.parametrize(("words", "value"), verdicts().items())
def test_every_wording_alone_on_its_line(words: str, value: str) -> None:
    document = parse_text(f"I. CHỈ TIÊU\n- 90% hộ dân có nước sạch.\n\n{words.capitalize()}\n\n2. Việc khác\n")
    assert [(i.verdict.surface, i.verdict.value) for i in document.indicators if i.verdict] == [(words, value)]


# ---- relations

RELATION, NO_RELATION = both("relations", "relation")


@RELATION
def test_relation(entry: dict, line: str) -> None:
    assert find_relation(line, len(line), 0)[0] == entry["relation"]


@NO_RELATION
def test_not_this_relation(entry: dict, line: str) -> None:
    assert find_relation(line, len(line), 0)[0] != entry["relation"]


@pytest.mark.parametrize(("cue", "relation"), relations().items())
def test_every_cue(cue: str, relation: str) -> None:
    text = f"Ủy ban {cue} "
    found, span = find_relation(text, len(text), 0)
    assert found == relation
    assert span is not None
    assert text[slice(*span)] == cue


BETWEEN, NOT_BETWEEN = both("relations", "between")
NEGATED_CUE, NO_NEGATED_CUE = both("relations", "negation")
PREDICATE, NO_PREDICATE = both("relations", "predicates")
BEHIND, NOT_BEHIND = both("relations", "behind")


@BETWEEN
def test_words_between_cue_and_reference(entry: dict, line: str) -> None:
    assert find_relation(line, len(line), 0)[0] in {"implements", "disseminates"}


@NOT_BETWEEN
def test_words_that_part_cue_and_reference(entry: dict, line: str) -> None:
    assert find_relation(line, len(line), 0) == ("cites", None)


@NEGATED_CUE
def test_cue_undone(entry: dict, line: str) -> None:
    assert find_relation(line, len(line), 0) == ("cites", None)


@NO_NEGATED_CUE
def test_cue_not_undone(entry: dict, line: str) -> None:
    assert find_relation(line, len(line), 0)[0] in {"implements", "disseminates"}


@PREDICATE
def test_a_clause_of_its_own(entry: dict, line: str) -> None:
    text = f"Quán triệt, Nghị quyết số 25-NQ/TW{line}"
    assert find_relation(text, len("Quán triệt, "), 0, len(text) - len(line)) == ("cites", None)


@NO_PREDICATE
def test_no_clause_of_its_own(entry: dict, line: str) -> None:
    text = f"Quán triệt Chương trình, Nghị quyết số 25-NQ/TW{line}"
    assert find_relation(text, len("Quán triệt Chương trình, "), 0, len(text) - len(line))[0] == "disseminates"


@BEHIND
def test_words_behind(entry: dict, line: str) -> None:
    found = behind(f"A{line}", 1)
    assert found is not None
    assert found[0] == entry["relation"]


@NOT_BEHIND
def test_other_words_behind(entry: dict, line: str) -> None:
    found = behind(f"A{line}", 1)
    assert found is None or found[0] != entry["relation"]


@pytest.mark.parametrize("entry", raw("relations")["behind"], ids=lambda entry: entry["relation"])
def test_every_word_behind(entry: dict) -> None:
    lines = [
        *(f" {words} từ nay." for words in entry.get("words", ())),
        *(f" được {w} bởi Quyết định này." for w in entry.get("by_this", ())),
    ]
    assert [(behind(f"A{line}", 1) or (None,))[0] for line in lines] == [entry["relation"]] * len(lines)


ASKED, NOT_ASKED = both("relations", "requests")


def _asked(words: str) -> bool:
    text = f"{words}sửa đổi "
    return is_asked(text, ("amends", (len(words), len(words) + 7)), 0, lambda _: (0, len(text)))


@ASKED
def test_what_is_asked_for(entry: dict, line: str) -> None:
    assert _asked(line)


@NOT_ASKED
def test_what_is_done(entry: dict, line: str) -> None:
    assert not _asked(line)


@pytest.mark.parametrize("word", raw("relations")["requests"]["words"] + raw("relations")["requests"]["orders"])
def test_every_word_of_request(word: str) -> None:
    assert _asked(f"Tỉnh {word} ")


def test_a_review_is_asked_for_not_ordered() -> None:
    asked, ordered = "Đề nghị Chính phủ tổng kết ", "Giao Sở Nội vụ tổng kết "
    assert [is_asked(t, ("reviews", (len(t) - 9, len(t) - 1)), 0, lambda _: (0, 30)) for t in (asked, ordered)] == [True, False]


PLANNED, NOT_PLANNED = both("relations", "plans")


def _planned(words: str) -> bool:
    return planned(f"{words}sửa đổi ", "amends", 0, len(words))


@PLANNED
def test_what_is_planned(entry: dict, line: str) -> None:
    assert _planned(line)


@NOT_PLANNED
def test_what_is_not_planned(entry: dict, line: str) -> None:
    assert not _planned(line)


@pytest.mark.parametrize("word", raw("relations")["plans"]["words"] + raw("relations")["plans"]["drafts"])
def test_every_word_of_planning(word: str) -> None:
    assert _planned(f"Tỉnh {word} văn bản ")


@pytest.mark.parametrize("words", raw("relations")["plans"]["open"])
def test_every_word_that_leaves_it_open(words: str) -> None:
    text = f"Việc sửa đổi Luật này {words} xong."
    assert left_open(text, "amends", 5, 21)
    assert not left_open(f"Về v{text[1:]}", "amends", 8, 24)


@pytest.mark.parametrize("words", [*(f" {words}," for words in raw("relations")["plans"]["questions"][:3]), " không?", " vào lúc nào?"])
def test_every_question(words: str) -> None:
    assert left_open(f"Tỉnh sửa đổi Luật này{words}", "amends", 5, 21)
    assert not left_open("Tỉnh sửa đổi Luật này, không có gì khác.", "amends", 5, 21)


AGENT, NO_AGENT = both("relations", "agent")


def _agent(behind: str) -> str:
    text = f"Nghị định số 110/2004/NĐ-CP đã được Nghị định số 30/2020/NĐ-CP{behind}."
    return parse_text(text).references[1].relation


@AGENT
def test_passive_around_its_doer(entry: dict, line: str) -> None:
    assert _agent(line) == entry["relation"]


@NO_AGENT
def test_no_passive_around_its_doer(entry: dict, line: str) -> None:
    assert _agent(line) != entry["relation"]


OF_ATTACHED, NOT_OF_ATTACHED = both("relations", "attachments")


@OF_ATTACHED
def test_what_is_done_to_an_attachment(entry: dict, line: str) -> None:
    assert find_relation(line, len(line), 0)[0] == "amends"


@NOT_OF_ATTACHED
def test_what_is_only_attached(entry: dict, line: str) -> None:
    assert find_relation(line, len(line), 0)[0] == "attached_to"


REVIEW, NO_REVIEW = both("relations", "reviewing")


@REVIEW
def test_what_is_reviewed(entry: dict, line: str) -> None:
    assert find_relation(line, len(line), 0)[0] == "reviews"


@NO_REVIEW
def test_what_is_carried_out(entry: dict, line: str) -> None:
    assert find_relation(line, len(line), 0)[0] == "implements"


def test_no_cue_has_two_relations() -> None:
    cues = [cue for entry in raw("relations")["relation"] for cue in entry["cues"]]
    assert len(set(cues)) == len(cues)


# ---- numbers

BOUND, NO_BOUND = both("numbers", "bound")
NEGATION, NO_NEGATION = both("numbers", "negation")
ROLE, NO_ROLE = both("numbers", "role")
UNIT, NO_UNIT = both("numbers", "units")


def _comparators(line: str) -> list[str]:
    return [m.comparator for m in find_measures(line, 0, len(line))]


@BOUND
def test_bound(entry: dict, line: str) -> None:
    assert _comparators(line) == [entry["comparator"]]


@NO_BOUND
def test_other_bound(entry: dict, line: str) -> None:
    (found,) = _comparators(line)
    assert found != entry["comparator"]


@pytest.mark.parametrize(("words", "comparator"), [(w, e["comparator"]) for e in raw("numbers")["bound"] for w in e["before"]])
def test_every_bound_before(words: str, comparator: str) -> None:
    assert _comparators(f"Tỷ lệ hộ nghèo {words} 12,5% trong năm") == [comparator]


@NEGATION
def test_negation(entry: dict, line: str) -> None:
    assert _comparators(line) == [">="]


@NO_NEGATION
def test_no_negation(entry: dict, line: str) -> None:
    assert _comparators(line) == ["<"]


@ROLE
def test_role(entry: dict, line: str) -> None:
    assert [i.role for i in parse_text(line).indicators] == [entry["role"]]


@NO_ROLE
def test_other_role(entry: dict, line: str) -> None:
    (found,) = (i.role for i in parse_text(line).indicators)
    assert found != entry["role"]


def _form(line: str) -> list[str | None]:
    return [b.unit for b in parse_text(f"PHỤ LỤC 1\n1. Biểu mẫu: {line}\n").blanks]


@UNIT
def test_unit_of_a_blank(entry: dict, line: str) -> None:
    (unit,) = _form(line)
    assert unit in entry["words"]


@NO_UNIT
def test_no_blank(entry: dict, line: str) -> None:
    assert _form(line) == []


@pytest.mark.parametrize("unit", raw("numbers")["units"]["words"])
def test_every_unit(unit: str) -> None:
    assert _form(f"………… {unit};") == [unit]


# ---- bodies

CLOSED, NOT_CLOSED = both("bodies", "closed")
OPEN, NOT_OPEN = both("bodies", "open")


@CLOSED
def test_closed_name(entry: dict, line: str) -> None:
    end = match_body(line, 4)
    assert end is not None
    assert line[4:end] in entry["names"]


@pytest.mark.parametrize("name", raw("bodies")["closed"]["names"])
def test_every_closed_name_ends_where_it_ends(name: str) -> None:
    text = f"của {name} về công tác cán bộ"
    assert match_body(text, 4) == 4 + len(name)


@OPEN
def test_open_name(entry: dict, line: str) -> None:
    end = match_body(line, 4)
    assert end is not None
    assert line[4:end].startswith(tuple(entry["heads"]))
    assert not line[4:end].endswith((" về", " xây dựng", " ban hành"))


@pytest.mark.parametrize("head", raw("bodies")["open"]["heads"])
def test_every_head_takes_its_level(head: str) -> None:
    text = f"của {head} tỉnh Đồng Nai về công tác cán bộ"
    end = match_body(text, 4)
    assert text[4:end] == f"{head} tỉnh Đồng Nai"


@NOT_CLOSED
def test_no_closed_name(entry: dict, line: str) -> None:
    assert match_body(line, 4) is None


@NOT_OPEN
def test_no_open_name(entry: dict, line: str) -> None:
    assert match_body(line, 4) is None


@pytest.mark.parametrize("level", raw("bodies")["party_levels"]["words"])
def test_party_levels(level: str) -> None:
    number = DocNumber.parse(f"5/NQ-{level}")
    assert number is not None
    assert (number.system, number.key) == ("party", f"5-NQ/{level}")


@pytest.mark.parametrize("code", raw("bodies")["state_codes"]["words"].split())
def test_state_codes(code: str) -> None:
    number = DocNumber.parse(f"5-NQ/{code}")
    assert number is not None
    assert (number.system, number.key) == ("state", f"5/NQ-{code}")


# ---- symbols

PARTY_BODY, NO_PARTY_BODY = both("symbols", "party_bodies")
SYMBOLS = [symbol for key in ("party_types", "laws", "units") for symbol in raw("symbols")[key]["examples"]]


@PARTY_BODY
def test_party_body(entry: dict, line: str) -> None:
    assert is_party_body(line)


@NO_PARTY_BODY
def test_no_party_body(entry: dict, line: str) -> None:
    assert not is_party_body(line)


@pytest.mark.parametrize("symbol", SYMBOLS)
def test_symbol(symbol: str) -> None:
    number = DocNumber.parse(symbol)
    assert number is not None
    assert number.key == symbol.replace(" ", "")
    assert number.type_code is not None


@pytest.mark.parametrize("symbol", [symbol for key in ("party_types", "laws") for symbol in raw("symbols")[key]["counter_examples"]])
def test_no_type_before_this_body(symbol: str) -> None:
    number = DocNumber.parse(symbol)
    assert number is None or number.type_code is None


@pytest.mark.parametrize("symbol", raw("symbols")["units"]["counter_examples"])
def test_no_unit_behind_a_blank(symbol: str) -> None:
    assert DocNumber.parse(symbol) is None


# ---- citations

VERB, NO_VERB = both("citations", "title_verbs")
END, NO_END = both("citations", "title_ends")
CLAUSE, NO_CLAUSE = both("citations", "clause_starts")
UNNUMBERED, NOT_UNNUMBERED = both("citations", "unnumbered")
SHORT, NOT_SHORT = both("citations", "short_forms")


@VERB
def test_title_begins_with_a_verb(entry: dict, line: str) -> None:
    title = parse_text(f"Theo {line}.").references[0].title
    assert title is not None
    assert title.startswith(tuple(entry["words"]))


@NO_VERB
def test_no_title(entry: dict, line: str) -> None:
    assert parse_text(f"Theo {line}.").references[0].title is None


@END
def test_title_ends(entry: dict, line: str) -> None:
    end = unquoted_end(line, 3, len(line))
    assert line[end + 1 :].startswith(tuple(entry["phrases"]))


@NO_END
def test_title_goes_on(entry: dict, line: str) -> None:
    assert unquoted_end(line, 3, len(line)) == len(line)


@pytest.mark.parametrize("phrase", raw("citations")["title_ends"]["phrases"])
def test_every_phrase_ends_a_title(phrase: str) -> None:
    text = f"quản lý đất đai {phrase} rồi"
    assert text[: unquoted_end(text, 0, len(text))] == "quản lý đất đai"


@CLAUSE
def test_clause_begins(entry: dict, line: str) -> None:
    end = unquoted_end(line, 3, len(line))
    assert line[end:].startswith(tuple(f", {p}" for p in entry["phrases"]))


@NO_CLAUSE
def test_comma_inside_a_title(entry: dict, line: str) -> None:
    assert unquoted_end(line, 3, len(line)) == len(line)


@pytest.mark.parametrize("phrase", raw("citations")["clause_starts"]["phrases"])
def test_every_clause_start_ends_a_title(phrase: str) -> None:
    text = f"quản lý đất đai, {phrase} rồi"
    assert text[: unquoted_end(text, 0, len(text))] == "quản lý đất đai"


@UNNUMBERED
def test_unnumbered(entry: dict, line: str) -> None:
    _is_unnumbered(line)


@SHORT
def test_short_form(entry: dict, line: str) -> None:
    _is_unnumbered(line)


def _is_unnumbered(line: str) -> None:
    (found,) = parse_text(f"Chi bộ thực hiện {line} nghiêm túc.").references
    assert found.kind == "unnumbered"
    assert line == found.surface + (f" của {found.issuer}" if found.issuer and found.issuer not in found.surface else "")


@NOT_UNNUMBERED
def test_not_unnumbered(entry: dict, line: str) -> None:
    _is_not_unnumbered(line)


@NOT_SHORT
def test_not_short_form(entry: dict, line: str) -> None:
    _is_not_unnumbered(line)


def _is_not_unnumbered(line: str) -> None:
    assert [r for r in parse_text(f"Chi bộ thực hiện {line} nghiêm túc.").references if r.kind == "unnumbered"] == []


# ---- thethuc

_CHECKS = {
    "nation": kinds.is_nation,
    "secrecy": kinds.secrecy,
    "urgency": kinds.urgency,
    "heads": kinds.names_body,
    "authority": kinds.is_authority,
    "position": kinds.is_position,
    "beginning": kinds.begins_text,
    "closing": kinds.is_closing,
}
_NOT_KEPT = {"TMĐT": "TM, without mark, before any capital is taken for an authority"}
_THETHUC = [
    pytest.param(
        check,
        example,
        which == "examples",
        id=f"{key}: {example}",
        marks=[pytest.mark.xfail(strict=True, reason=f"open: {_NOT_KEPT[example]}")] if example in _NOT_KEPT else [],
    )
    for key, check in _CHECKS.items()
    for which in ("examples", "counter_examples")
    for example in raw("thethuc")[key][which]
]


@pytest.mark.parametrize(("check", "line", "expected"), _THETHUC)
def test_kind_of_line(check, line: str, expected: bool) -> None:
    assert bool(check(line)) is expected


@pytest.mark.parametrize("key", ["nation", "secrecy", "urgency", "heads", "position", "beginning", "closing"])
def test_every_word_of_thethuc(key: str) -> None:
    entry = raw("thethuc")[key]
    for words in entry.get("words", entry.get("lines", ())):
        assert _CHECKS[key](words), words


HEADING_CHECKS = {"known": is_known, "titles": is_title}


@pytest.mark.parametrize("key", HEADING_CHECKS)
def test_headings(key: str) -> None:
    entry, check = raw("headings")[key], HEADING_CHECKS[key]
    for line in [*entry["words"], *entry["examples"]]:
        assert check(line), line
    for line in [*entry["counter_examples"], *entry.get("but_not", ())]:
        assert not check(line), line


def test_speaking_body() -> None:
    entry = raw("thethuc")["speaking"]
    for line in entry["examples"]:
        issuer = parse_text(f"KẾ HOẠCH\ncông tác năm\n\n{line} trong quý.\n").header.issuer
        assert issuer is not None
        assert line.startswith(issuer)
    for line in entry["counter_examples"]:
        assert parse_text(f"KẾ HOẠCH\ncông tác năm\n\n{line} trong quý.\n").header.issuer is None


_SWALLOWED = "the body's name swallows the first syllable of the verb, which stands in bodies.toml [inner]"


@pytest.mark.parametrize("verb", _open(raw("thethuc")["speaking"]["verbs"], dict.fromkeys(("giao",), _SWALLOWED)))
def test_every_speaking_verb(verb: str) -> None:
    text = f"KẾ HOẠCH\ncông tác năm\n\nBan Thường vụ Huyện ủy Sa Pa {verb} việc sau đây.\n"
    assert parse_text(text).header.issuer == "Ban Thường vụ Huyện ủy Sa Pa"


# ---- identity

CENTRAL, LOCAL = both("identity", "central")


@CENTRAL
def test_number_of_a_central_body(entry: dict, line: str) -> None:
    assert symbol_of(_number(line)).scope == "central"


@LOCAL
def test_number_of_a_local_body(entry: dict, line: str) -> None:
    assert symbol_of(_number(line)).scope != "central"


CENTRAL_NAME, LOCAL_NAME = both("identity", "names")


@CENTRAL_NAME
def test_name_of_a_central_body(entry: dict, line: str) -> None:
    assert read_spot(line).level == "central"


@LOCAL_NAME
def test_name_of_a_local_body(entry: dict, line: str) -> None:
    assert read_spot(line).level not in {"central", None}


def _number(line: str) -> DocNumber:
    number = DocNumber.parse(line)
    assert number is not None
    return number


@pytest.mark.parametrize(
    ("day", "count"), [(dt.date(2008, 7, 31), 64), (dt.date(2008, 8, 1), 63), (dt.date(2025, 6, 30), 63), (dt.date(2025, 7, 1), 34)]
)
def test_provinces_of_a_day(day: dt.date, count: int) -> None:
    provinces = raw("provinces")["province"]
    assert len([p for p in provinces if p.get("until", day) >= day and ("was" not in p or p["grown"] <= day)]) == count


def test_names_of_provinces() -> None:
    provinces = raw("provinces")["province"]
    names = [slug(name) for p in provinces for name in (p["name"], *p.get("other", ()))]
    # Spellings of one name may fold to one; names of two provinces never do.
    assert len({slug(p["name"]) for p in provinces}) == len(provinces)
    assert province_of("Tỉnh Lâm Đồng") == "lam-dong"
    assert all(province_of(name) == slug(p["name"]) for p in provinces for name in (p["name"], *p.get("other", ())))
    assert {slug(p["was"]) for p in provinces if "was" in p} <= set(names)


# ---- registries

DIRECTIVES = [d for entries in directives().values() for d in entries]


@pytest.mark.parametrize("d", DIRECTIVES, ids=lambda d: f"{d.key} {d.issued}")
def test_directive(d) -> None:
    number = DocNumber.parse(d.key)
    assert number is not None
    assert (str(number), number.mended) == (d.key, False)
    assert number.doc_type in (None, d.doc_type) or d.doc_type.startswith(number.doc_type)
    assert d.doc_type in {t.name for t in doc_types()}
    if d.issued and d.term:
        assert party_term(d.issued) == d.term
    if d.issued and number.year:
        assert d.issued.year == number.year
    if d.title:
        assert not d.title.lower().startswith("về ")
    assert d.confidence in {"H", "M", "L"}
    assert d.source
    assert d.issued or d.term or number.year
    assert d.place is None


def test_no_directive_stands_twice() -> None:
    seen = [(d.key, d.issued, d.term) for d in DIRECTIVES]
    assert sorted({s for s in seen if seen.count(s) > 1}, key=str) == []


def test_directives_point_at_each_other() -> None:
    # laws.toml keys count: a directive may amend a law.
    known = set(directives()) | {a["key"] for law in raw("laws")["law"] for a in law.get("acts", ())}
    for entry in raw("directives")["directive"]:
        for field in ("replaced_by", "repeals", "amends"):
            targets = entry.get(field, [])
            for target in [targets] if isinstance(targets, str) else targets:
                assert DocNumber.parse(target), (entry["key"], field, target)
                assert field == "amends" or target in known, (entry["key"], field, target)


@pytest.mark.parametrize("d", [d for d in DIRECTIVES if d.issued], ids=lambda d: f"{d.key} {d.issued}")
def test_a_dated_mention_of_a_directive_is_resolved(d) -> None:
    text = f"Thực hiện {d.doc_type} số {d.key}, ngày {d.issued.day:02}/{d.issued.month:02}/{d.issued.year} trong năm."
    document = parse_text(text)
    (found,) = document.references
    assert (found.key, found.issued, found.doc_type) == (d.key, d.issued, d.doc_type)
    assert found.status == ("unknown" if not d.key.endswith(("TW", "CP", "TTg")) and not found.number.year else "resolved")
    assert [n.code for n in document.notes] == []


@pytest.mark.parametrize("name", [n for n in laws() if n != "Hiến pháp"])
def test_law_is_found_by_name(name: str) -> None:
    document = parse_text(f"Cán bộ tuyên truyền {name}, các quy định khác tới thôn.")
    assert [(r.kind, r.surface) for r in document.references] == [("named", name)]


def test_laws() -> None:
    names = [e["name"] for e in raw("laws")["law"]]
    assert len({n.lower() for n in names}) == len(names)
    keys = [a["key"] for e in raw("laws")["law"] for a in e.get("acts", ())]
    assert sorted({k for k in keys if keys.count(k) > 1}) == []
    for entry in raw("laws")["law"]:
        days = [a["issued"] for a in entry.get("acts", ()) if "issued" in a]
        assert days == sorted(days, reverse=True), entry["name"]
        for act in entry.get("acts", ()):
            number = DocNumber.parse(act["key"])
            assert number is not None, act
            assert str(number) == act["key"]
            if number.year and "issued" in act:
                assert act["issued"].year == number.year, act


def test_assembly_of_a_law_fits_its_year() -> None:
    terms = {e["term"]: (e["first_year"], e["last_year"]) for e in raw("terms")["assembly"]}
    for entry in raw("laws")["law"]:
        for act in entry.get("acts", ()):
            year, _, body = act["key"].partition("/")[2].partition("/")
            assembly = body.removeprefix("PL-").removeprefix("UBTVQH").removeprefix("QH")
            if year.isdigit() and assembly.isdigit():
                first, last = terms[int(assembly)]
                assert first <= int(year) <= last, act


def test_terms_follow_each_other() -> None:
    party = raw("terms")["party"]
    for before, after in pairwise(party):
        assert before["until"] == after["from"]
        assert after["ordinal"] == before["ordinal"] + 1
    for e in party:
        assert party_term(e["from"] + dt.timedelta(days=1)) == e["term"]
        if "until" in e:
            assert party_term(e["until"]) == e["term"]
    assembly = raw("terms")["assembly"]
    for before, after in pairwise(assembly):
        assert before["last_year"] == after["first_year"]
        assert after["term"] == before["term"] + 1


def test_day_before_all_terms() -> None:
    assert party_term(dt.date(1930, 2, 3)) is None


@pytest.mark.parametrize("name", FILES)
def test_file_says_where_it_comes_from(name: str) -> None:
    from importlib import resources

    text = resources.files("qcdc_parse.catalog").joinpath(f"{name}.toml").read_text("utf-8")
    assert "# Source:" in text
    for table in raw(name).values():
        for entry in table if isinstance(table, list) else [table]:
            if "counter_examples" in entry:
                assert set(entry["examples"]).isdisjoint(entry["counter_examples"])


# ---- columns

HEADING, NO_HEADING = both("columns", "column")


@HEADING
def test_heading_of_a_column(entry: dict, line: str) -> None:
    assert kind_of(line) == entry["kind"]


@NO_HEADING
def test_heading_of_another_column(entry: dict, line: str) -> None:
    assert kind_of(line) != entry["kind"]


@pytest.mark.parametrize("entry", raw("columns")["column"], ids=lambda entry: entry["kind"])
def test_every_heading(entry: dict) -> None:
    assert [word for word in entry["whole"] if kind_of(word) != entry["kind"]] == []
    assert [word for word in entry["begins"] if kind_of(f"{word} x") != entry["kind"]] == []
    assert [word for word in entry["within"] if kind_of(f"x {word}") != entry["kind"]] == []


_ROWS = {
    "units": lambda line: unit_in(line) is not None,
    "less": less_is_better,
    "reduced": lambda line: any(w in line.lower() for w in raw("columns")["less"]["words"]) and not less_is_better(line),
    "sums": is_sum,
    "parts": lambda line: taken_apart("", line)[0] == "part",
}


@pytest.mark.parametrize(
    ("check", "line", "expected"),
    [
        pytest.param(check, line, which == "examples", id=f"{key}: {line}")
        for key, check in _ROWS.items()
        for which in ("examples", "counter_examples")
        for line in raw("columns")[key][which]
    ],
)
def test_name_of_a_row(check, line: str, expected: bool) -> None:
    assert check(line) is expected


# ---- portals

_PORTALS = {"names": portal.is_around, "box": portal.is_box, "tool": portal.is_box, "notice": portal.is_notice}
_PORTAL_LINES = [
    pytest.param(check, line, which == "examples", id=f"{key}: {line}")
    for key, check in _PORTALS.items()
    for which in ("examples", "counter_examples")
    for line in raw("portals")[key][which]
]


@pytest.mark.parametrize(("check", "line", "expected"), _PORTAL_LINES)
def test_line_of_a_portal(check, line: str, expected: bool) -> None:
    assert bool(check(line)) is expected


def test_strong_names_are_names() -> None:
    assert set(raw("portals")["names"]["strong"]) <= set(raw("portals")["names"]["words"])


# ---- audiences

UNIT, OTHER_UNIT = both("audiences", "audience")


@UNIT
def test_unit(entry: dict, line: str) -> None:
    assert entry["kind"] in kinds_of(line)


@OTHER_UNIT
def test_another_unit(entry: dict, line: str) -> None:
    assert entry["kind"] not in kinds_of(line)


@pytest.mark.parametrize("entry", raw("audiences")["audience"], ids=lambda entry: entry["kind"])
def test_every_word_of_a_unit(entry: dict) -> None:
    assert [words for words in entry["words"] if entry["kind"] not in kinds_of(words)] == []
    assert set(entry["within"]) <= set(unit_kinds()) - {entry["kind"]}


@pytest.mark.parametrize("line", raw("audiences")["no_unit"]["examples"])
def test_no_unit(line: str) -> None:
    assert kinds_of(line) == ()


@pytest.mark.parametrize("line", raw("audiences")["no_unit"]["counter_examples"])
def test_unit_after_all(line: str) -> None:
    assert kinds_of(line)


# ---- outlines


def _starts(name: str):
    return lambda line: begins(name).match(line.strip("()")) is not None


def _holds(name: str):
    return lambda line: holds(name).search(line) is not None


_OUTLINES = {
    **{
        name: _starts(name)
        for name in ("contents", "frame", "remark", "aside", "limit", "figure", "predicate", "attached", "on", "someone", "compared")
    },
    **{name: _holds(name) for name in ("title", "sending", "deadline", "only", "answers", "leaves_out", "named", "some", "proposals")},
    **{name: (lambda line, name=name: is_whole(name, line)) for name in ("share", "part", "joint")},
    "form": lambda line: is_form_title(line) is not None,
    "request": lambda line: is_request(line.strip("()")),
    "words": wants_words,
}


def test_every_table_of_outlines_is_tested() -> None:
    assert _OUTLINES.keys() == raw("outlines").keys()


@pytest.mark.parametrize(
    ("check", "line", "expected"),
    [
        pytest.param(check, line, which == "examples", id=f"{name}: {line}")
        for name, check in _OUTLINES.items()
        for which in ("examples", "counter_examples")
        for line in raw("outlines")[name][which]
    ],
)
def test_words_of_outlines(check, line: str, expected: bool) -> None:
    assert check(line) is expected


@pytest.mark.parametrize("entry", raw("graph")["relation"], ids=lambda entry: entry["name"])
def test_examples_of_the_relations_of_a_graph(entry: dict) -> None:
    assert [claim.relation for claim in claims_of(parse_text(entry["example"]))] == [entry["name"]]


def test_a_graph_knows_every_relation_that_is_read() -> None:
    passive = raw("graph")["passive"]
    assert {entry["relation"] for entry in raw("relations")["relation"]} - passive.keys() == {e["name"] for e in raw("graph")["relation"]}
    assert set(passive.values()) <= {e["name"] for e in raw("graph")["relation"]}
