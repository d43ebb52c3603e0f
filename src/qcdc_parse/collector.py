"""The cyclic collector, kept from walking records that grow."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

__all__ = ["grown_old", "quiet_collector"]


@contextmanager
def quiet_collector() -> Iterator[None]:
    """Keep the cyclic collector from walking a growing record again and again, where no cycles are made."""
    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def grown_old() -> None:
    """Count all that is alive as old: of millions of new objects the collector would walk all, twice, before it did so itself."""
    if not gc.get_freeze_count():  # somebody's own, which would thaw
        gc.freeze()
        gc.unfreeze()
