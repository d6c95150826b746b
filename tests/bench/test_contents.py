"""The measured repository's files."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from bench import contents, layout

JOBS = 400


def test_as_many_files_as_it_says() -> None:
    folders = Counter(path.partition("/")[0] for path, _ in contents.files(JOBS))
    assert folders["jobs"] == JOBS
    assert folders["assets"] == JOBS // layout.JOBS_OF_ASSET
    assert folders["src"] == JOBS // 2


def test_the_same_at_each_making_and_no_path_twice() -> None:
    once = list(contents.files(JOBS))
    assert list(contents.files(JOBS)) == once
    assert len(dict(once)) == len(once)


def test_all_runtimes_and_both_forms_of_assets() -> None:
    texts = dict(contents.files(JOBS))
    jobs = "".join(text for path, text in texts.items() if path.startswith("jobs/"))
    assert set(re.findall(r"type: (\w+)", jobs)) == {
        "aws_ecs_fargate",
        "aws_lambda",
        "gcp_cloud_run",
        "gcp_cloud_function",
    }
    nested = Counter(
        text.startswith("asset:\n") for path, text in texts.items() if path.startswith("assets/")
    )
    assert nested[True] == nested[False]


def test_each_job_reads_an_asset_and_each_asset_has_five_jobs() -> None:
    texts = dict(contents.files(JOBS))
    for number in range(JOBS // layout.JOBS_OF_ASSET):
        asset = layout.asset_path(number)
        assert asset in texts
        readers = [
            path
            for path, text in texts.items()
            if path.startswith("jobs/") and text.count(f"{asset}\n")
        ]
        wanted = [layout.job_path(job, JOBS) for job in layout.jobs_of_asset(number, JOBS)]
        assert readers == wanted
        assert len(readers) == layout.JOBS_OF_ASSET


@pytest.mark.parametrize(
    "path", [layout.job_path(7, JOBS), layout.asset_path(2), layout.asset_path(3)]
)
def test_each_edit_changes_one_line_and_is_new(path: str) -> None:
    before = dict(contents.files(JOBS))[path]
    edits = {contents.edited(before, edit) for edit in range(1, 20)}
    assert len(edits) == 19
    for after in edits:
        pairs = list(zip(before.splitlines(), after.splitlines(), strict=True))
        assert sum(old != new for old, new in pairs) == 1


def test_nothing_to_edit() -> None:
    with pytest.raises(ValueError, match="nothing to edit"):
        contents.edited("name: x\n", 1)
