"""DH0xx: reading a file."""

from __future__ import annotations

from dativo_hooks import rules
from dativo_hooks.explanations.base import ASSET, CONFIGURATION, JOB
from dativo_hooks.explanations.explanation import Example, Explanation, Part

_PYYAML = "https://pyyaml.org/wiki/PyYAMLDocumentation"
_YAML_1_1 = "https://yaml.org/spec/1.1/"
_VERSION = 'version: "1.0"\n'
_TENANT = "tenant_id: acme\n"
_FIELDS = "schema:\n  - name: id\n    type: string\n"

_LEVELS = "\n".join(["  " + "[" * 20] * 5)
_LEVELS_END = "\n".join(["  " + "]" * 20] * 5)
_LONG_LINE = "x" * 1023 + "\n"

EXPLANATIONS = (
    Explanation(
        rules.INVALID_YAML,
        what="The file isn't YAML: a bracket or a quote is left open, a tab indents, a colon "
        "stands where none may, or a value looks like a date and is none.",
        why="Dativo reads its files with PyYAML's `safe_load`, and what that refuses never runs. "
        "Nothing else of the file can be checked before it is fixed, and the Terraform that "
        "was generated from it is left alone until then.",
        sources=(_PYYAML, _YAML_1_1),
        bad=Example(
            (
                Part(
                    ASSET,
                    "finops:\n  cost_center: ENG-001\n  business_tags: [sales, crm\n"
                    "compliance:  # <- here\n",
                    instead_of="finops:\n  cost_center: ENG-001\n  business_tags: [sales, crm]\n"
                    "compliance:\n",
                ),
            )
        ),
        good=Example(
            (
                Part(
                    ASSET,
                    "  business_tags: [sales, crm]\n",
                    instead_of="  business_tags: [sales, crm]\n",
                ),
            )
        ),
        fix="Look at the line that is marked and at the one above it: close what is open, indent "
        "with spaces, and quote a value that holds `: ` or begins with a special character.",
    ),
    Explanation(
        rules.DUPLICATE_KEY,
        what="A mapping has one key twice, or two keys that YAML 1.1 reads as one (`on` and "
        "`yes` are both true).",
        why="YAML wants the keys of a mapping to be unique. PyYAML doesn't check it and keeps the "
        "last: the first value is lost without a word, and it may have been the one that "
        "was meant.",
        sources=(_YAML_1_1, _PYYAML),
        bad=Example(
            (
                Part(
                    JOB,
                    "tenant_id: acme\nenvironment: prod\nenvironment: dev  # <- here\n",
                    instead_of="tenant_id: acme\nenvironment: prod\n",
                ),
            )
        ),
        good=Example(
            (
                Part(
                    JOB,
                    "tenant_id: acme\nenvironment: dev\n",
                    instead_of="tenant_id: acme\nenvironment: prod\n",
                ),
            )
        ),
        fix="Remove one of the two, or merge what they hold; the related location shows the first.",
    ),
    Explanation(
        rules.MULTIPLE_DOCUMENTS,
        what="A second YAML document begins in the file, after `---`.",
        why="Each file describes one job, asset or connector. `safe_load` refuses a stream with "
        "more than one document, so Dativo could not read the file at all.",
        sources=(_PYYAML, _YAML_1_1),
        bad=Example(
            (
                Part(
                    ASSET,
                    _VERSION + "---  # <- here\nsource_type: hubspot\n",
                    instead_of=_VERSION + "source_type: hubspot\n",
                ),
            )
        ),
        good=Example(
            (
                Part(
                    ASSET,
                    "---\nname: contacts\n" + _VERSION,
                    instead_of="name: contacts\n" + _VERSION,
                ),
            )
        ),
        fix="Move the second document to a file of its own, or remove the `---`. One at the top "
        "of the file is fine.",
    ),
    Explanation(
        rules.INVALID_ENCODING,
        what="The file holds a byte that isn't UTF-8.",
        why="An editor has saved it in another encoding, such as Latin-1. PyYAML "
        "refuses it, and Terraform takes nothing but UTF-8. A byte-order mark does no harm.",
        sources=("RFC 3629, UTF-8", _YAML_1_1),
        bad=Example(
            (
                Part(
                    ASSET,
                    "  owner: jos\udce9@acme.com  # <- here\n",
                    instead_of="  owner: data-team@acme.com\n",
                ),
            )
        ),
        good=Example(
            (
                Part(
                    ASSET,
                    "  owner: josé@acme.com\n",
                    instead_of="  owner: data-team@acme.com\n",
                ),
            )
        ),
        fix="Save the file as UTF-8: `iconv -f latin1 -t utf-8 FILE` where it was Latin-1.",
    ),
    Explanation(
        rules.TOO_MANY_ALIASES,
        what="Aliases (`*name`) make more than 100,000 values of the file, nest it more than 100 "
        "levels deep, or stand within the anchor that they name.",
        why="A file of a few lines can grow to gigabytes when its aliases are written out: every "
        "program that reads it would run out of memory, the hook first.",
        sources=("https://en.wikipedia.org/wiki/Billion_laughs_attack", "CWE-776"),
        bad=Example(
            (
                Part(
                    ASSET,
                    "schema: &fields  # <- here\n  - name: id\n    nested: *fields\n",
                    instead_of=_FIELDS,
                ),
            )
        ),
        good=Example(
            (
                Part(
                    ASSET,
                    "schema:\n  - &text {name: id, type: string}\n  - {<<: *text, name: email}\n",
                    instead_of=_FIELDS,
                ),
            )
        ),
        fix="Write the values out. Aliases and merge keys as people use them are far below the "
        "limit.",
    ),
    Explanation(
        rules.TOO_DEEP,
        what="The file nests more than 100 levels deep.",
        why="Real jobs and assets nest under 15 levels. What reads them recurses (PyYAML, every "
        "validator), and would crash on what is deep enough: a file that nests so far is broken "
        "or hostile.",
        sources=("https://docs.python.org/3/library/exceptions.html#RecursionError", "CWE-674"),
        bad=Example(
            (
                Part(
                    ASSET,
                    f"{_VERSION}custom:\n{_LEVELS}  # <- here\n{_LEVELS_END}\n",
                    instead_of=_VERSION,
                    shown=f"{_VERSION}custom:\n  [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[…  # <- here\n",
                ),
            )
        ),
        good=Example(
            (
                Part(
                    ASSET,
                    f"{_VERSION}custom:\n  notes: [[one, two], [three]]\n",
                    instead_of=_VERSION,
                ),
            )
        ),
        fix="Flatten it, or take it out of the file.",
    ),
    Explanation(
        rules.EMPTY_FILE,
        what="The file is empty, or holds nothing but comments.",
        why="A job, asset or connector that is empty is one that somebody forgot to write, "
        "and whatever names it would fail at run time. An empty `.dativo-hooks.yaml` is fine: "
        "the defaults hold.",
        sources=("Dativo's infrastructure integration guide",),
        bad=Example((Part("assets/deals.yaml", "# to be written  # <- here\n"),)),
        good=Example((Part("assets/deals.yaml", None),)),
        fix="Fill it in, or delete it.",
    ),
    Explanation(
        rules.UNREADABLE_FILE,
        what="The file is there and can't be read: it is over 2 MiB, its permissions forbid it, "
        "or a partial clone lacks it.",
        why="A file that nobody has read must not pass for one that is right. People don't write "
        "files over 2 MiB: a dump or a data set lies where a job or an asset belongs, and reading "
        "it would take seconds at every commit.",
        sources=("dativo_hooks/tree.py, MAX_FILE_SIZE",),
        bad=Example(
            (
                Part(
                    "assets/export.yaml",
                    f"# dump  # <- here\n{_LONG_LINE * 2049}",
                    shown="# dump  # <- here\nxxxxxxxxxxxxxxxxxxxx… (2.1 MiB)\n",
                ),
            )
        ),
        good=Example((Part("data/export.yaml", "# dump\n"),)),
        fix="Make it readable; or move it out of the folders of jobs, assets and connectors, or "
        "narrow their globs in `.dativo-hooks.yaml` (`paths`).",
    ),
    Explanation(
        rules.UNCHECKED_FILE,
        what="A rule that is switched off, by `rules` of the configuration or on the command line, "
        "would have reported something that keeps the file, or what is made of it, from being "
        "checked any further: a wrong type, a missing file, a name that the cloud refuses.",
        why="A job whose schema is broken has no tags that could be held against the policy, and "
        "generates nothing that could drift. Without this warning it would look as right as a job "
        "that was checked.",
        sources=("dativo_hooks/filtering/selection.py",),
        bad=Example(
            (
                Part(CONFIGURATION, "rules: {ignore: [unknown-key]}\n"),
                Part(JOB, "tenant_id: acme  # <- here\ncolour: red\n", instead_of=_TENANT),
            )
        ),
        good=Example((Part(CONFIGURATION, "rules: {ignore: [unknown-key]}\n"),)),
        fix="Fix what the rule reports: the help says how to see it. Or make the rule a warning "
        "instead of switching it off; or leave the file out by `exclude`, where all can see it. "
        "This rule can be made an error, and never be switched off.",
    ),
    Explanation(
        rules.UNNAMED_PROJECT,
        what="A folder below the root has a `.dativo-hooks.yaml`, which makes it a project of its "
        "own, with its own policy and its own run. Jobs, assets, connectors or generated files in "
        "it are such as the root's configuration means, which doesn't name the folder under "
        "`projects`.",
        why="An empty file would keep all that lies beside it from being checked, without a word: "
        "anybody who opens a pull request could switch off the policy for their own jobs.",
        sources=("dativo_hooks/sources/refused.py",),
        bad=Example(
            (
                Part("jobs/acme/.dativo-hooks.yaml", "tag_policy: {required: []}  # <- here\n"),
                Part("jobs/acme/more.yaml", "tenant_id: acme\n"),
            )
        ),
        good=Example(
            (
                Part(CONFIGURATION, "projects: [jobs/acme]\n"),
                Part("jobs/acme/.dativo-hooks.yaml", "tag_policy: {required: []}\n"),
                Part("jobs/acme/more.yaml", "tenant_id: acme\n"),
            )
        ),
        fix="Delete the file. Or name the folder under `projects` in the root's configuration, "
        "and check it in a run of its own, with `--root`. What the root's `tag_policy.locked` "
        "names stays locked there. This rule can't be switched off.",
    ),
)
