"""What is remembered never changes what is found: looks as one, in parts and from a snapshot."""

from __future__ import annotations

from typing import NamedTuple

import pytest
from hypothesis import event, given
from hypothesis import strategies as st

from dativo_hooks.engine.generating import GenerateOptions
from dativo_hooks.incremental.snapshot import Snapshot
from dativo_hooks.model.configuration import CONFIGURATION_FILE
from tests.engine.looking import differing, findings, kept, remembered, since, wholly
from tests.engine.repositories import CONNECTORS, Files, checked, generated
from tests.incremental.random_repositories import RUNTIMES, SCHEDULES
from tests.laws import examples

CONFIGURATIONS = (
    "",
    "terraform:\n  path: terraform/{tenant}/{tenant}-{job}\n  name: '{tenant}-{job}'\n",
    "terraform:\n  layout: module\n  path: tf/{tenant}-{job}\n  name: '{tenant}-{job}'\n",
    (
        "terraform:\n  format: json\n  path: tf/{environment}/{tenant}-{job}\n"
        "  name: '{tenant}-{job}'\n  files: {variables: false}\n"
    ),
    (
        "tag_policy:\n  required: [finops_cost_center, governance_owner, infra_team]\n"
        "variables: {REGION: us-east-1}\n"
    ),
)


class Job(NamedTuple):
    tenant: str
    environment: str | None
    runtime: int
    schedule: int
    asset: int
    broken: str

    def text(self) -> str:
        runtime = dict(RUNTIMES[self.runtime])
        if "latest image" in self.broken and "image_uri" in runtime:
            runtime["image_uri"] = str(runtime["image_uri"]).rpartition(":")[0] + ":latest"
        lines = [f"tenant_id: {self.tenant}"]
        if self.environment is not None:
            lines.append(f"environment: {self.environment}")
        lines += [
            "source_connector_path: connectors/hubspot.yaml",
            f"target_connector_path: {TARGETS.get(self.broken, 'connectors/iceberg.yaml')}",
            f"asset_path: assets/a{self.asset}.yaml",
        ]
        if self.broken == "wrong type":
            lines.append("finops: 12")
        if self.broken == "no YAML":
            lines.append("finops: {")
        if self.broken == "bad tag":
            lines.append("finops: {cost_center: nonsense}")
        lines += ["infrastructure:", "  runtime:"]
        if "comment" in self.broken:
            lines.append("    # dativo-hooks: ignore[DH504] until the next release")
        lines += [f"    {key}: {value!r}" for key, value in reversed(runtime.items())]
        schedule = SCHEDULES[self.schedule]
        if schedule is not None:
            lines += ["  schedule:", *(f"    {k}: {v!r}" for k, v in schedule.items())]
        if self.broken == "unknown variable":
            lines += ["  metadata:", "    team: ${WHO}"]
        return "\n".join(lines) + "\n"


TARGETS = {"no such file": "connectors/nowhere.yaml", "wrong kind": "assets/a0.yaml"}
BROKEN = (
    "", "", "", "", "", "latest image", "latest image, comment", "comment", "wrong type",
    "no YAML", "bad tag", "unknown variable", "no such file", "wrong kind",
)  # fmt: skip


class Asset(NamedTuple):
    name: str
    cost_center: str | None
    owner: str | None
    sound: bool

    def text(self) -> str:
        lines = [
            f"name: {self.name}",
            'version: "1.0"',
            "source_type: hubspot",
            "object: contacts",
            "schema:",
            "  - {name: id, type: string}",
            "compliance: {classification: [PII]}",
        ]
        if self.cost_center is not None:
            lines.append(f"finops: {{cost_center: {self.cost_center}}}")
        if self.owner is not None:
            lines.append(f"team: {{owner: {self.owner}}}")
        if not self.sound:
            lines.append("unheard_of: 1")
        return "\n".join(lines) + "\n"


jobs = st.builds(
    Job,
    st.sampled_from(["acme", "zeta", "Acme"]),
    st.sampled_from(["prod", "prod", "dev", None]),
    st.integers(0, 3),
    st.integers(0, 2),
    st.integers(0, 2),
    st.sampled_from(BROKEN),
)
assets = st.builds(
    Asset,
    st.sampled_from(["orders", "orders", "contacts", "events", "Up"]),
    st.sampled_from(["ENG-001", "ENG-001", "HR-002", "wrong", None]),
    st.sampled_from(["data@acme.com", "x@acme.com", None]),
    st.sampled_from([True, True, True, False]),
)
names = st.sampled_from(["jobs/a.yaml", "jobs/b.yaml", "jobs/n/c.yaml", "jobs/d.yml"])
EDITS = st.one_of(
    st.tuples(st.just("job"), names, jobs),
    st.tuples(st.just("job"), names, jobs),
    st.tuples(st.just("asset"), st.integers(0, 2), assets),
    st.tuples(st.just("remove"), st.integers(0, 9)),
    st.tuples(st.just("rename"), names, names),
    st.tuples(
        st.just("generate"),
    ),
    st.tuples(
        st.just("generate"),
    ),
    st.tuples(st.just("by hand"), st.integers(0, 9), st.sampled_from(["# a\n", ""])),
    st.tuples(st.just("copy"), st.integers(0, 9), st.sampled_from(["x.tf", "sub/x.tf", "tf/y.tf"])),
    st.tuples(st.just("foreign"), st.sampled_from(["terraform/generated/acme-orders.tf", "m.tf"])),
    st.tuples(st.just("elsewhere"), st.sampled_from(["src/a.py", "README.md", "jobs/notes.txt"])),
    st.tuples(st.just("configure"), st.integers(0, len(CONFIGURATIONS) - 1)),
    st.tuples(st.just("connector"), st.sampled_from(["ENG-001", "bad", ""])),
    st.tuples(st.just("other runtime"), names, st.sampled_from(["aws/lambda", "gcp/cloud_run"])),
)


def first() -> Files:
    """Three jobs of two assets, all in step."""
    files: Files = {path: text.encode() for path, text in CONNECTORS.items()}
    sound = (
        Asset("orders", "ENG-001", "data@acme.com", sound=True),
        Asset("contacts", "ENG-001", "data@acme.com", sound=True),
        Asset("events", "HR-002", "data@acme.com", sound=True),
    )
    files |= {f"assets/a{at}.yaml": one.text().encode() for at, one in enumerate(sound)}
    files["jobs/a.yaml"] = Job("acme", "prod", 0, 1, 0, "").text().encode()
    files["jobs/b.yaml"] = Job("acme", "prod", 1, 2, 1, "").text().encode()
    files["jobs/n/c.yaml"] = Job("acme", "prod", 2, 1, 2, "").text().encode()
    return regenerated(files)


def regenerated(files: Files) -> Files:
    """As `generate` leaves the files: orphans are deleted, and what isn't ours stays."""
    made = generated(files)
    orphans = {
        finding.path for finding in checked({**files, **made}) if finding.rule.code == "DH604"
    }
    ours = {
        path: data
        for path, data in made.items()
        if path not in files or files[path].startswith((b"# Generated by", b"{"))
    }
    return {path: data for path, data in {**files, **ours}.items() if path not in orphans}


def edited(files: Files, edit: tuple[object, ...]) -> Files:
    match edit:
        case ("job", str(path), Job() as job):
            return {**files, path: job.text().encode()}
        case ("asset", number, Asset() as asset):
            return {**files, f"assets/a{number}.yaml": asset.text().encode()}
        case ("remove", int(number)):
            gone = sorted(path for path in files if path != CONFIGURATION_FILE)
            return {p: data for p, data in files.items() if p != gone[number % len(gone)]}
        case ("rename", str(path), str(to)) if path in files:
            return {**{p: data for p, data in files.items() if p != path}, to: files[path]}
        case ("generate",):
            return regenerated(files)
        case ("by hand", int(number), str(text)) if terraform(files):
            path = terraform(files)[number % len(terraform(files))]
            return {**files, path: files[path] + text.encode() if text else b""}
        case ("copy", int(number), str(to)) if terraform(files):
            path = terraform(files)[number % len(terraform(files))]
            return {**files, to: files[path]}
        case ("foreign", str(path)):
            return {**files, path: b'resource "x" "y" {}\n'}
        case ("other runtime", str(path), str(target)) if path in files:
            return {**files, **generated(files, GenerateOptions(path, target))}
        case ("elsewhere", str(path)):
            return {**files, path: files.get(path, b"") + b"x"}
        case ("configure", int(number)):
            return {**files, CONFIGURATION_FILE: CONFIGURATIONS[number].encode()}
        case ("connector", str(center)):
            text = CONNECTORS["connectors/hubspot.yaml"]
            if center:
                text += f"metadata: {{finops: {{cost_center: {center}}}}}\n"
            return {**files, "connectors/hubspot.yaml": text.encode()}
    return files


def terraform(files: Files) -> list[str]:
    return sorted(path for path in files if path.endswith((".tf", ".tf.json")))


class Memory(NamedTuple):
    snapshot: Snapshot
    files: Files


def looked(files: Files, memory: Memory | None) -> tuple[Memory | None, str]:
    """Check the files in all ways; what is remembered then, and how it was found.

    What is remembered is brought up to date every other time: a run goes by what an older one
    kept, too.
    """
    want = checked(files, files)
    whole = wholly(files)
    assert findings(files, whole) == want
    same = memory is not None and memory.files.get(CONFIGURATION_FILE) == files.get(
        CONFIGURATION_FILE
    )
    if memory is not None and same:
        snapshot = kept(memory.snapshot)
        found = since(snapshot, files, differing(memory.files, files))
        if found is not None:
            assert findings(files, found) == want
            assert found.settled == whole.settled
            how = "settled again" if found.settled else "not settled"
            late = len(files) % 2 == 0
            return (memory if late else Memory(kept(snapshot), files)), how
    if whole.steady:
        return Memory(remembered(files, whole), files), "as one"
    return None, "as one"


@pytest.mark.parametrize("configuration", range(len(CONFIGURATIONS)))
@examples(7)
@given(edits=st.lists(EDITS, min_size=1, max_size=6))
def test_any_sequence_of_edits(configuration: int, edits: list[tuple[object, ...]]) -> None:
    files = regenerated(edited(first(), ("configure", configuration)))
    memory, _ = looked(files, None)
    assert memory is not None
    for edit in edits:
        files = edited(files, edit)
        memory, how = looked(files, memory)
        event(how)


SETTLED_AGAIN: dict[str, list[tuple[object, ...]]] = {
    "a tag of a job": [("job", "jobs/a.yaml", Job("acme", "prod", 0, 0, 0, "")), ("generate",)],
    "an asset": [("asset", 0, Asset("orders", "HR-002", "x@acme.com", sound=True)), ("generate",)],
    "a new job": [("job", "jobs/d.yml", Job("zeta", "prod", 3, 1, 0, "")), ("generate",)],
    "a deleted job": [("remove", 7), ("generate",)],
    "nothing of ours": [("elsewhere", "src/a.py")],
    "a connector": [("connector", "ENG-001"), ("generate",)],
}


@pytest.mark.parametrize("edits", SETTLED_AGAIN.values(), ids=SETTLED_AGAIN)
def test_what_changed_is_found_without_a_look_at_the_whole(
    edits: list[tuple[object, ...]],
) -> None:
    files = first()
    memory, _ = looked(files, None)
    for edit in edits:
        files = edited(files, edit)
    memory, how = looked(files, memory)
    assert how == "settled again"
    assert memory is not None
    whole = wholly(files)
    assert whole is not None
    fresh = remembered(files, whole)
    assert {job: memory.snapshot.record(job) for job in memory.snapshot.records} == {
        job: fresh.record(job) for job in fresh.records
    }
    assert memory.snapshot._replace(records={}, users={}, folders={}) == fresh._replace(
        records={}, users={}, folders={}
    )


NOT_SETTLED: dict[str, tuple[object, ...]] = {
    "a job that drifts": ("job", "jobs/a.yaml", Job("acme", "dev", 0, 0, 0, "")),
    "an asset that makes jobs drift": (
        "asset",
        0,
        Asset("orders", "HR-002", "x@acme.com", sound=True),
    ),
    "a broken job": ("job", "jobs/a.yaml", Job("acme", "prod", 0, 0, 0, "no YAML")),
    "an edit by hand": ("by hand", 0, "# a\n"),
    "a deleted file": ("by hand", 0, ""),
}


@pytest.mark.parametrize("edit", NOT_SETTLED.values(), ids=NOT_SETTLED)
def test_drift_and_faults_are_found_without_a_look_at_the_whole(edit: tuple[object, ...]) -> None:
    files = first()
    memory, _ = looked(files, None)
    _, how = looked(edited(files, edit), memory)
    assert how == "not settled"


@pytest.mark.parametrize("tenant", ["acme", "Acme"])
def test_a_folder_of_another_case_takes_a_look_at_the_whole(tenant: str) -> None:
    """On macOS and Windows it would be the folder of another job."""
    files = regenerated(edited(first(), ("configure", 1)))
    memory, _ = looked(files, None)
    assert memory is not None
    after = edited(files, ("job", "jobs/d.yml", Job(tenant, "prod", 0, 0, 0, "")))
    found = since(memory.snapshot, after, differing(files, after))
    assert (found is None) is (tenant == "Acme")
    both = wholly(after).merged
    assert both is not None
    assert bool(both.disputes) is (tenant == "Acme")
