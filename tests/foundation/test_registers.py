"""A register is filled once and read only after that."""

import pytest

from fivestar.foundation.registers import Register


def test_entries_come_in_the_order_of_the_wiring() -> None:
    register: Register[int] = Register("numbers")

    register.fill(3, 1, 2)

    assert list(register) == [3, 1, 2]


def test_reading_one_that_nobody_filled_is_a_fault_of_the_start() -> None:
    with pytest.raises(RuntimeError, match="never filled"):
        list(Register[int]("numbers"))


def test_filling_twice_is_refused_and_keeps_the_first() -> None:
    register: Register[int] = Register("numbers")
    register.fill(1)

    with pytest.raises(RuntimeError, match="filled twice"):
        register.fill(2)

    assert list(register) == [1]
