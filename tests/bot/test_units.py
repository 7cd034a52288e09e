"""Lengths on a tape: read, written, counted down, and turned from one unit into the other."""

import pytest

from bot.parsing import CM_PER_INCH, read_centimetres
from bot.screens.units import TapeMark, Units, down, exact, in_units, length, step
from content.library import load


@pytest.mark.parametrize(
    ("text", "inches", "centimetres"),
    [
        ("9.5", False, 9.5),
        ("9,5 cm", False, 9.5),
        ("9.7", False, 9.5),
        ("10cm", True, 10.0),
        ("4", True, 4 * CM_PER_INCH),
        ("4.75", True, 4.75 * CM_PER_INCH),
        ("4 3/4", True, 4.75 * CM_PER_INCH),
        ("4¾", True, 4.75 * CM_PER_INCH),
        ("3/4 in", False, 0.75 * CM_PER_INCH),
        ("1/2", True, 0.5 * CM_PER_INCH),
        ("4.8 in", False, 4.75 * CM_PER_INCH),
        ("", False, None),
        ("cm", False, None),
        ("4 3/5", True, None),
        ("-3", False, None),
        ("٩", False, 9.0),
    ],
)
def test_a_length_is_read_to_what_a_tape_shows(
    text: str, inches: bool, centimetres: float | None
) -> None:
    found = read_centimetres(text, inches=inches)
    assert found == (None if centimetres is None else pytest.approx(centimetres))


@pytest.mark.parametrize(
    ("centimetres", "units", "told"),
    [
        (9.5, "cm", "9.5 cm"),
        (10, "cm", "10 cm"),
        (12.065, "cm", "12 cm"),
        (12.065, "in", "4¾ in"),
        (0.635, "in", "¼ in"),
        (0, "in", "0 in"),
        (9.5, "in", "3¾ in"),
    ],
)
def test_a_length_is_told_in_the_runners_units(centimetres: float, units: Units, told: str) -> None:
    assert length(centimetres, units) == told


def test_a_share_of_a_length_is_never_told_longer_than_it_is() -> None:
    assert down(4.75, "cm") == "4.5 cm"
    assert down(0.4, "cm") is None
    for quarters in range(1, 40):
        assert down(quarters / 4 * CM_PER_INCH, "in") == length(quarters / 4 * CM_PER_INCH, "in")


def test_a_length_survives_its_way_through_a_button() -> None:
    for halves in range(61):
        assert TapeMark.read(str(TapeMark.at(halves / 2, "cm"))).centimetres == halves / 2
    for quarters in range(49):
        there = TapeMark.read(str(TapeMark.at(quarters / 4 * CM_PER_INCH, "in")))
        assert there.centimetres == pytest.approx(quarters / 4 * CM_PER_INCH)


@pytest.mark.parametrize("word", ["", "19", "c", "c61", "q49", "c1000", "x5", "c-1", "c1 "])
def test_what_is_no_length_is_refused(word: str) -> None:
    with pytest.raises(ValueError, match="tape"):
        TapeMark.read(word)


def test_steps_and_numbers_of_studies_are_written_short() -> None:
    assert [step(one, "in") for one in (-1, -0.25, 0.25, 1)] == ["-1", "-¼", "+¼", "+1"]
    assert step(0.5, "cm") == "+0.5"
    assert (exact(12.9, "cm"), exact(10, "cm"), exact(10, "in")) == ("12.9", "10", "3.9")


def test_no_step_of_a_check_speaks_of_centimetres_to_who_measures_in_inches() -> None:
    for check in load().checks.values():
        for text in check.steps:
            told = in_units(text, "in")
            assert " cm" not in told
            assert "centimetre" not in told
            assert in_units(text, "cm") == text


def test_lengths_in_a_text_are_turned_as_a_tape_shows_them() -> None:
    assert in_units("Back 1 cm, from 10 to 12.9 cm.", "in") == "Back ½ in, from 4 to 5 in."
