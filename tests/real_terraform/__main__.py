"""Check folders of Terraform: `python -m tests.real_terraform DIR...`.

Runs `terraform fmt -check` and `terraform validate` on each folder with every set of provider
versions, and exits 1 on a finding.
"""

from __future__ import annotations

import sys
from pathlib import Path

from tests.real_terraform.harness import Terraform
from tests.real_terraform.process import PROVIDER_SETS, ProviderSet


def _check(providers: ProviderSet, folders: list[Path]) -> list[str]:
    found = []
    with Terraform(providers) as terraform:
        for folder in folders:
            unformatted = terraform.fmt_check(folder)
            if unformatted and providers == PROVIDER_SETS[0]:
                found.append(f"{folder}: not canonical:\n{unformatted}")
            found += [
                f"[{providers}] {folder}/{diagnostic}" for diagnostic in terraform.validate(folder)
            ]
    return found


def main(arguments: list[str]) -> int:
    """Print every finding; return 1 when there is one, 2 when there is nothing to check."""
    folders = [Path(name) for name in arguments]
    missing = [str(folder) for folder in folders if not folder.is_dir()]
    if missing or not folders:
        sys.stderr.write(f"{__doc__}\nnot a folder: {', '.join(missing) or '(none given)'}\n")
        return 2
    found = [finding for providers in PROVIDER_SETS for finding in _check(providers, folders)]
    sys.stdout.writelines(f"{finding}\n" for finding in found)
    sys.stdout.write(
        f"{len(folders)} folders, {len(PROVIDER_SETS)} sets of providers, {len(found)} findings\n"
    )
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
