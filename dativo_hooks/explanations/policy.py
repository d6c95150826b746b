"""DH3xx: the tag policy."""

from __future__ import annotations

from dativo_hooks import rules
from dativo_hooks.explanations.base import ASSET, CONFIGURATION, JOB, RUNTIME
from dativo_hooks.explanations.explanation import Example, Explanation, Part

_POLICY = "`tag_policy` of .dativo-hooks.yaml"
_GUIDE = "Dativo's infrastructure integration guide, best practices"
_FINOPS = "finops:\n  cost_center: ENG-001\n  business_tags: [sales, crm]\n"
_CLASSIFICATION = "compliance:\n  classification: [PII]\n"
_CONDITIONAL = Part(
    CONFIGURATION,
    "tag_policy:\n"
    "  conditional:\n"
    "    - when: {compliance_classification: PII}\n"
    "      require: [compliance_retention_days]\n",
)
_NOT_A_KEY = "AKIA" + "IOSFODNN7" + "EXAMPLE"
"""The access key of AWS's own documentation, in pieces: scanners take it for a real one."""

EXPLANATIONS = (
    Explanation(
        rules.MISSING_REQUIRED_TAG,
        what="A tag that the policy requires is missing: by default the cost center and the "
        "classification. What an asset can carry must be in the asset itself, though a job may "
        "override it; the jobs that it concerns are related locations.",
        why="A resource without a cost center is a bill that nobody pays, and data without a "
        "classification is data that nobody protects. Once resources are running, finding them "
        "and tagging them after the fact is work for weeks.",
        sources=(_GUIDE, _POLICY),
        bad=Example(
            (
                Part(
                    ASSET,
                    "finops:  # <- here\n  business_tags: [sales, crm]\n",
                    instead_of=_FINOPS,
                ),
            )
        ),
        good=Example((Part(ASSET, _FINOPS, instead_of=_FINOPS),)),
        fix="Add the line that the help shows, with your own value. Which tags are required, "
        "`tag_policy.required` says.",
    ),
    Explanation(
        rules.TAG_VALUE_NOT_ALLOWED,
        what="A tag has a value that the policy doesn't allow: it isn't on the list, or doesn't "
        "match the pattern, or another tag's value calls for another one.",
        why="Costs are summed by exact text: `eng_001` and `ENG-001` are two cost centers in "
        "every report. And a classification that no policy knows is protected by none.",
        sources=(_GUIDE, _POLICY),
        bad=Example(
            (
                Part(
                    ASSET,
                    "finops:\n  cost_center: eng_001  # <- here\n",
                    instead_of="finops:\n  cost_center: ENG-001\n",
                ),
            )
        ),
        good=Example(
            (
                Part(
                    ASSET,
                    "finops:\n  cost_center: HR-PROD-001\n",
                    instead_of="finops:\n  cost_center: ENG-001\n",
                ),
            )
        ),
        fix="Write an allowed value; the help names the nearest. What is allowed, "
        "`tag_policy.values` says, with `allowed`, `pattern` and `case_sensitive` for each tag.",
    ),
    Explanation(
        rules.MISSING_RECOMMENDED_TAG,
        what="A tag that the policy recommends is missing: by default the owner and the "
        "environment.",
        why="The guide wants both on every resource: the owner says whom to ask, the environment "
        "what may be switched off. It is a warning, so that an old repository can be adopted.",
        sources=(_GUIDE, _POLICY),
        bad=Example(
            (
                Part(
                    JOB,
                    "tenant_id: acme  # <- here\nsource_connector_path: connectors/hubspot.yaml\n",
                    instead_of="tenant_id: acme\nenvironment: prod\n"
                    "source_connector_path: connectors/hubspot.yaml\n",
                ),
            )
        ),
        good=Example(
            (
                Part(
                    JOB,
                    "tenant_id: acme\nenvironment: prod\n",
                    instead_of="tenant_id: acme\nenvironment: prod\n",
                ),
            )
        ),
        fix="Add the line that the help shows; or set `tag_policy.recommended` to the tags that "
        "you want, or the rule to `off` or `error` in `tag_policy.severity`.",
    ),
    Explanation(
        rules.MISSING_CONDITIONAL_TAG,
        what="A tag is missing that the policy requires where another tag has a certain value.",
        why="Some data comes with duties: personal data, for one, may be kept only as long as "
        "it is needed, so somebody has to say for how long. The policy has no conditions until "
        "you write some.",
        sources=(
            "GDPR, article 5(1)(e), storage limitation",
            "`tag_policy.conditional` of .dativo-hooks.yaml",
        ),
        bad=Example(
            (
                _CONDITIONAL,
                Part(
                    ASSET,
                    "compliance:  # <- here\n  classification: [PII]\n",
                    instead_of=_CLASSIFICATION,
                ),
            )
        ),
        good=Example(
            (
                _CONDITIONAL,
                Part(
                    ASSET,
                    f"{_CLASSIFICATION}  retention_days: 365\n",
                    instead_of=_CLASSIFICATION,
                ),
            )
        ),
        fix="Add the tag, or fix the value that calls for it: the related location shows it.",
    ),
    Explanation(
        rules.SECRET,
        what="A value or a key of a job, an asset or a connector holds a secret: by its form (an "
        "access key, a private key, the token of a service, `Bearer …`, a password in a URL or "
        "after `password=`), or, among settings, variables and metadata, by its name "
        "(`DB_PASSWORD`, `clientSecret`). What only points to one is none: `${VAR}`, an ARN, "
        "`env:NAME`, `<password>`. No output shows it whole, in no spelling. `generate` writes "
        "nothing for a job that holds one, or whose asset or connectors do, and leaves what was "
        "generated before.",
        why="Everybody who may list resources can read their tags and their variables, and what "
        "was committed stays in git's history. Terraform would copy it into its state, too.",
        sources=(
            "https://docs.aws.amazon.com/tag-editor/latest/userguide/tagging.html",
            "https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html",
            "https://github.com/gitleaks/gitleaks",
            "CWE-312",
        ),
        bad=Example(
            (
                Part(
                    JOB,
                    f"{RUNTIME}    environment:\n      SOURCE_KEY: {_NOT_A_KEY}  # <- here\n",
                    instead_of=RUNTIME,
                ),
            )
        ),
        good=Example(
            (
                Part(
                    JOB,
                    f"{RUNTIME}    secrets:\n      SOURCE_KEY: "
                    "arn:aws:ssm:eu-west-1:123456789012:parameter/hubspot\n",
                    instead_of=RUNTIME,
                ),
            )
        ),
        fix="Replace the secret where it is used: it was committed. Put the new one into a "
        "secret store, and name it under `infrastructure.runtime.secrets`. Where it is none, say "
        "so in a comment: `# dativo-hooks: ignore[secret] reason`.",
    ),
)
