"""DH4xx: limits of the clouds."""

from __future__ import annotations

from dativo_hooks import rules
from dativo_hooks.explanations.base import JOB, RUNTIME
from dativo_hooks.explanations.explanation import Example, Explanation, Part

_AWS = "https://docs.aws.amazon.com/tag-editor/latest/userguide/tagging.html"
_ECS = "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_Tag.html"
_GCP = "https://cloud.google.com/kms/docs/labeling-keys"
_RUN = "https://docs.cloud.google.com/run/docs/configuring/jobs/labels"
_LIMITS = "dativo_hooks/clouds/aws.py, dativo_hooks/clouds/gcp.py"
_CLOUD_RUN = """\
infrastructure:
  runtime:
    type: gcp_cloud_run
    cpu: "1"
    memory: 2Gi
    image_uri: europe-docker.pkg.dev/acme/dativo/ingest:1.4.0
"""
_NOTES = tuple(f"    note_{number:02}: x\n" for number in range(1, 44))

EXPLANATIONS = (
    Explanation(
        rules.TAG_KEY_INVALID,
        what="A tag's key has a character that the job's cloud refuses, is too long (AWS 128 "
        "characters, GCP 63), begins with `aws:`, or, on GCP, begins with no letter. Keys under "
        "`infrastructure.metadata` become `infra_…`.",
        why="`terraform apply` would fail, after the merge. ECS, Lambda, IAM and CloudWatch Logs "
        "take letters, digits, spaces and `_ . : / = + - @`; GCP takes lower-case letters, "
        "digits, `_` and `-`.",
        sources=(_ECS, _GCP, _LIMITS),
        bad=Example(
            (
                Part(
                    JOB,
                    f"{RUNTIME}  metadata:\n    cost*share: half  # <- here\n",
                    instead_of=RUNTIME,
                ),
            )
        ),
        good=Example(
            (
                Part(
                    JOB,
                    f"{RUNTIME}  metadata:\n    cost_share: half\n",
                    instead_of=RUNTIME,
                ),
            )
        ),
        fix="Rename the key: letters, digits, `_` and `-` go everywhere.",
    ),
    Explanation(
        rules.TAG_VALUE_INVALID,
        what="A tag's value has a character that the job's cloud refuses, is too long (AWS 256 "
        "characters; GCP 63, or 127 bytes in UTF-8), or begins with `aws:`.",
        why="`terraform apply` would fail, after the merge. ECS, Lambda, IAM and CloudWatch Logs "
        "refuse the comma, which is why lists join with `:` on AWS. Values are never cut or "
        "replaced silently, but for GCP's own spelling: lower case, and `-` for what labels "
        "don't take.",
        sources=(_ECS, _GCP, _LIMITS),
        bad=Example(
            (
                Part(
                    JOB,
                    f"{RUNTIME}  metadata:\n    note: nightly, full load  # <- here\n",
                    instead_of=RUNTIME,
                ),
            )
        ),
        good=Example(
            (
                Part(
                    JOB,
                    f"{RUNTIME}  metadata:\n    note: nightly - full load\n",
                    instead_of=RUNTIME,
                ),
            )
        ),
        fix="Write the value without that character, or shorter. For lists, "
        "`aws.list_separator` in `.dativo-hooks.yaml` sets what joins them.",
    ),
    Explanation(
        rules.TOO_MANY_TAGS,
        what="A job has more tags than its cloud takes: 50 on AWS, 64 on GCP.",
        why="The service refuses the whole resource at `terraform apply`. The first tag beyond "
        "the limit is marked.",
        sources=(_AWS, _GCP, _LIMITS),
        bad=Example(
            (
                Part(
                    JOB,
                    f"{RUNTIME}  metadata:\n{''.join(_NOTES[:-1])}    note_43: x  # <- here\n",
                    instead_of=RUNTIME,
                    shown=f"  metadata:\n{_NOTES[0]}{_NOTES[1]}    # … up to\n"
                    "    note_43: x  # <- here\n",
                ),
            )
        ),
        good=Example(
            (
                Part(
                    JOB,
                    f"{RUNTIME}  metadata:\n{''.join(_NOTES[:-1])}",
                    instead_of=RUNTIME,
                    shown=f"  metadata:\n{_NOTES[0]}{_NOTES[1]}    # … up to\n{_NOTES[-2]}",
                ),
            )
        ),
        fix="Remove keys from `infrastructure.metadata`: what nobody queries costs by need not "
        "be a tag.",
    ),
    Explanation(
        rules.TAG_KEY_COLLISION,
        what="Two tags of a job have one key once the cloud has spelt them: GCP knows no capitals, "
        "and `_` becomes `-` unless `gcp.key_separator` says otherwise.",
        why="A resource has one value for each label. One of the two would be lost, and which one "
        "would be left to chance.",
        sources=(_RUN, _GCP),
        bad=Example(
            (
                Part(
                    JOB,
                    f"{_CLOUD_RUN}  metadata:\n"
                    "    data-tier: silver\n"
                    "    data_tier: gold  # <- here\n",
                    instead_of=RUNTIME,
                ),
            )
        ),
        good=Example(
            (
                Part(
                    JOB,
                    f"{_CLOUD_RUN}  metadata:\n    data_tier: gold\n",
                    instead_of=RUNTIME,
                ),
            )
        ),
        fix="Rename or remove one of the two; the related location shows the other.",
    ),
)
