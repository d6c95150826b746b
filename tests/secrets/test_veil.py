"""What hides known secrets in whatever is made of them."""

from __future__ import annotations

import json
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dativo_hooks.clouds.gcp import spelt_value
from dativo_hooks.secrets.kind import HIDDEN
from dativo_hooks.secrets.search import Part
from dativo_hooks.secrets.veil import NO_VEIL, veil_of
from tests.laws import examples


@pytest.mark.parametrize(
    ("part", "text", "wanted"),
    [
        (Part("hunter2-9", "", ""), "`mysql---root-hunter2-9-host`", "`mysql---root-•••-host`"),
        (Part("hunter2", "", ""), "write `a-HUNTER2-b`", "write `a-•••-b`"),
        (Part("Tr0ub4dor_Horse", "", ""), "tr0ub4dor-horse.tf", "•••.tf"),
        (Part("Tr0ub4dor_Horse", "", ""), "is `Tr0ub4dor_Ho…`", "is `•••…`"),
        (Part("Tr0ub4dor_Horse", "", ""), "is `x-Tr0u…`", "is `x-•••…`"),
        (Part("pw", "mysql://root:", "@host"), "mysql---root-pw-host", "my•••"),
        (Part("pw", "mysql://root:", "@host"), "a pwd of pw", "a pwd of pw"),
        (Part("qx9", "", ""), "a qx9 and a qx99", "a ••• and a qx99"),
        (Part("x", "", ""), "an x", "an x"),
        (Part("", "", ""), "an x", "an x"),
    ],
)
def test_it_is_hidden_in_other_spellings(part: Part, text: str, wanted: str) -> None:
    veil = veil_of([part])
    assert veil.over(text) == wanted
    assert veil.hides(text) is (wanted != text)


def test_without_secrets_nothing_is_hidden() -> None:
    assert not NO_VEIL
    assert not veil_of([])
    assert NO_VEIL.over("an x") == "an x"


@examples(120)
@given(
    st.text("abcdefghjkABCDEFGH0123456789-_.:/+é", min_size=12, max_size=60),
    st.text("xyz {}`", max_size=20),
)
def test_no_spelling_shows_eight_letters(secret: str, around: str) -> None:
    plain = "".join(filter(str.isalnum, unicodedata.normalize("NFKD", secret).casefold()))
    veil = veil_of([Part(secret, "", "")])
    for spelt in (
        secret,
        secret.lower(),
        secret.replace("_", "-"),
        spelt_value((secret,)),
        json.dumps(json.dumps(secret, ensure_ascii=False), ensure_ascii=False),
        secret[:30] + "…",
        ",".join(secret),
        unicodedata.normalize("NFD", secret),
    ):
        shown = veil.over(around + spelt + around).replace(HIDDEN, " ")
        left = "".join(
            c if c.isalnum() else "" for c in unicodedata.normalize("NFKD", shown).casefold()
        )
        assert not any(plain[at : at + 8] in left for at in range(len(plain) - 7))
