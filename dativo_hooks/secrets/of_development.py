"""Keys and tokens of what software is made, watched and published with, and of AI services."""

from __future__ import annotations

from dativo_hooks.secrets.kind import END, START, SecretKind

_GITLAB = (
    "agent",
    "cbt",
    "dt",
    "ffct",
    "ft",
    "imt",
    "oas",
    "pat",
    "ptt",
    "rt",
    "rtr",
    "soat",
    "wt",
)

DEVELOPMENT = (
    SecretKind(
        "GitHub token",
        rf"{START}(?:gh[pousr]_[A-Za-z0-9]{{36,}}|github_pat_[A-Za-z0-9_]{{22,}})",
        ("ghp_", "gho_", "ghu_", "ghs_", "ghr_", "github_pat_"),
        "https://docs.github.com/authentication/keeping-your-account-and-data-secure/"
        "about-authentication-to-github",
    ),
    SecretKind(
        "GitLab token",
        rf"{START}gl(?:{'|'.join(_GITLAB)})-[A-Za-z0-9_=.-]{{20,}}",
        tuple(f"gl{what}-" for what in _GITLAB),
        "https://docs.gitlab.com/security/tokens/#token-prefixes",
    ),
    SecretKind(
        "GitLab runner token",
        rf"{START}GR1348941[A-Za-z0-9_-]{{20,}}",
        ("GR1348941",),
        "https://docs.gitlab.com/security/tokens/#token-prefixes",
    ),
    SecretKind(
        "npm token",
        rf"{START}npm_[A-Za-z0-9]{{30,}}",
        ("npm_",),
        "https://docs.npmjs.com/about-access-tokens; gitleaks",
    ),
    SecretKind(
        "PyPI token",
        rf"{START}pypi-AgE[A-Za-z0-9_-]{{16,}}",
        ("pypi-AgE",),
        "https://pypi.org/help/#apitoken; gitleaks",
    ),
    SecretKind(
        "RubyGems key",
        rf"{START}rubygems_[a-f0-9]{{48}}",
        ("rubygems_",),
        "https://guides.rubygems.org/api-key-scopes; gitleaks",
    ),
    SecretKind(
        "Docker token",
        rf"{START}dckr_[po]at_[A-Za-z0-9_-]{{20,}}",
        ("dckr_",),
        "https://docs.docker.com/security/access-tokens",
    ),
    SecretKind(
        "Artifactory key",
        rf"{START}(?:AKCp[A-Za-z0-9]{{60,}}|cmVmd[A-Za-z0-9]{{59}}{END})",
        ("AKCp", "cmVmd"),
        "https://jfrog.com/help/r/jfrog-platform-administration-documentation; gitleaks",
    ),
    SecretKind(
        "SonarQube token",
        rf"{START}sq[upa]_[a-f0-9]{{40}}",
        ("squ_", "sqp_", "sqa_"),
        "https://docs.sonarsource.com/sonarqube-server/user-guide/managing-tokens; gitleaks",
    ),
    SecretKind(
        "Sentry token",
        rf"{START}sntry[su]_[A-Za-z0-9+/=_]{{40,}}",
        ("sntrys_", "sntryu_"),
        "https://docs.sentry.io/account/auth-tokens; gitleaks",
    ),
    SecretKind(
        "Grafana token",
        rf"{START}gl(?:sa|c)_[A-Za-z0-9+/_]{{32,}}",
        ("glsa_", "glc_"),
        "https://grafana.com/docs/grafana/latest/administration/service-accounts; gitleaks",
    ),
    SecretKind(
        "New Relic key",
        rf"{START}NR(?:AK|II|JS|AL|AA|BR)-[A-Za-z0-9]{{19,}}",
        ("NRAK-", "NRII-", "NRJS-", "NRAL-", "NRAA-", "NRBR-"),
        "https://docs.newrelic.com/docs/apis/intro-apis/new-relic-api-keys; gitleaks",
    ),
    SecretKind(
        "New Relic key",
        rf"{START}[0-9a-f]{{36}}NRAL{END}",
        ("NRAL",),
        "https://docs.newrelic.com/docs/apis/intro-apis/new-relic-api-keys",
    ),
    SecretKind(
        "Dynatrace token",
        rf"{START}dt0c01\.[A-Z0-9]{{24}}\.[A-Z0-9]{{64}}",
        ("dt0c01.",),
        "https://docs.dynatrace.com/docs/dynatrace-api/basics/"
        "dynatrace-api-authentication; gitleaks",
    ),
    SecretKind(
        "Postman key",
        rf"{START}PMAK-[A-Za-z0-9-]{{20,}}",
        ("PMAK-",),
        "https://learning.postman.com/docs/developer/postman-api/authentication; gitleaks",
    ),
    SecretKind(
        "Pulumi token",
        rf"{START}pul-[a-f0-9]{{40}}",
        ("pul-",),
        "https://www.pulumi.com/docs/pulumi-cloud/access-management/access-tokens; gitleaks",
    ),
    SecretKind(
        "Doppler token",
        rf"{START}dp\.(?:pt|st|ct|sa|scim|audit)\.[A-Za-z0-9._-]{{32,}}",
        ("dp.",),
        "https://docs.doppler.com/reference/auth-token-formats",
    ),
    SecretKind(
        "1Password token",
        rf"{START}ops_eyJ[A-Za-z0-9+/=_-]{{40,}}",
        ("ops_eyJ",),
        "https://developer.1password.com/docs/service-accounts; gitleaks",
    ),
    SecretKind(
        "1Password secret key",
        rf"{START}A3-[A-Z0-9]{{6}}-(?:[A-Z0-9]{{11}}|[A-Z0-9]{{6}}-[A-Z0-9]{{5}})-[A-Z0-9]{{5}}"
        r"-[A-Z0-9]{5}-[A-Z0-9]{5}",
        ("A3-",),
        "https://support.1password.com/secret-key; gitleaks",
    ),
    SecretKind(
        "age key",
        r"AGE-SECRET-KEY-1[A-Z0-9]{50,}",
        ("AGE-SECRET-KEY-1",),
        "https://github.com/C2SP/C2SP/blob/main/age.md",
    ),
    SecretKind(
        "Prefect key",
        rf"{START}pn[ub]_[A-Za-z0-9]{{36}}",
        ("pnu_", "pnb_"),
        "https://docs.prefect.io/latest/manage/cloud/manage-users/api-keys; gitleaks",
    ),
    SecretKind(
        "Buildkite token",
        rf"{START}bk(?:ua|aj|at)_[A-Za-z0-9]{{40}}",
        ("bkua_", "bkaj_", "bkat_"),
        "https://buildkite.com/docs/apis/managing-api-tokens",
    ),
    SecretKind(
        "CircleCI token",
        rf"{START}CCI(?:PAT|PRJ)_[A-Za-z0-9]{{16,32}}_[A-Fa-f0-9]{{40}}",
        ("CCIPAT_", "CCIPRJ_"),
        "https://circleci.com/docs/managing-api-tokens",
    ),
    SecretKind(
        "LaunchDarkly key",
        rf"{START}(?:sdk|api|mob)-[0-9a-f]{{8}}-[0-9a-f]{{4}}-[0-9a-f]{{4}}-[0-9a-f]{{4}}"
        rf"-[0-9a-f]{{12}}{END}",
        ("sdk-", "api-", "mob-"),
        "https://launchdarkly.com/docs/home/account/api",
    ),
    SecretKind(
        "OpenAI key",
        rf"{START}sk-(?:proj|svcacct|admin|None)-[A-Za-z0-9_-]{{20,}}",
        ("sk-proj-", "sk-svcacct-", "sk-admin-", "sk-None-"),
        "https://platform.openai.com/docs/api-reference/authentication; gitleaks",
    ),
    SecretKind(
        "OpenAI key",
        rf"{START}sk-[A-Za-z0-9]{{10,40}}T3BlbkFJ[A-Za-z0-9]{{10,}}",
        ("T3BlbkFJ",),
        "https://platform.openai.com/docs/api-reference/authentication; gitleaks",
    ),
    SecretKind(
        "Anthropic key",
        rf"{START}sk-ant-[A-Za-z0-9_-]{{16,}}",
        ("sk-ant-",),
        "https://docs.anthropic.com/en/api/overview; gitleaks",
    ),
    SecretKind(
        "AI service's key",  # DeepSeek, OpenRouter and others follow OpenAI's first form
        rf"{START}sk-(?:or-v1-)?[A-Za-z0-9]{{32,}}{END}",
        ("sk-",),
        "https://openrouter.ai/docs/api-reference/authentication",
        judge="token",
    ),
    SecretKind(
        "Hugging Face token",
        rf"{START}(?:hf|api_org)_[A-Za-z0-9]{{30,}}",
        ("hf_", "api_org_"),
        "https://huggingface.co/docs/hub/security-tokens; gitleaks",
    ),
    SecretKind(
        "Groq key",
        rf"{START}gsk_[A-Za-z0-9]{{40,}}",
        ("gsk_",),
        "https://console.groq.com/docs/quickstart; gitleaks",
    ),
    SecretKind(
        "xAI key",
        rf"{START}xai-[A-Za-z0-9_]{{60,}}",
        ("xai-",),
        "https://docs.x.ai/docs/tutorial",
    ),
    SecretKind(
        "Perplexity key",
        rf"{START}pplx-[A-Za-z0-9]{{40,}}",
        ("pplx-",),
        "https://docs.perplexity.ai/getting-started/quickstart; gitleaks",
    ),
    SecretKind(
        "Replicate token",
        rf"{START}r8_[A-Za-z0-9]{{37}}",
        ("r8_",),
        "https://replicate.com/docs/topics/security/api-tokens",
    ),
    SecretKind(
        "LangSmith key",
        rf"{START}lsv2_(?:pt|sk)_[A-Fa-f0-9]{{32}}_[A-Fa-f0-9]{{10}}",
        ("lsv2_",),
        "https://docs.smith.langchain.com/administration; gitleaks",
    ),
    SecretKind(
        "Pinecone key",
        rf"{START}pcsk_[A-Za-z0-9_]{{40,}}",
        ("pcsk_",),
        "https://docs.pinecone.io/guides/production/authentication",
    ),
)
