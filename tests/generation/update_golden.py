"""`python -m tests.generation.update_golden`: writes the expected files anew, to be reviewed."""

from __future__ import annotations

import shutil

from tests.generation.golden import FORMATS, RUNTIMES, actual, expected_folder


def update() -> None:
    """Write what is generated now as what is expected."""
    for runtime in RUNTIMES:
        for form in FORMATS:
            folder = expected_folder(runtime, form)
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir(parents=True)
            for name, data in actual(runtime, form).items():
                (folder / name).write_bytes(data)


if __name__ == "__main__":
    update()
