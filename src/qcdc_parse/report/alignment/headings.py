"""How well a heading names the slots of an outline, and where a chain of headings leads."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import Literal, NamedTuple

from qcdc_parse.report.alignment.asked import plain
from qcdc_parse.report.alignment.plan import Name, Plan
from qcdc_parse.report.alignment.words import OUTSIDE, TASKS, members, named_questions, naming_words, syllables, words_of

__all__ = ["Leads", "Naming", "Pointer", "Said", "naming"]

Said = Literal["heading", "lead"]

_FULL = 7.0
"""Log odds that a heading gives which is word for word that of the slot."""
_LEAST = 0.34
"""Likeness that says nothing yet."""
_SYNONYM = 0.88
_FEWER = 0.9
_BESIDE_EXACT = 0.7
"""What other names keep where one is word for word that of the slot."""
_OTHER_WORDS = 0.6
"""What a synonym keeps where another name of the outline has the very words."""
_PROMPT = 0.9
_MASS = 1.3
"""Weight of shared words that a likeness needs to count in full."""
_WORD, _OTHER, _MOST_BY_WORDS = 1.9, 0.35, 4.5
"""Log odds that a shared word gives, that one of the heading's other words costs, and the most that both come to."""
_TOO_FEW = 0.6
"""A name of whose weight no more is shared says nothing, where a heading is mostly of other words."""
_SHOWN, _MEMBER = 120, 0.95
_OUTSIDE = 0.6
_APPENDED = re.compile(r"phụ\s+lục(?:\s+số)?\s+(?:\d+|[ivx]+)\b", re.IGNORECASE)
_BY_LABEL = 5.0
"""Log odds that the label of an appendix gives: `Số liệu theo Phụ lục 2`."""
_NAMED = 1.5
"""Log odds from which a member of a heading names a slot: then it does so as surely as the other members."""
_ALIKE = 0.4
"""Likeness that it must have, too."""
_KEPT = 4096

_OWN_LEAF, _OWN_INNER = 0.7, 1.6
"""What a sub-heading of the unit's own costs under a slot without sub-slots, and under one with them."""
_JUMP: dict[Said, float] = {"heading": 4.0, "lead": 6.5}
"""What it costs to leave what the headings above say."""
_SETTLED, _OUT_OF_LEAF = 4.0, 2.0
"""What it costs more where they clearly name a slot without sub-slots."""
_FAR = 4.0
_HINT, _UNNAMED = 1.0, 0.8
"""A heading that names nothing speaks for being outside."""
_REPEATED = 0.3
_LEVEL = 0.3
_OUT = -2.5
_OUT_LEAF, _OUT_INNER = 3.0, 1.2
_LABEL = 0.5
_NO_LEAF = 1.5
_BESIDE, _EXACT, _AS_WELL = 0.2, 0.95, 0.9
"""Share of what a heading says of a slot that it keeps where it names the slot above, too, and not word for word."""
_OTHER_PART = 5.0
"""What it costs to name an item of an appendix inside a section of the body."""


class Naming(NamedTuple):
    """What a heading may name: node, log odds, and the words that say so."""

    node: int
    odds: float
    words: str
    prompt: int | None
    likeness: float


class Leads(NamedTuple):
    """Log odds for each node that a place is it; then for no node yet, and for being outside the outline."""

    odds: tuple[float, ...]
    namings: tuple[Naming, ...]


def naming(plan: Plan, heading: str) -> tuple[Naming, ...]:
    """Return the nodes that a heading may name, with log odds; each of the members it puts side by side may name one."""
    text = plain(heading)
    best: dict[int, Naming] = {}
    if appended := _APPENDED.search(heading):
        for node, slot in enumerate(plan.slots):
            if slot.style == "appendix" and slot.label.casefold() == " ".join(appended[0].casefold().split()):
                best[node] = Naming(node, _BY_LABEL, appended[0], None, 1.0)
    if _name(plan, text, 1.0, best):
        return tuple(n if n.likeness >= _EXACT else n._replace(odds=_BESIDE_EXACT * n.odds) for n in best.values())
    apart: dict[int, Naming] = {}
    firsts: set[int] = set()
    for member in members(text):
        own: dict[int, Naming] = {}
        _name(plan, member, _MEMBER, own)
        inner = [n for n in own.values() if n.node < len(plan.slots)]
        most = max((n.odds for n in inner), default=0.0)
        firsts |= {n.node for n in inner if n.odds >= _AS_WELL * most}
        for node, found in own.items():
            if node not in apart or found.odds > apart[node].odds:
                apart[node] = found
    firsts = {node for node in firsts if apart[node].odds > _NAMED and apart[node].likeness > _ALIKE}
    firsts -= {plan.parents[node] for node in firsts}
    if len(firsts) > 1:
        sure = max(apart[node].odds for node in firsts)
        best = {node: found for node, found in best.items() if node not in firsts and (node >= len(plan.slots) or not plan.leaf[node])}
        apart |= {node: apart[node]._replace(odds=sure) for node in firsts}
    return tuple(max((found[n] for found in (best, apart) if n in found), key=lambda n: n.odds) for n in {**best, **apart})


def _name(plan: Plan, text: str, share: float, best: dict[int, Naming]) -> bool:
    """Collect what a text may name; tell whether it is word for word a heading of the outline."""
    words = words_of(text, plan.lexicon)
    if not words:
        return False
    folded, shown = " ".join(syllables(text)), _short(text)
    mass = plan.mass(words)
    shared: defaultdict[int, float] = defaultdict(float)
    for word in sorted(words):
        weight = plan.mass((word,))
        for number in plan.named.get(word, ()):
            shared[number] += weight
    questions, covered = named_questions(text)
    if not plan.ahead.isdisjoint(words):
        questions, covered = questions | {TASKS}, max(covered, _OUTSIDE)
    phrases = naming_words(text) if questions else frozenset[str]()
    asking = {question: plan.naming.get(question, ()) for question in questions}
    literal = {question for question, numbers in asking.items() if any(phrases & plan.names[number].phrases for number in numbers)}
    exact = False
    if OUTSIDE in questions and covered > _OUTSIDE:
        best[len(plan.slots) + 1] = Naming(len(plan.slots) + 1, _FULL, text, None, 1.0)
    for number in sorted(shared.keys() | {number for numbers in asking.values() for number in numbers}):
        name = plan.names[number]
        synonym = questions & name.questions if name.prompt is None else frozenset()
        both = shared.get(number, 0.0)
        if not synonym and _WORD * both <= _OTHER * (mass - both) and both <= _TOO_FEW * name.mass:
            continue
        if folded == name.folded:
            likeness = 1.0
            exact = exact or name.prompt is None
        else:
            likeness = (0.6 * both / mass + 0.4 * both / name.mass) * min(1.0, both / min(_MASS, name.mass)) if both else 0.0
            if synonym:
                alike = len(synonym) / min(len(questions), len(name.questions)) * (1 if questions == name.questions else _FEWER)
                alike *= _OTHER_WORDS if synonym <= literal and not phrases & name.phrases else 1.0
                likeness = max(likeness, _SYNONYM * alike * (0.4 + 0.6 * covered) * (0.4 + 0.6 * name.covered))
        likeness *= share if name.prompt is None else _PROMPT * share
        known = best.get(name.node)
        odds = max(_FULL * (likeness - _LEAST) / (1 - _LEAST), share * min(_WORD * both - _OTHER * (mass - both), _MOST_BY_WORDS))
        if odds > 0 and (known is None or odds > known.odds):
            said = f"{shown} = {_short(_target(plan, name))}"
            best[name.node] = Naming(name.node, odds, said, name.prompt, likeness)
    return exact


def _target(plan: Plan, name: Name) -> str:
    slot = plan.slots[name.node]
    return slot.heading if name.prompt is None else slot.prompts[name.prompt - 1].text


def _short(words: str) -> str:
    return " ".join(words.split())[:_SHOWN]


class Pointer(dict[str, tuple[Naming, ...]]):
    """What headings name and where chains of them lead, kept: units repeat those of the outline and of one another."""

    def __init__(self, plan: Plan) -> None:
        super().__init__()
        self._plan = plan
        self._chains: dict[tuple[object, ...], Leads] = {}
        self.begin = begin(plan)

    def __missing__(self, heading: str) -> tuple[Naming, ...]:
        if len(self) > _KEPT:
            self.clear()
        self[heading] = found = naming(self._plan, heading)
        return found

    def follow(
        self, above: Leads, heading: str, label: str = "", *, said: Said = "heading", body: bool = False, above_others: bool = False
    ) -> Leads:
        """Return where a heading leads (see :func:`follow`); an empty one names nothing."""
        key = (above, heading, label, said, body, above_others)
        found = self._chains.get(key)
        if found is None:
            if len(self._chains) > _KEPT:
                self._chains.clear()
            namings = self[heading] if heading else ()
            found = self._chains[key] = follow(self._plan, above, namings, label, said=said, body=body, above_others=above_others)
        return found


def begin(plan: Plan) -> Leads:
    """Return where a document leads that has said nothing yet."""
    return Leads((-_FAR,) * len(plan.slots) + (0.0, _OUT), ())


def follow(
    plan: Plan,
    above: Leads,
    namings: tuple[Naming, ...],
    label: str = "",
    *,
    said: Said = "heading",
    body: bool = False,
    above_others: bool = False,
) -> Leads:
    """Return where a heading leads in the light of those above it.

    ``said``: as a heading, or ahead of a colon, where a word is soon taken for a name; ``body``: inside a section of the body,
    where no item of an appendix is named; ``above_others``: it has headings below it, as slots with sub-slots have.
    """
    odds, root = above.odds, len(plan.slots)
    leaf, parents = plan.leaf, plan.parents
    new = [o - (_OWN_LEAF if leaf[n] else _OWN_INNER) for n, o in enumerate(odds[:root])]
    top = max(range(root), key=odds.__getitem__, default=0)
    settled = root > 0 and odds[top] > _SETTLED and leaf[top]
    jump = odds[top] - _JUMP[said] - (_OUT_OF_LEAF if settled else 0.0) if root else -_FAR
    outer = max(odds[root + 1], max((o - (_OUT_LEAF if leaf[n] else _OUT_INNER) for n, o in enumerate(odds[:root])), default=0.0))
    if said == "heading" and not any(n.odds > _HINT for n in namings):
        outer = max(outer, odds[root] + _UNNAMED)
    whole = {naming.node: naming for naming in namings}
    most: dict[int, float] = {}
    for n, named, *_ in namings:
        if n < root:
            most[parents[n]] = max(named * _AS_WELL, most.get(parents[n], 0.0))
    for n, named, *_ in namings:
        if n > root:
            outer = max(outer, odds[root], odds[top]) + named
            continue
        gain = named
        way = max(jump, odds[root], odds[n] - _REPEATED)
        aside = _OUT_OF_LEAF if settled and n != top else 0.0
        cost, up = 0.0, parents[n]
        while up >= 0:
            way = max(way, odds[up] - cost - aside)
            cost, up = cost + _LEVEL, parents[up]
        up = parents[n]
        if up in whole and whole[up].likeness < _EXACT and gain >= most[up]:
            way = max(way, odds[root] + whole[up].odds - _LEVEL - (1 - _BESIDE) * gain)
        same_label = _LABEL if label and label == plan.slots[n].label else 0.0
        if body and plan.appendix[n]:
            gain = min(gain - _OTHER_PART, 0.0)
        if above_others and leaf[n]:
            gain -= _NO_LEAF
        new[n] = max(new[n], way + gain + same_label)
    return Leads((*new, odds[root], outer), namings)
