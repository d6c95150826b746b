"""Which rules are looked at where, and how severe they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dativo_hooks.configuration.loading import configuration_from
from dativo_hooks.filtering.selection import Selection, floor
from dativo_hooks.model.configuration import Configuration, PathRules, RuleChoice, TagPolicy
from dativo_hooks.position import Origin
from dativo_hooks.rules import BY_KEY, RULES
from tests.laws import examples

if TYPE_CHECKING:
    from collections.abc import Iterable
    from random import Random

    from dativo_hooks.rule import Rule

FILE = ".dativo-hooks.yaml"
OLD = "jobs/old/x.yaml"
DH303 = "missing-recommended-tag"


def configured(text: str) -> Configuration:
    configuration, _, problems = configuration_from(FILE, text.encode())
    assert configuration is not None, problems
    return configuration


@pytest.mark.parametrize(
    ("text", "levels"),
    [
        ("", {"DH301": "error", "DH303": "warning", "DH504": "warning"}),
        # What is selected.
        ("rules: {select: [DH3]}", {"DH301": "error", "DH303": "warning", "DH103": None}),
        ("rules: {select: [secret, DH6]}", {"DH305": "error", "DH601": "error", "DH301": None}),
        ("rules: {select: [DH3], severity: {DH103: error}}", {"DH103": None}),
        # What is ignored: the narrower wins, then `ignore`.
        ("rules: {ignore: [DH3]}", {"DH301": None, "DH305": None, "DH401": "error"}),
        ("rules: {select: [DH301, DH1], ignore: [DH3, DH103]}", {"DH301": "error", "DH103": None}),
        ("rules: {select: [DH3], ignore: [DH3]}", {"DH301": None}),
        ("rules: {select: [DH3], ignore: [ALL]}", {"DH301": "error"}),
        ("rules: {select: [DH301], ignore: [missing-required-tag]}", {"DH301": None}),
        # How severe: the narrower wins, the code over the name.
        ("rules: {severity: {DH5: warning, DH502: error}}", {"DH501": "warning", "DH502": "error"}),
        ("rules: {severity: {DH303: error, missing-recommended-tag: 'off'}}", {"DH303": "error"}),
        ("rules: {severity: {ALL: warning}}", {"DH301": "warning", "DH601": "warning"}),
        ("rules: {severity: {DH4: 'off'}}", {"DH401": None, "DH501": "error"}),
        ("rules: {select: [ALL, DH401], severity: {DH4: 'off'}}", {"DH401": "error"}),
        ("rules: {ignore: [DH4], severity: {DH401: warning}}", {"DH401": "warning"}),
        ("rules: {ignore: [DH401], severity: {DH401: error}}", {"DH401": None}),
        # `tag_policy.severity` and `rules`.
        ("tag_policy: {severity: {DH303: error}}", {"DH303": "error"}),
        (
            "tag_policy: {severity: {DH303: error}}\nrules: {severity: {DH303: 'off'}}",
            {"DH303": None},
        ),
        (
            f"tag_policy: {{severity: {{DH303: error}}}}\nrules: {{severity: {{{DH303}: 'off'}}}}",
            {"DH303": None},
        ),
        (
            "tag_policy: {severity: {DH303: error}}\nrules: {severity: {DH3: 'off'}}",
            {"DH303": "error", "DH301": None},
        ),
        (
            "tag_policy: {severity: {DH303: 'off'}}\nrules: {select: [DH3]}",
            {"DH303": None, "DH301": "error"},
        ),
        ("tag_policy: {severity: {DH303: error}}\nrules: {ignore: [DH303]}", {"DH303": None}),
        # Reading a file is looked at in any case, and DH009 may become an error.
        ("rules: {ignore: [ALL]}", {"DH001": "error", "DH009": "warning", "DH101": None}),
        ("rules: {select: [DH3], severity: {DH3: 'off'}}", {"DH008": "error", "DH305": None}),
        ("rules: {severity: {DH009: error}}", {"DH009": "error"}),
        # What is locked.
        (
            "tag_policy: {locked: [DH305, DH4]}\nrules: {ignore: [ALL], severity: {DH: warning}}",
            {"DH305": "error", "DH404": "error", "DH301": "warning", "DH001": "error"},
        ),
        ("tag_policy: {locked: [DH305]}\nrules: {select: [DH1]}", {"DH305": "error"}),
        (
            "tag_policy: {locked: [DH3], severity: {DH302: warning}}\nrules: {ignore: [ALL]}",
            {"DH301": "error", "DH302": "warning", "DH303": "warning"},
        ),
        (
            "tag_policy: {locked: [DH303]}\nrules: {severity: {DH303: error}}",
            {"DH303": "error"},
        ),
    ],
)
def test_what_holds_everywhere(text: str, levels: dict[str, str | None]) -> None:
    selection = Selection(configured(text))
    assert {code: selection.level(BY_KEY[code], OLD) for code in levels} == levels


PER_PATH = """\
rules:
  ignore: [DH504]
  per_path:
    - {paths: [jobs/old], ignore: [DH3, DH5], severity: {DH301: warning}}
    - {paths: ["jobs/**/x.yaml"], severity: {DH504: error}}
    - {paths: ["jobs/old/**"], ignore: [DH506]}
"""


@pytest.mark.parametrize(
    ("path", "code", "level"),
    [
        (OLD, "DH301", "warning"),  # narrower than the `ignore` beside it
        (OLD, "DH302", None),
        (OLD, "DH401", "error"),
        (OLD, "DH504", "error"),  # the later entry wins
        (OLD, "DH506", None),
        (OLD, "DH008", "error"),
        ("jobs/old/y.yaml", "DH504", None),
        ("jobs/older/y.yaml", "DH301", "error"),
        ("jobs/older/y.yaml", "DH504", None),
        ("jobs/older/x.yaml", "DH504", "error"),  # in spite of `rules.ignore`
        ("jobs/x.yaml", "DH504", "error"),
        ("assets/x.yaml", "DH504", None),
    ],
)
def test_what_holds_in_some_files(path: str, code: str, level: str | None) -> None:
    selection = Selection(configured(PER_PATH))
    assert selection.level(BY_KEY[code], path) == level
    assert selection.level(BY_KEY[code], path) == level  # and again, once it is settled


def test_what_is_not_selected_is_not_brought_back_for_some_files() -> None:
    text = f"{PER_PATH}  select: [DH3]\n"
    selection = Selection(configured(text))
    assert selection.level(BY_KEY["DH504"], OLD) is None
    assert selection.level(BY_KEY["DH301"], OLD) == "warning"


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("rules: {ignore: [secret]}", "2:18"),
        ("rules: {ignore: [DH1, DH305]}", "2:23"),
        ("rules: {ignore: [DH40]}", "2:18"),
        ("rules: {severity: {DH305: 'off'}}", "2:20"),
        ("rules: {severity: {DH305: warning}}", "2:20"),
        ("rules: {per_path: [{paths: [x], ignore: [DH4]}]}", "2:42"),
        ("rules: {per_path: [{paths: [x]}, {paths: [y], severity: {DH4: warning}}]}", "2:58"),
        ("rules: {ignore: [DH001]}", "2:18"),
        ("rules: {ignore: [DH0]}", "2:18"),
        ("rules: {severity: {invalid-yaml: warning}}", "2:20"),
        ("rules: {severity: {DH009: 'off'}}", "2:20"),
        # Not brought down at all, or wide enough to mean something else as well.
        ("rules: {ignore: [DH3]}", ""),
        ("rules: {ignore: [ALL, DH]}", ""),
        ("rules: {severity: {DH305: error, DH303: error, DH4: error}}", ""),
        ("rules: {severity: {DH303: warning, DH009: error}}", ""),
        ("rules: {select: [DH1]}", ""),
    ],
)
def test_an_attempt_at_a_locked_rule(text: str, place: str) -> None:
    policy = "tag_policy: {locked: [DH305, DH4, missing-recommended-tag]}\n"
    configuration, document, problems = configuration_from(FILE, (policy + text).encode())
    assert document is not None
    assert (configuration is None) == bool(place)
    found = []
    for problem in problems:
        assert isinstance(problem.where, Origin)
        span_of = document.key_span if problem.on_key else document.value_span
        span = span_of(problem.where.route)
        found.append(f"{span.start.line}:{span.start.column}")
        assert problem.rule.code == "DH104"
        assert "can't be" in problem.message
    assert found == ([place] if place else [])


def test_the_policy_can_not_switch_off_what_it_locks() -> None:
    text = b"tag_policy: {locked: [DH3], severity: {DH301: 'off', DH302: warning}}\n"
    _, _, problems = configuration_from(FILE, text)
    assert [problem.message for problem in problems] == [
        "DH301 `missing-required-tag` can't be switched off: `tag_policy.locked` has it"
    ]


# Laws.

_SELECTORS = st.sampled_from(["ALL", "DH", "DH3", "DH30", "DH301", "DH303", "secret", "DH5", "DH0"])
_LEVELS = st.sampled_from(["error", "warning", "off"])
_LISTS = st.lists(_SELECTORS, max_size=3, unique=True).map(tuple)
_SEVERITIES = st.dictionaries(_SELECTORS, _LEVELS, max_size=3)
_PATHS = st.sampled_from(["jobs/a.yaml", "jobs/old/b.yaml", "assets/a.yaml"])
_CHOICES = st.builds(
    RuleChoice,
    select=st.lists(_SELECTORS, min_size=1, max_size=3, unique=True).map(tuple),
    ignore=_LISTS,
    severity=_SEVERITIES,
    per_path=st.lists(
        st.builds(
            PathRules,
            paths=st.sampled_from([("jobs/**",), ("jobs/old",), ("**",)]),
            ignore=_LISTS,
            severity=_SEVERITIES,
        ),
        max_size=2,
    ).map(tuple),
)
_CONFIGURATIONS = st.builds(
    Configuration,
    rules=_CHOICES,
    tag_policy=st.builds(
        TagPolicy,
        severity=st.dictionaries(st.sampled_from(["DH301", "secret"]), _LEVELS),
        locked=_LISTS,
    ),
)
_RULES = st.sampled_from(RULES)
_RANK = {None: 0, "warning": 1, "error": 2}


@examples(80)
@given(_CONFIGURATIONS, _RULES, _PATHS)
def test_a_locked_rule_is_never_brought_down(
    configuration: Configuration, rule: Rule, path: str
) -> None:
    lowest = floor(rule, configuration)
    level = Selection(configuration).level(rule, path)
    assert _RANK[level] >= _RANK[lowest]
    if rule.code.startswith("DH0"):
        assert level is not None


@examples(80)
@given(_CONFIGURATIONS, _RULES, _PATHS)
def test_when_all_is_ignored_only_what_is_locked_is_left(
    configuration: Configuration, rule: Rule, path: str
) -> None:
    last = PathRules(("**",), ("ALL",))
    choice = configuration.rules._replace(per_path=(*configuration.rules.per_path, last))
    level = Selection(configuration._replace(rules=choice)).level(rule, path)
    assert level == floor(rule, configuration)


@examples(80)
@given(_CONFIGURATIONS, _RULES, _PATHS, st.randoms(use_true_random=False))
def test_the_order_within_one_place_says_nothing(
    configuration: Configuration, rule: Rule, path: str, random: Random
) -> None:
    def shuffled(values: Iterable[str]) -> list[str]:
        found = list(values)
        random.shuffle(found)
        return found

    choice = configuration.rules
    other = RuleChoice(
        tuple(shuffled(choice.select)),
        tuple(shuffled(choice.ignore)),
        {key: choice.severity[key] for key in shuffled(choice.severity)},
        tuple(
            PathRules(
                entry.paths,
                tuple(shuffled(entry.ignore)),
                {key: entry.severity[key] for key in shuffled(entry.severity)},
            )
            for entry in choice.per_path
        ),
    )
    again = configuration._replace(rules=other)
    assert Selection(again).level(rule, path) == Selection(configuration).level(rule, path)


@examples(40)
@given(_CONFIGURATIONS, _RULES)
def test_what_is_said_of_other_files_says_nothing(configuration: Configuration, rule: Rule) -> None:
    alone = configuration._replace(rules=configuration.rules._replace(per_path=()))
    entries = tuple(entry._replace(paths=("assets/**",)) for entry in configuration.rules.per_path)
    both = configuration._replace(rules=configuration.rules._replace(per_path=entries))
    assert Selection(both).level(rule, OLD) == Selection(alone).level(rule, OLD)
