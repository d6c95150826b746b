"""What holds for the tags of any job."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from dativo_hooks.engine.tagging import Tagged, tagged_jobs
from dativo_hooks.model.asset import Connector, decode_asset
from dativo_hooks.model.configuration import Configuration
from dativo_hooks.model.job import decode_job
from dativo_hooks.sources.loading import sources_of
from dativo_hooks.tags.derive import asset_layer, asset_tags, connector_layer, inherited, tags_of
from dativo_hooks.tags.tag import Tag
from dativo_hooks.tree import MemoryTree
from tests.engine.repositories import Files, generated
from tests.incremental.random_repositories import finops, repositories, shuffled, written
from tests.laws import examples
from tests.tags.documents import document

Data = dict[str, Any]
TEXTS = st.sampled_from(["a", "b", "1", "x y"])


def layer() -> st.SearchStrategy[Data]:
    return st.fixed_dictionaries(
        {},
        optional={
            "finops": finops(),
            "compliance": st.fixed_dictionaries(
                {},
                optional={"classification": st.lists(TEXTS), "retention_days": st.integers(1, 9)},
            ),
            "team": st.fixed_dictionaries({}, optional={"owner": TEXTS}),
            "domain": TEXTS,
            "dataProduct": TEXTS,
        },
    )


JOBS = st.fixed_dictionaries(
    {"tenant_id": TEXTS},
    optional={
        "environment": TEXTS,
        "finops": finops(),
        "classification_overrides": st.fixed_dictionaries({}, optional={"default": TEXTS}),
        "governance_overrides": st.fixed_dictionaries(
            {}, optional={"owner": TEXTS, "domain": TEXTS, "retention_days": st.integers(1, 9)}
        ),
        "infrastructure": st.fixed_dictionaries(
            {"metadata": st.dictionaries(st.sampled_from(["cost_center", "project", "z"]), TEXTS)}
        ),
    },
)


def tags(job: Data, asset: Data, metadata: Data | None) -> dict[str, Tag]:
    connector = Connector(document("c.yaml", {"metadata": metadata or {}}))
    decoded = decode_job(document("j.yaml", job), {}).job
    layer = asset_layer(decode_asset(document("a.yaml", asset)), {})
    others = inherited(layer, connector_layer(connector, {}))
    found = tags_of(decoded, others, {}).tags
    return {tag.key: tag for tag in found}


@examples(60)
@given(JOBS, layer(), layer())
def test_a_lower_layer_changes_no_value_that_a_higher_one_gives(
    job: Data, asset: Data, metadata: Data
) -> None:
    of_job, of_both, of_all = (
        tags(job, {}, None),
        tags(job, asset, None),
        tags(job, asset, metadata),
    )
    for fewer, more in ((of_job, of_both), (of_both, of_all)):
        assert {key: more[key].value for key in fewer} == {k: t.value for k, t in fewer.items()}
        for key, tag in fewer.items():
            assert more[key].overrode[: len(tag.overrode)] == tag.overrode
    for key in of_all.keys() - of_both.keys():
        assert of_all[key].origin.path == "c.yaml"


@examples(40)
@given(layer())
def test_an_asset_carries_what_it_gives_to_a_job_that_says_nothing(asset: Data) -> None:
    carried = asset_tags(asset_layer(decode_asset(document("a.yaml", asset)), {}))
    effective = tags({}, asset, None)
    assert {tag.key: tag.value for tag in carried} == {k: t.value for k, t in effective.items()}


def tagged(files: Files) -> tuple[Tagged, ...]:
    configuration = Configuration()
    return tagged_jobs(sources_of(MemoryTree(files), configuration), configuration)


@examples(15)
@given(st.data())
def test_the_order_of_keys_never_matters(data: st.DataObject) -> None:
    documents = data.draw(repositories(most=2))
    one = written(documents)
    other = written({path: data.draw(shuffled(value)) for path, value in documents.items()})
    found, again = tagged(one), tagged(other)
    assert [job.tags for job in found] == [job.tags for job in again]
    assert found
    assert generated(one) == generated(other) != {}
