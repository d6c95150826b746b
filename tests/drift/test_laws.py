"""What holds for any repository: generated is in step, and nothing else is."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from dativo_hooks.finding import Finding
from dativo_hooks.generation.header import header_of
from tests.engine.repositories import Files, checked, generated, with_terraform
from tests.incremental.random_repositories import repositories, written
from tests.laws import examples

QUICK = examples(15)
REPOSITORIES = repositories(most=2).map(written).map(with_terraform)
DRIFT = "DH6"


def drifted(files: Files) -> list[tuple[str, str]]:
    """Path and rule of each finding of drift."""
    return [(f.path, f.rule.code) for f in checked(files) if f.rule.code.startswith(DRIFT)]


def terraform(files: Files) -> list[str]:
    return [path for path in files if path.endswith((".tf", ".tf.json"))]


@QUICK
@given(REPOSITORIES)
def test_what_was_generated_is_in_step(files: Files) -> None:
    assert terraform(files)
    assert drifted(files) == []


@QUICK
@given(repositories(most=3).map(written))
def test_generating_twice_gives_the_same_bytes(files: Files) -> None:
    once = generated(files)
    assert once
    assert generated({**files, **once}) == once
    assert generated(files) == once


@QUICK
@given(REPOSITORIES, st.data())
def test_one_changed_byte_is_one_finding_on_that_file(files: Files, data: st.DataObject) -> None:
    path = data.draw(st.sampled_from(terraform(files)))
    at = data.draw(st.integers(0, len(files[path]) - 1))
    byte = data.draw(st.integers(0, 255).filter(lambda byte: byte != files[path][at]))
    changed = files[path][:at] + bytes([byte]) + files[path][at + 1 :]
    if changed.replace(b"\r\n", b"\n") == files[path]:
        return
    ours = header_of(changed)
    found = drifted({**files, path: changed})
    if ours is None:
        assert found == [(path, "DH605")]
    else:
        assert found == [(path, "DH602")]


@QUICK
@given(REPOSITORIES, st.data())
def test_a_byte_more_or_less_is_one_finding_on_that_file(files: Files, data: st.DataObject) -> None:
    path = data.draw(st.sampled_from(terraform(files)))
    text = files[path]
    at = data.draw(st.integers(text.index(b"\n\n") if b"\n\n" in text else 200, len(text) - 1))
    for changed in (text[:at] + text[at + 1 :], text[:at] + b"x" + text[at:], text + b"\n"):
        assert drifted({**files, path: changed}) == [(path, "DH602")]


@QUICK
@given(REPOSITORIES, st.data())
def test_a_deleted_file_is_one_finding_at_its_job(files: Files, data: st.DataObject) -> None:
    path = data.draw(st.sampled_from(terraform(files)))
    without = {one: content for one, content in files.items() if one != path}
    (finding,) = [f for f in checked(without) if f.rule.code.startswith(DRIFT)]
    assert finding.rule.code == "DH601"
    assert finding.path.startswith("jobs/")
    assert f"`{path}`" in finding.message


@QUICK
@given(REPOSITORIES, st.data())
def test_one_more_owned_file_is_one_orphan(files: Files, data: st.DataObject) -> None:
    path = data.draw(st.sampled_from(terraform(files)))
    end = ".tf.json" if path.endswith(".tf.json") else ".tf"
    copy = data.draw(st.sampled_from(["more", "terraform/generated/more", "a/b/c"])) + end
    assert drifted({**files, copy: files[path]}) == [(copy, "DH604")]


@QUICK
@given(REPOSITORIES)
def test_a_deleted_job_leaves_only_orphans(files: Files) -> None:
    without = {path: data for path, data in files.items() if not path.startswith("jobs/")}
    assert drifted(without) == [(path, "DH604") for path in sorted(terraform(files))]


@QUICK
@given(repositories(most=3).map(written), st.data())
def test_the_order_of_files_never_matters(files: Files, data: st.DataObject) -> None:
    broken = {**files, **dict(list(generated(files).items())[1:])}
    order = data.draw(st.permutations(list(broken)))
    again = {path: broken[path] for path in order}
    assert generated(broken) == generated(again)
    assert list(generated(broken)) == list(generated(again))
    found: tuple[Finding, ...] = checked(broken)
    assert checked(again) == checked(broken) == found
    assert found


@QUICK
@given(REPOSITORIES)
def test_line_ends_and_a_byte_order_mark_never_count(files: Files) -> None:
    windows = {
        path: b"\xef\xbb\xbf" + data.replace(b"\n", b"\r\n") if path in terraform(files) else data
        for path, data in files.items()
    }
    assert drifted(windows) == []


@QUICK
@given(REPOSITORIES)
def test_a_broken_source_condemns_nothing(files: Files) -> None:
    broken = {path: b"x: [\n" if path.startswith("jobs/") else data for path, data in files.items()}
    assert drifted(broken) == []
