"""DH7xx: suppressions and the baseline."""

from __future__ import annotations

from dativo_hooks import rules
from dativo_hooks.explanations.base import ASSET, CONFIGURATION, JOB
from dativo_hooks.explanations.explanation import Example, Explanation, Part

_DOCUMENT = "docs/exemptions.md"
_IMAGE = "    image_uri: dativo/dativo-ingest:1.4.0\n"
_LATEST = "    image_uri: dativo/dativo-ingest:latest\n"
_BASELINE = ".dativo-hooks-baseline.json"
_BASELINED = Part(CONFIGURATION, f"baseline: {_BASELINE}\n")
_ENTRY = '      "DH302 at finops.cost_center: finops_cost_center": 1'
_COST_CENTER = "  cost_center: ENG-001\n"
_LEGACY = "  cost_center: LEGACY\n"


def _commented(comment: str, image: str = _LATEST) -> Part:
    return Part(JOB, f"    # dativo-hooks: {comment}\n{image}", instead_of=_IMAGE)


def _baseline(entry: str) -> str:
    """A baseline with one entry of the asset."""
    return (
        '{\n  "tool": "dativo-hooks baseline",\n  "version": 1,\n  "files": {\n'
        f'    "{ASSET}": {{\n{entry}\n    }}\n  }}\n}}\n'
    )


EXPLANATIONS = (
    Explanation(
        rules.UNUSED_SUPPRESSION,
        what="A comment `# dativo-hooks: ignore[…]` names a rule that isn't reported at its "
        "line. It is told only by a command that looks for that rule, and only where nothing "
        "else keeps it from being found.",
        why="A comment that outlives its reason silences the next fault of the kind, which "
        "nobody has looked at.",
        sources=(_DOCUMENT, "https://docs.astral.sh/ruff/rules/unused-noqa/"),
        bad=Example((_commented("ignore[DH504] pinned by the mirror  # <- here", _IMAGE),)),
        good=Example((_commented("ignore[DH504] pinned by the mirror"),)),
        fix="Remove the rule from the brackets, or the comment with its last rule.",
    ),
    Explanation(
        rules.SUPPRESSION_WITHOUT_REASON,
        what="A comment `# dativo-hooks: ignore[…]` gives no reason after the bracket. It "
        "silences nothing until it does.",
        why="Whoever reads it next, in a review or an audit, must be able to judge whether it "
        "still holds.",
        sources=(_DOCUMENT,),
        bad=Example((_commented("ignore[DH504]  # <- here"),), also=(rules.LATEST_IMAGE,)),
        good=Example((_commented("ignore[DH504] pinned by the mirror"),)),
        fix="Write the reason behind the bracket: a word with a ticket's number will do.",
    ),
    Explanation(
        rules.INVALID_SUPPRESSION,
        what="A comment begins with `dativo-hooks:`, and isn't `ignore[RULE, …] reason`; or no "
        "rule has the name in the brackets. A rule is named by its code or its name.",
        why="It looks as if it silenced something, and doesn't.",
        sources=(_DOCUMENT,),
        bad=Example(
            (_commented("ignore[latest-images] pinned by the mirror  # <- here"),),
            also=(rules.LATEST_IMAGE,),
        ),
        good=Example((_commented("ignore[latest-image] pinned by the mirror"),)),
        fix="Write the comment as the help shows it; `dativo-hooks rules` lists the rules.",
    ),
    Explanation(
        rules.LOCKED_SUPPRESSION,
        what="A comment names a rule that can't be silenced: the configuration locks it "
        "(`tag_policy.locked`), it is one of reading a file (DH0xx), or one of these here.",
        why="Who owns the policy has said that this rule has no exceptions; and a file that "
        "can't be read would escape all other rules. What it reports is reported in spite of the "
        "comment.",
        sources=(_DOCUMENT,),
        bad=Example(
            (
                Part(
                    ASSET,
                    "  # dativo-hooks: ignore[DH302] older than the policy  # <- here\n" + _LEGACY,
                    instead_of=_COST_CENTER,
                ),
                Part(CONFIGURATION, "tag_policy:\n  locked: [DH302]\n"),
            ),
            also=(rules.TAG_VALUE_NOT_ALLOWED,),
        ),
        good=Example(
            (
                Part(ASSET, _COST_CENTER, instead_of=_COST_CENTER),
                Part(CONFIGURATION, "tag_policy:\n  locked: [DH302]\n"),
            )
        ),
        fix="Fix what the rule reports, and remove the comment.",
    ),
    Explanation(
        rules.STALE_BASELINE_ENTRY,
        what="The baseline has a finding that isn't found any more, or is found fewer times than "
        "it says; or one that no baseline may hide. It is told only by a command that looks for "
        "that rule in that file.",
        why="An entry that stays hides the same fault when somebody makes it again. A baseline "
        "only ever shrinks.",
        sources=(_DOCUMENT,),
        bad=Example((_BASELINED, Part(_BASELINE, _baseline(f"{_ENTRY}  # <- here")))),
        good=Example(
            (
                _BASELINED,
                Part(_BASELINE, _baseline(_ENTRY)),
                Part(ASSET, _LEGACY, instead_of=_COST_CENTER),
            )
        ),
        fix="Run `dativo-hooks baseline --prune`, and commit what it leaves.",
    ),
)
