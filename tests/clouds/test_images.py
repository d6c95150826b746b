"""References of container images."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dativo_hooks.clouds.aws_ecr import is_in_ecr
from dativo_hooks.clouds.images import parse_image
from tests.laws import examples

SHA = "sha256:" + "0123456789abcdef" * 4
ECR = "123456789012.dkr.ecr.eu-central-1.amazonaws.com"


@pytest.mark.parametrize(
    ("text", "parts"),
    {
        "alpine": ("", "alpine", "", ""),
        "alpine:3.20": ("", "alpine", "3.20", ""),
        "dativo/dativo-ingest:latest": ("", "dativo/dativo-ingest", "latest", ""),
        "gcr.io/dativo/dativo-ingest:latest": ("gcr.io", "dativo/dativo-ingest", "latest", ""),
        "localhost/a": ("localhost", "a", "", ""),
        "localhost:5000/a:b": ("localhost:5000", "a", "b", ""),
        "registry:5000/a": ("registry:5000", "a", "", ""),
        "Registry.Example.com/a": ("Registry.Example.com", "a", "", ""),
        "registry/a": ("", "registry/a", "", ""),
        "my-host.example/a": ("my-host.example", "a", "", ""),
        "[2001:db8::1]:5000/a": ("[2001:db8::1]:5000", "a", "", ""),
        "[::1]/a": ("[::1]", "a", "", ""),
        "a.b_c__d-e--f/g": ("", "a.b_c__d-e--f/g", "", ""),
        "a:_.-": ("", "a", "_.-", ""),
        f"a:{'t' * 128}": ("", "a", "t" * 128, ""),
        f"a@{SHA}": ("", "a", "", SHA),
        f"gcr.io/a/b:c@{SHA}": ("gcr.io", "a/b", "c", SHA),
        f"a@sha512:{'0' * 128}": ("", "a", "", f"sha512:{'0' * 128}"),
        f"gcr.io/{'a' * 255}": ("gcr.io", "a" * 255, "", ""),
    }.items(),
)
def test_a_reference_falls_into_its_parts(text: str, parts: tuple[str, str, str, str]) -> None:
    assert parse_image(text) == parts


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Alpine",
        "dativo/Ingest",
        "Dativo/ingest",
        "a:",
        "a:-b",
        "a:b:c",
        f"a:{'t' * 129}",
        "a@",
        "a@sha256:abc",
        f"a@sha256:{'0' * 63}",
        f"a@sha256:{'A' * 64}",
        f"a@md5:{'0' * 32}",
        f"@{SHA}",
        "a//b",
        "/a",
        "a/",
        "a b",
        "a\n",
        " a",
        "-host.example/a",
        "host-.example/a",
        "host..example/a",
        "a.b./c",
        "a_-b",
        "a___b",
        "a..b",
        "-a",
        "a-",
        "https://gcr.io/a",
        "gcr.io:port/a",
        "${IMAGE}",
        "é",
        "٣/a:٣",
        "a" * 256,
    ],
)
def test_what_is_no_reference(text: str) -> None:
    assert parse_image(text) is None


@pytest.mark.parametrize(
    ("text", "floats"),
    {
        "a": True,
        "a:latest": True,
        "a:1": False,
        "a:latest-1": False,
        f"a@{SHA}": False,
        f"a:latest@{SHA}": False,
        "localhost:5000/a": True,
    }.items(),
)
def test_an_image_that_may_change(text: str, floats: bool) -> None:
    image = parse_image(text)
    assert image is not None
    assert image.floats is floats


@pytest.mark.parametrize(
    "domain",
    [
        ECR,
        "123456789012.dkr.ecr.cn-north-1.amazonaws.com.cn",
        "123456789012.dkr-ecr.us-east-1.on.aws",
        "123456789012.dkr.ecr.us-gov-west-1.amazonaws.com",
    ],
)
def test_a_private_repository_of_ecr(domain: str) -> None:
    image = parse_image(f"{domain}/dativo/ingest:1")
    assert image is not None
    assert is_in_ecr(image)


@pytest.mark.parametrize(
    "domain",
    [
        "public.ecr.aws",
        "gcr.io",
        "docker.io",
        "12345678901.dkr.ecr.eu-central-1.amazonaws.com",
        "123456789012.dkr.ecr-fips.us-east-1.amazonaws.com",
        "123456789012.dkr-ecr.us-east-1.amazonaws.com",
        "123456789012.dkr.ecr.us-east-1.on.aws",
        f"{ECR}.evil.example",
        f"{ECR}:8443",
    ],
)
def test_what_is_no_private_repository_of_ecr(domain: str) -> None:
    image = parse_image(f"{domain}/dativo/ingest:1")
    assert image is not None
    assert not is_in_ecr(image)


COMPONENT = st.from_regex(r"[a-z0-9]{1,4}([._-][a-z0-9]{1,3}){0,2}", fullmatch=True)


@examples(60)
@given(
    st.sampled_from(["", "gcr.io", "localhost", "localhost:5000", ECR]),
    st.lists(COMPONENT, min_size=1, max_size=3),
    st.just("") | st.from_regex(r"[A-Za-z0-9_][A-Za-z0-9_.-]{0,20}", fullmatch=True),
    st.sampled_from(["", SHA]),
)
def test_parts_put_together_come_apart_again(
    domain: str, components: list[str], tag: str, digest: str
) -> None:
    path = "/".join(components)
    if not domain and len(components) > 1 and "." in components[0]:
        domain, path = components[0], "/".join(components[1:])
        if "_" in domain:
            domain, path = "", f"{domain}/{path}"
    text = f"{domain}/{path}" if domain else path
    text += (f":{tag}" if tag else "") + (f"@{digest}" if digest else "")
    image = parse_image(text)
    assert image == (domain, path, tag, digest)
