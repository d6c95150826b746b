"""DH1xx: schemas."""

from __future__ import annotations

from dativo_hooks import rules
from dativo_hooks.explanations.base import ASSET, JOB, RUNTIME
from dativo_hooks.explanations.explanation import Example, Explanation, Part

_SCHEMAS = "schemas/*.schema.json (`dativo-hooks schema job|asset|connector|configuration`)"
_FARGATE = "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-tasks-services.html"
_NOTES = tuple(f"note_{number}: x\n" for number in range(1, 102))

EXPLANATIONS = (
    Explanation(
        rules.WRONG_TYPE,
        what="A value has another type than its key takes: text where a number belongs, one value "
        "where a list belongs, or nothing at all.",
        why="Dativo and the clouds take these values by type. Text with a unit in it, such as "
        "`2048MB`, is no number for Fargate, and guessing which one was meant could cost money.",
        sources=(_SCHEMAS,),
        bad=Example(
            (Part(JOB, "    memory: 2048MB  # <- here\n", instead_of="    memory: 2048\n"),)
        ),
        good=Example((Part(JOB, "    memory: 2048\n", instead_of="    memory: 2048\n"),)),
        fix="Write the value as the help line shows it. Where YAML took your text for something "
        "else, quotes keep it as text (see DH105).",
    ),
    Explanation(
        rules.MISSING_KEY,
        what="A key that must be there is missing.",
        why="Dativo's loader fails without it: a job without `asset_path` has nothing to move, an "
        "asset without an owner belongs to nobody. A missing key is reported at the key that "
        "owns the mapping, or at line 1.",
        sources=(_SCHEMAS,),
        bad=Example(
            (
                Part(
                    JOB,
                    "tenant_id: acme  # <- here\nenvironment: prod\n"
                    "source_connector_path: connectors/hubspot.yaml\n"
                    "asset_path: assets/contacts.yaml\n",
                    instead_of="tenant_id: acme\nenvironment: prod\n"
                    "source_connector_path: connectors/hubspot.yaml\n"
                    "target_connector_path: connectors/iceberg.yaml\n"
                    "asset_path: assets/contacts.yaml\n",
                ),
            )
        ),
        good=Example(
            (
                Part(
                    JOB,
                    "tenant_id: acme\nenvironment: prod\n"
                    "source_connector_path: connectors/hubspot.yaml\n"
                    "target_connector_path: connectors/iceberg.yaml\n"
                    "asset_path: assets/contacts.yaml\n",
                    instead_of="tenant_id: acme\nenvironment: prod\n"
                    "source_connector_path: connectors/hubspot.yaml\n"
                    "target_connector_path: connectors/iceberg.yaml\n"
                    "asset_path: assets/contacts.yaml\n",
                ),
            )
        ),
        fix="Add the line that the help shows, with your own value.",
    ),
    Explanation(
        rules.UNKNOWN_KEY,
        what="A key that nothing reads, such as one of a job, of its "
        "`infrastructure.runtime` or of `.dativo-hooks.yaml`. Assets and connectors may have keys "
        "of their own.",
        why="A misspelt key does nothing, and nobody notices: the job runs with the default for "
        "what the key was to say.",
        sources=(_SCHEMAS,),
        bad=Example(
            (
                Part(
                    JOB,
                    "tenant_id: acme\nenviroment: prod  # <- here\n",
                    instead_of="tenant_id: acme\nenvironment: prod\n",
                ),
            ),
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
        fix="Rename the key as the help proposes, move it to where it belongs, or remove it. "
        "What is to become a tag goes under `infrastructure.metadata`, which takes any key.",
    ),
    Explanation(
        rules.VALUE_NOT_ALLOWED,
        what="A value isn't one of those that its key takes: an unknown runtime type, memory that "
        "Fargate doesn't offer for that cpu, a region of the other cloud.",
        why="The cloud refuses it at `terraform apply`, after the merge. Fargate, for one, offers "
        "only certain pairs of cpu and memory; the help lists the memories for yours.",
        sources=(_FARGATE, "dativo_hooks/runtimes/"),
        bad=Example(
            (
                Part(
                    JOB,
                    "    cpu: 1024\n    memory: 1536  # <- here\n",
                    instead_of="    cpu: 1024\n    memory: 2048\n",
                ),
            )
        ),
        good=Example(
            (
                Part(
                    JOB,
                    "    cpu: 1024\n    memory: 3072\n",
                    instead_of="    cpu: 1024\n    memory: 2048\n",
                ),
            )
        ),
        fix="Write one of the values that the message or the help lists.",
    ),
    Explanation(
        rules.YAML_SURPRISE,
        what="A plain value that YAML 1.1 reads differently from how it looks: `no` is false, "
        "`012` is ten, `1.10` is 1.1, `12:30` is 750.",
        why="PyYAML, with which Dativo reads its files, follows YAML 1.1. A version `1.10` would "
        "become the tag `1.1`, and the cost center `0012` the number ten.",
        sources=(
            "https://yaml.org/type/bool.html",
            "https://yaml.org/type/int.html",
            "https://yaml.org/type/float.html",
        ),
        bad=Example(
            (Part(ASSET, "version: 1.10  # <- here\n", instead_of='version: "1.0"\n'),),
        ),
        good=Example((Part(ASSET, 'version: "1.10"\n', instead_of='version: "1.0"\n'),)),
        fix="Put the value in quotes to keep it as text; write a number without a leading zero.",
    ),
    Explanation(
        rules.VALUE_OUT_OF_RANGE,
        what="A number is too small or too large, or a text or a list is empty.",
        why="The service has that limit. A Lambda function, for one, runs for 900 seconds at most "
        "and has from 128 to 10,240 MB of memory: apply would fail with anything else.",
        sources=(
            "https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html",
            "https://docs.cloud.google.com/functions/quotas",
            "https://docs.cloud.google.com/run/docs/configuring/task-timeout",
        ),
        bad=Example(
            (
                Part(
                    JOB,
                    "infrastructure:\n  runtime:\n    type: aws_lambda\n"
                    "    timeout: 3600  # <- here\n"
                    "    image_uri: 123456789012.dkr.ecr.us-east-1.amazonaws.com/ingest:1.4.0\n",
                    instead_of=RUNTIME,
                ),
            )
        ),
        good=Example(
            (
                Part(
                    JOB,
                    "infrastructure:\n  runtime:\n    type: aws_lambda\n"
                    "    timeout: 900\n"
                    "    image_uri: 123456789012.dkr.ecr.us-east-1.amazonaws.com/ingest:1.4.0\n",
                    instead_of=RUNTIME,
                ),
            )
        ),
        fix="Write a value within the limits that the help names. A job that needs longer than a "
        "function may run belongs on Fargate or Cloud Run.",
    ),
    Explanation(
        rules.TOO_MANY_FAULTS,
        what="The file has more than 100 faults; the first 100 are reported beside this one.",
        why="Nobody reads more than that, and a dump that lies among the jobs could have "
        "millions. The file counts as broken all the same.",
        sources=("dativo_hooks/reading/faults.py, MOST_FAULTS",),
        bad=Example(
            (
                Part(
                    JOB,
                    "tenant_id: acme  # <- here\n" + "".join(_NOTES),
                    instead_of="tenant_id: acme\n",
                    shown=f"tenant_id: acme  # <- here\n{_NOTES[0]}{_NOTES[1]}# … and 99 more\n",
                ),
            ),
            also=(rules.UNKNOWN_KEY,),
        ),
        good=Example(
            (
                Part(
                    JOB,
                    "tenant_id: acme\n",
                    instead_of="tenant_id: acme\n",
                ),
            )
        ),
        fix="Fix those that are shown, then look again; or, where it is no job at all, move the "
        "file or narrow the globs in `.dativo-hooks.yaml` (`paths`).",
    ),
)
