"""Every form of a secret is known by a text that isn't made of our own pattern of it."""

from __future__ import annotations

import random
import re
import string
from pathlib import Path

import pytest
import yaml

from dativo_hooks.redaction import redacted
from dativo_hooks.secrets.kind import HIDDEN
from dativo_hooks.secrets.recognition import secret_kind
from dativo_hooks.secrets.table import KINDS
from tests.secrets.samples import SAMPLES

FILE = Path(__file__).parent.parent / "cases" / "secrets" / "forms.yaml"
SORTS = {
    "hex": "0123456789abcdef",
    "letters": string.ascii_letters + string.digits,
    "capitals": string.ascii_uppercase + string.digits,
    "base32": string.ascii_uppercase + "234567",
    "digits": string.digits,
}


def made(form: str) -> str:
    """The form with letters and digits for what is between braces."""
    dice = random.Random(form)

    def some(match: re.Match[str]) -> str:
        if match[1] == "uuid":
            return "-".join(some_of("hex", length) for length in (8, 4, 4, 4, 12))
        return some_of(match[1], int(match[2]))

    def some_of(sort: str, length: int) -> str:
        # One of each class, so that what must be mixed is.
        start = {"letters": "a1B", "hex": "a1"}.get(sort, "")
        return start + "".join(dice.choice(SORTS[sort]) for _ in range(length - len(start)))

    return re.sub(r"\{(\w+)(?: (\d+))?\}", some, form)


FORMS = [
    (kind, form)
    for kind, forms in yaml.safe_load(FILE.read_text(encoding="utf-8")).items()
    for form in forms
]


@pytest.mark.parametrize(("kind", "form"), FORMS, ids=[form[:20] for _, form in FORMS])
def test_a_form_is_known_and_hidden(kind: str, form: str) -> None:
    before, marked, rest = made(form).partition("<")
    secret, _, after = rest.partition(">")
    text = f"{before}{secret}{after}"
    secret = secret if marked else text[4:]
    assert secret_kind(text) == kind
    shown = redacted(text)
    assert secret not in shown
    assert secret[-8:] not in shown
    assert HIDDEN in shown


def test_every_kind_has_a_form_or_a_sample_of_its_own() -> None:
    assert {kind.kind for kind in KINDS} == {kind for kind, _ in FORMS} | {
        sample.kind for sample in SAMPLES
    }
