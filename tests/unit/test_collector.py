"""The collector is back as it was, whatever happens meanwhile."""

import gc

import pytest

from learnsoc_desktop.core.collector import collector_paused


def test_that_the_collector_rests_only_inside_the_block() -> None:
    with collector_paused():
        assert not gc.isenabled()
        with collector_paused():
            pass
        assert not gc.isenabled()
    assert gc.isenabled()


def test_that_an_error_brings_the_collector_back() -> None:
    with pytest.raises(ZeroDivisionError), collector_paused():
        raise ZeroDivisionError
    assert gc.isenabled()
