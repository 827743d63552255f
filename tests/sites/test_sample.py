"""The list of the sample newsroom's files, by which `new newsroom` knows what is the sample's and what an owner wrote."""

from __future__ import annotations

from pathlib import Path

from generator.new_newsroom.sample import LIST, list_of


def test_the_list_is_that_of_the_sample_as_it_is(sample: Path) -> None:
    """If you changed the sample, run  python -m tests.sample  and commit what it writes."""
    assert (sample / LIST).read_text("utf-8") == list_of(sample)
