"""The configuration as a document, and back."""

from __future__ import annotations

import yaml
from hypothesis import given
from hypothesis import strategies as st

from dativo_hooks.document import Document
from dativo_hooks.model.configuration import (
    AllowedValues,
    Condition,
    Configuration,
    PathRules,
    RuleChoice,
    TagPolicy,
    Terraform,
    decode_configuration,
)
from dativo_hooks.model.effective import effective, effective_yaml
from dativo_hooks.validation.validate import problems
from tests.laws import examples

_TAGS = st.sampled_from(["finops_project", "governance_owner", "environment", "infra_team"])
_TEXT = st.text(st.characters(codec="utf-8"), min_size=1, max_size=8)
_WORDS = st.text("abcXYZ019_", min_size=1, max_size=6)
_GLOBS = st.lists(_WORDS.map(lambda word: f"{word}/*.yaml"), min_size=1, max_size=2).map(tuple)
_VALUES = st.lists(_WORDS, min_size=1, max_size=2).map(tuple)


def _wanted(values: st.SearchStrategy[tuple[str, ...]]) -> st.SearchStrategy[object]:
    return st.dictionaries(_TAGS, values, min_size=1, max_size=2).map(
        lambda found: tuple(found.items())
    )


_POLICIES = st.builds(
    TagPolicy,
    required=st.lists(_TAGS, max_size=2).map(tuple),
    recommended=st.lists(_TAGS, max_size=2).map(tuple),
    values=st.dictionaries(
        _TAGS,
        st.builds(
            AllowedValues,
            st.lists(_TEXT, max_size=2).map(tuple),
            st.just("") | _WORDS,
            st.booleans(),
        ),
        max_size=2,
    ).map(lambda own: {**TagPolicy().values, **own}),
    conditional=st.lists(
        st.builds(Condition, _wanted(_VALUES), _wanted(_VALUES) | _wanted(st.just(()))), max_size=2
    ).map(tuple),
    severity=st.dictionaries(
        st.sampled_from(["DH303", "secret"]), st.sampled_from(["error", "warning", "off"])
    ),
    locked=st.lists(st.sampled_from(["DH3", "secret", "ALL"]), max_size=2).map(tuple),
)

_SELECTOR = st.sampled_from(["ALL", "DH3", "dh305", "secret"])
_SELECTORS = st.lists(_SELECTOR, max_size=2).map(tuple)
_SEVERITIES = st.dictionaries(
    st.sampled_from(["ALL", "DH5", "secret"]),
    st.sampled_from(["error", "warning", "off"]),
    max_size=2,
)
_RULES = st.builds(
    RuleChoice,
    select=st.lists(_SELECTOR, min_size=1, max_size=2).map(tuple),
    ignore=_SELECTORS,
    severity=_SEVERITIES,
    per_path=st.lists(
        st.builds(PathRules, paths=_GLOBS, ignore=_SELECTORS, severity=_SEVERITIES), max_size=2
    ).map(tuple),
)

CONFIGURATIONS = st.builds(
    Configuration,
    jobs=_GLOBS,
    assets=_GLOBS,
    connectors=_GLOBS,
    prefixes=st.sampled_from([(), (("/app/", ""),), (("/data/x/", "y/"), ("/app/", ""))]),
    variables=st.dictionaries(st.sampled_from(["A", "TENANT"]), st.just("") | _TEXT),
    tag_policy=_POLICIES,
    aws_list_separator=st.sampled_from([":", " ", "@"]),
    gcp_key_separator=st.sampled_from(["-", "_"]),
    terraform=st.builds(
        Terraform,
        path=_WORDS,
        name=_WORDS,
        format=st.sampled_from([None, "hcl", "json"]),
        separate_environments=st.booleans(),
        layout=st.sampled_from([None, "resources", "module"]),
        module_source=st.sampled_from(
            ["terraform/modules", "git::https://x.example/m.git//{module}"]
        ),
        module_version=st.sampled_from(["", "1.0", "~> 1.4"]),
        versions=st.booleans(),
        variables=st.booleans(),
        providers=st.booleans(),
    ),
    exclude=st.just(()) | _GLOBS,
    rules=_RULES,
    baseline=st.sampled_from(["", ".dativo-hooks-baseline.json", "ci/old.json"]),
)


def document(value: object, data: bytes = b"") -> Document:
    """A document of the configuration's file."""
    return Document(".dativo-hooks.yaml", data, value)


@examples(60)
@given(CONFIGURATIONS)
def test_means_the_same_and_fits_the_schema(configuration: Configuration) -> None:
    text = effective_yaml(configuration)
    assert text.replace("\n", "").isprintable()
    value = yaml.safe_load(text)
    assert value == effective(configuration)
    assert decode_configuration(document(value)) == configuration
    assert problems(document(value, text.encode()), "configuration") == ()
