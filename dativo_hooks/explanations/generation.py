"""DH5xx: runtimes and generation."""

from __future__ import annotations

from dativo_hooks import rules
from dativo_hooks.explanations.base import CONFIGURATION, JOB, RUNTIME
from dativo_hooks.explanations.explanation import Example, Explanation, Part

_IMAGE = "    image_uri: dativo/dativo-ingest:1.4.0\n"
_AGAIN = "jobs/deals.yaml"
_TENANT = "tenant_id: acme\nenvironment: prod\n"
_LAMBDA = "infrastructure:\n  runtime:\n    type: aws_lambda\n"
_ARN = "arn:aws:ssm:eu-west-1:123456789012:parameter/token"
_SECRETS = f"{RUNTIME}    secrets:\n      TOKEN: {_ARN}\n"
_MODULE = Part(CONFIGURATION, "terraform: {layout: module}\n")
_TEMPLATES = 'terraform:\n  path: terraform/generated/{tenant}-{job}\n  name: "{tenant}-{job}"\n'

EXPLANATIONS = (
    Explanation(
        rules.INVALID_NAME,
        what="A name that would be generated is one that the cloud or Terraform refuses: it has "
        "a character beyond letters, digits, `_` and `-`, is too long for the service, or is "
        "empty because a template wants what the job doesn't have. Or it is one of a file that "
        "Windows keeps for a device, such as `con` and `nul`.",
        why="The tenant, the asset and the other parts of a template become names of files, "
        "resources and Terraform addresses. Cloud Run, for one, takes 49 characters: lower-case "
        "letters, digits and `-`.",
        sources=(
            "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_TaskDefinition.html",
            "https://docs.aws.amazon.com/lambda/latest/api/API_CreateFunction.html",
            "googleapis, run/v2/service.proto and functions/v2/functions.proto",
            "https://learn.microsoft.com/windows/win32/fileio/naming-a-file",
            "dativo_hooks/runtimes/",
        ),
        bad=Example(
            (Part(JOB, "tenant_id: acme corp  # <- here\n", instead_of="tenant_id: acme\n"),)
        ),
        good=Example((Part(JOB, "tenant_id: acme-corp\n", instead_of="tenant_id: acme\n"),)),
        fix="Write the name that the help proposes; or set `terraform.name` and "
        "`terraform.path` in `.dativo-hooks.yaml` to templates that fit.",
    ),
    Explanation(
        rules.COLLISION,
        what="Two jobs want one file, one Terraform address, or one name in the cloud and region. "
        "Files and folders that differ in case alone are one on macOS and Windows.",
        why="The second would overwrite the first: one job would never run, and its Terraform "
        "would change with every `generate`. Neither is generated until they differ.",
        sources=(
            "https://developer.hashicorp.com/terraform/language/resources",
            "Dativo's infrastructure integration guide, best practices",
        ),
        bad=Example(
            (
                Part(
                    _AGAIN,
                    "asset_path: assets/contacts.yaml  # <- here\n",
                    instead_of="asset_path: assets/contacts.yaml\n",
                    like=JOB,
                ),
            )
        ),
        good=Example(
            (
                Part(
                    _AGAIN,
                    "asset_path: assets/contacts.yaml\n",
                    instead_of="asset_path: assets/contacts.yaml\n",
                    like=JOB,
                ),
                Part(CONFIGURATION, _TEMPLATES),
            )
        ),
        fix="Set the templates in `.dativo-hooks.yaml` as the help proposes, so that what parts "
        "the jobs (`{environment}`, `{job}`) is in their names. Where each environment is an "
        "account or project of its own, `terraform.separate_environments: true` says so.",
    ),
    Explanation(
        rules.INVALID_IMAGE,
        what="An image that the runtime can't pull: it is no image reference, or a Lambda "
        "function's that lies outside of a private ECR repository.",
        why="`terraform apply` or the first run would fail. Registries take names in lower case "
        "only, and Lambda pulls from ECR alone: neither Docker Hub nor ECR Public will do.",
        sources=(
            "https://pkg.go.dev/github.com/distribution/reference",
            "https://docs.aws.amazon.com/lambda/latest/dg/images-create.html",
        ),
        bad=Example(
            (
                Part(
                    JOB,
                    f"{_LAMBDA}    image_uri: dativo/dativo-ingest:1.4.0  # <- here\n",
                    instead_of=RUNTIME,
                ),
            )
        ),
        good=Example(
            (
                Part(
                    JOB,
                    f"{_LAMBDA}"
                    "    image_uri: 123456789012.dkr.ecr.us-east-1.amazonaws.com/ingest:1.4.0\n",
                    instead_of=RUNTIME,
                ),
            )
        ),
        fix="Push the image to where the runtime can pull it, and write its whole name.",
    ),
    Explanation(
        rules.LATEST_IMAGE,
        what="An image has the tag `latest`, or none, which means the same.",
        why="It isn't pinned to a version. Nothing in the repository tells which one ran, "
        "two tasks of one job may run different ones, and going back means guessing.",
        sources=("https://docs.docker.com/build/building/best-practices/",),
        bad=Example(
            (
                Part(
                    JOB,
                    "    image_uri: dativo/dativo-ingest:latest  # <- here\n",
                    instead_of=_IMAGE,
                ),
            )
        ),
        good=Example((Part(JOB, _IMAGE, instead_of=_IMAGE),)),
        fix="Name a version (`:1.4.0`) or a digest (`@sha256:…`).",
    ),
    Explanation(
        rules.INVALID_SCHEDULE,
        what="A schedule that the job's cloud refuses: a field out of range, the wrong number of "
        "fields, a time zone that doesn't exist, or a cron of the one cloud that the other can't "
        "say.",
        why="AWS's cron has six fields and its own rules: one of day-of-month and day-of-week is "
        "`?`, and Sunday is 1. Unix cron has five, and joins the two kinds of days by or. "
        "`terraform apply` would fail, or the job would run on other days than you think.",
        sources=(
            "https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-cron-expressions.html",
            "https://cloud.google.com/scheduler/docs/configuring/cron-job-schedules",
            "https://www.iana.org/time-zones",
        ),
        bad=Example(
            (
                Part(
                    JOB,
                    f"{RUNTIME}  schedule:\n    expression: cron(0 2 * * *)  # <- here\n",
                    instead_of=RUNTIME,
                ),
            )
        ),
        good=Example(
            (
                Part(
                    JOB,
                    f"{RUNTIME}  schedule:\n    expression: cron(0 2 * * ? *)\n",
                    instead_of=RUNTIME,
                ),
            )
        ),
        fix="Write `expression` as AWS knows it, or `cron` (unix, five fields) with `timezone`, "
        "which is translated for AWS where it can be.",
    ),
    Explanation(
        rules.MIXED_ENVIRONMENTS,
        what="Jobs of several environments are generated into one folder.",
        why="All files of a folder are one Terraform configuration: one state, one plan, one "
        "apply. Whoever tries something in `dev` would apply to `prod` in the same run.",
        sources=(
            "https://developer.hashicorp.com/terraform/language/files",
            "Dativo's infrastructure integration guide, best practices",
        ),
        bad=Example(
            (
                Part(JOB, "tenant_id: acme\nenvironment: prod  # <- here\n", instead_of=_TENANT),
                Part(
                    "jobs/globex.yaml",
                    "tenant_id: globex\nenvironment: dev\n",
                    instead_of=_TENANT,
                    like=JOB,
                ),
            )
        ),
        good=Example(
            (
                Part(
                    "jobs/globex.yaml",
                    "tenant_id: globex\nenvironment: dev\n",
                    instead_of=_TENANT,
                    like=JOB,
                ),
                Part(
                    CONFIGURATION,
                    "terraform:\n  path: terraform/generated/{environment}/{tenant}-{asset}\n",
                ),
            )
        ),
        fix="Give each environment a folder, by `{environment}` in `terraform.path`, and run "
        "`dativo-hooks generate`.",
    ),
    Explanation(
        rules.UNTRANSLATABLE,
        what="A job is generated for another runtime than its own (`generate JOB --cloud gcp "
        "--resource-type cloud_run`, and whenever the file of such a run is there), and it has "
        "what that runtime can't have: secrets of the other cloud, too much memory, a service "
        "where only functions run.",
        why="Sizes are translated, and rounded up where they must be. What has no counterpart "
        "isn't dropped: the job would start there and fail without it. Its files stay as they "
        "are until this is settled.",
        sources=("docs/terraform.md", "dativo_hooks/runtimes/"),
        bad=Example(
            (
                Part(
                    JOB,
                    f"{RUNTIME}    secrets:\n      TOKEN: {_ARN}  # <- here\n",
                    instead_of=RUNTIME,
                ),
                Part(
                    "terraform/generated/acme-contacts-gcp.tf",
                    "# Generated by dativo-hooks: do not edit. Change the sources, then run "
                    "`dativo-hooks generate`.\n"
                    '# dativo-hooks: {"job": "jobs/contacts.yaml", "layout": "resources", '
                    '"target": "gcp/cloud_run"}\n',
                    shown="# Generated by dativo-hooks: do not edit. …\n"
                    '# dativo-hooks: {…, "target": "gcp/cloud_run"}\n',
                ),
            )
        ),
        good=Example(
            (
                Part(JOB, _SECRETS, instead_of=RUNTIME),
                Part("terraform/generated/acme-contacts-gcp.tf", None),
            )
        ),
        fix="Delete the file of the second runtime, and generate the job for its own only; or "
        "give the job what both have.",
    ),
    Explanation(
        rules.MODULE_REFUSES,
        what="A value that our Terraform module refuses, where the resources layout would take "
        "it: a secret that isn't an ARN, a function's name under four characters, two tag keys "
        "that differ only in case.",
        why="The modules make roles for the job and validate what they are given. A secret by a "
        "bare name leaves out the account and the region that its permission is for. "
        "`terraform plan` would say so, later.",
        sources=("terraform/modules/aws/dativo-job/variables.tf", "docs/terraform.md"),
        bad=Example(
            (
                _MODULE,
                Part(
                    JOB,
                    f"{RUNTIME}    secrets:\n      TOKEN: /acme/token  # <- here\n",
                    instead_of=RUNTIME,
                ),
            )
        ),
        good=Example((_MODULE, Part(JOB, _SECRETS, instead_of=RUNTIME))),
        fix="Write the value as the help says, or generate the job with `--layout resources`.",
    ),
)
