"""What is a slip of the finger, and what may be another word."""

from __future__ import annotations

import pytest

from dativo_hooks.validation.suggestions import slip

KNOWN = ("memory", "cpu", "type", "project", "image_uri", "dataProduct", "subnet_id", "retries")


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("memmory", "memory"),
        ("memry", "memory"),
        ("memorx", "memory"),
        ("mmeory", "memory"),
        ("Memory", "memory"),
        ("imageUri", "image_uri"),
        ("image-uri", "image_uri"),
        ("image_url", "image_uri"),
        ("data_product", "dataProduct"),
        ("dataProdct", "dataProduct"),
        ("subnet_ids", "subnet_id"),
        ("typ", "type"),
        # Two slips, another number of words, another number.
        ("mmemmory", None),
        ("project_i", None),
        ("project1", None),
        ("gpu", None),
        ("storage", None),
        ("", None),
    ],
)
def test_slip(word: str, meant: str | None) -> None:
    assert slip(word, KNOWN) == meant


@pytest.mark.parametrize(
    ("word", "candidates"),
    [
        ("dataproduct", ("dataProduct", "data_product")),
        ("start", ("stars", "starts")),
        ("sources", ("source", "sourcesx")),
    ],
)
def test_two_words_are_as_near(word: str, candidates: tuple[str, ...]) -> None:
    assert slip(word, candidates) is None


def test_what_is_right_but_for_case_is_no_slip_of_another() -> None:
    assert slip("START", ("stars", "start")) == "start"
