"""The cyclic collector, kept from walking records that grow."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

__all__ = ["quiet_collector"]


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
