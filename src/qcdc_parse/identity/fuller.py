"""Fuller places: of several documents some print the province of their district and some do not.

A name of a district that several bear settles nothing (`catalog/provinces.toml`), so of the others `da-lam` and `da-lam.lam-dong` are
one place. Of communes only documents are one that share number, time and commune, where the places do not contradict each other.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from qcdc_parse.identity.spots import UNITS_BELOW, provinces, repeated_districts

__all__ = ["districts_of", "in_full"]

_OF_DISTRICTS = ("hu", "qu", "thu", "txu", "ubnd", "hdnd")
"""Bodies whose place, where it is a unit and a province, is a district's."""


def districts_of(keys: Iterable[str]) -> dict[str, str]:
    """Return the province of every district that stands with one province only in these keys.

    >>> districts_of(["dang/hu@da-lam.lam-dong/nq/2020-04-03/5", "nn/ubnd@da-lam/kh/2016-09-12/58"])
    {'da-lam': 'lam-dong'}
    """
    found: defaultdict[str, set[str]] = defaultdict(set)
    for key in keys:
        body, _, place = key.split("/", 2)[1].partition("@")
        unit, _, province = place.partition(".")
        if body in _OF_DISTRICTS and province in provinces() and not unit.startswith(UNITS_BELOW):
            found[unit].add(province)
    several = repeated_districts() | provinces().keys()
    return {unit: of.pop() for unit, of in found.items() if len(of) == 1 and unit not in several}


def in_full(keys: Iterable[str], districts: Mapping[str, str]) -> dict[str, str]:
    """Return the fuller key of every one that has one: with the province of its district, or the district of its commune.

    A commune's is that of another key here that is the same but for the district.

    >>> in_full(["dang/du@xa-da-rom.lam-dong/kh/2016-07-14/5", "dang/du@xa-da-rom.da-lam/kh/2016-07-14/5"], {"da-lam": "lam-dong"})
    {'dang/du@xa-da-rom.da-lam/kh/2016-07-14/5': 'dang/du@xa-da-rom.da-lam.lam-dong/kh/2016-07-14/5',
     'dang/du@xa-da-rom.lam-dong/kh/2016-07-14/5': 'dang/du@xa-da-rom.da-lam.lam-dong/kh/2016-07-14/5'}
    """
    known = sorted(set(keys))
    full = {key: _with_province(key, districts) for key in known}
    alike: defaultdict[str, set[str]] = defaultdict(set)
    for key in full.values():
        if (place := _place(key)).startswith(UNITS_BELOW):
            alike[key.replace(f"@{place}/", f"@{place.partition('.')[0]}/", 1)].add(key)
    longest: dict[str, str] = {}
    for group in alike.values():
        most = max(group, key=lambda key: (len(_place(key)), key))
        if all(_holds(_place(most), _place(key)) for key in group):
            longest |= dict.fromkeys(group, most)
    return {key: fuller for key in known if (fuller := longest.get(full[key], full[key])) != key}


def _with_province(key: str, districts: Mapping[str, str]) -> str:
    place = _place(key)
    province = districts.get(place.rpartition(".")[2])
    return key.replace(f"@{place}/", f"@{place}.{province}/", 1) if province else key


def _place(key: str) -> str:
    return key.split("/", 2)[1].partition("@")[2] if "@" in key else ""


def _holds(place: str, other: str) -> bool:
    """Tell whether the units of one place stand in another, in order, the first and the last at its ends."""
    units, some = place.split("."), other.split(".")
    rest = iter(units)
    return units[0] == some[0] and units[-1] == some[-1] and all(unit in rest for unit in some)
