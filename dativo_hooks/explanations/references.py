"""DH2xx: references."""

from __future__ import annotations

from dativo_hooks import rules
from dativo_hooks.explanations.base import CONFIGURATION, JOB
from dativo_hooks.explanations.explanation import Example, Explanation, Part

_ASSET_PATH = "asset_path: assets/contacts.yaml\n"
_GUIDE = "Dativo's infrastructure integration guide"

EXPLANATIONS = (
    Explanation(
        rules.MISSING_FILE,
        what="A path of a job names a file that doesn't exist: in the working tree, or, with "
        "`--staged`, in the git index.",
        why="The job would fail when it starts, in its container. A file that exists on disk but "
        "isn't staged is missing in the commit, and so in what is deployed.",
        sources=(_GUIDE,),
        bad=Example(
            (Part(JOB, "asset_path: assets/contact.yaml  # <- here\n", instead_of=_ASSET_PATH),)
        ),
        good=Example((Part(JOB, _ASSET_PATH, instead_of=_ASSET_PATH),)),
        fix="Write the path that the help names (the nearest that exists), or create or `git "
        "add` the file.",
    ),
    Explanation(
        rules.OUTSIDE_REPOSITORY,
        what="A path is absolute, leads out of the repository by `..`, or is a link to a file "
        "that isn't in it.",
        why="Containers mount the repository, by custom at `/app/`, and nothing beside it. What "
        "lies elsewhere on your disk isn't there when the job runs, and isn't in the commit that "
        "was reviewed.",
        sources=(_GUIDE, "CWE-22"),
        bad=Example(
            (
                Part(
                    JOB,
                    "asset_path: ../shared/contacts.yaml  # <- here\n",
                    instead_of=_ASSET_PATH,
                ),
            )
        ),
        good=Example(
            (Part(JOB, "asset_path: /app/assets/contacts.yaml\n", instead_of=_ASSET_PATH),)
        ),
        fix="Write a path relative to the repository's root, or one under `/app/`. Where your "
        "containers mount it elsewhere, say so in `.dativo-hooks.yaml` (`paths.prefixes`).",
    ),
    Explanation(
        rules.UNDEFINED_VARIABLE,
        what="A `${VAR}` stands in a path, a name or a tag, and the configuration gives it no "
        "value.",
        why="Terraform is generated at commit time, and the same sources must always give the "
        "same bytes. A value that is known only in the container can't decide what a file is "
        "called or how it is tagged.",
        sources=(_GUIDE,),
        bad=Example(
            (Part(JOB, "tenant_id: ${TENANT}  # <- here\n", instead_of="tenant_id: acme\n"),)
        ),
        good=Example(
            (
                Part(JOB, "tenant_id: ${TENANT}\n", instead_of="tenant_id: acme\n"),
                Part(CONFIGURATION, "variables: {TENANT: acme}\n"),
            )
        ),
        fix="Write the value itself, or give the variable one in `.dativo-hooks.yaml`. Variables "
        "elsewhere, as in `source` or `logging`, may stay: nothing is generated from them.",
    ),
    Explanation(
        rules.WRONG_KIND,
        what="A path of a job names a file of another kind: a connector where an asset belongs, "
        "or a job where a connector does; or one that `exclude` leaves out, which is read as "
        "nothing.",
        why="Each kind has keys of its own, and the job would fail when it reads the wrong one. "
        "What kind a file is, the globs of the configuration say (`paths`).",
        sources=(_GUIDE,),
        bad=Example(
            (
                Part(
                    JOB,
                    "asset_path: connectors/hubspot.yaml  # <- here\n",
                    instead_of=_ASSET_PATH,
                ),
            )
        ),
        good=Example((Part(JOB, _ASSET_PATH, instead_of=_ASSET_PATH),)),
        fix="Name a file of the kind that belongs there; or fix the globs, where they take the "
        "file for what it isn't. Leave a job out as well where `exclude` leaves out what it needs.",
    ),
)
