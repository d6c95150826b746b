"""Keys and tokens of clouds and of what runs in them."""

from __future__ import annotations

from dativo_hooks.secrets.kind import END, START, SecretKind

CLOUDS = (
    SecretKind(
        "AWS access key",
        rf"{START}AKIA[A-Z0-9]{{16}}{END}",
        ("AKIA",),
        "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html",
    ),
    SecretKind(
        "AWS access key",
        rf"{START}(?:ASIA|ABIA|ACCA)[A-Z0-9]{{16}}{END}",
        ("ASIA", "ABIA", "ACCA"),
        "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html",
        judge="temporary",
    ),
    SecretKind(
        "AWS secret key",
        r"(?<![A-Za-z0-9/+=])[A-Za-z0-9/+]{40}(?![A-Za-z0-9/+=])",
        (),
        "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_access-keys.html",
        judge="random",
    ),
    SecretKind(
        "Amazon Bedrock key",
        rf"{START}ABSK[A-Za-z0-9+/]{{100,}}",
        ("ABSK",),
        "https://docs.aws.amazon.com/bedrock/latest/userguide/api-keys.html; gitleaks",
    ),
    SecretKind(
        "Amazon MWS token",
        r"amzn\.mws\.[0-9a-f]{8}-[0-9a-f-]{27}",
        ("amzn.mws.",),
        "https://docs.developer.amazonservices.com/en_US/dev_guide/DG_Registering.html",
    ),
    SecretKind(
        "Azure storage key",
        r"(?:account|sharedaccess)key\s{0,9}=\s{0,9}([a-z0-9+/]{20,}={0,2})",
        ("accountkey", "sharedaccesskey"),
        "https://learn.microsoft.com/azure/storage/common/storage-configure-connection-string",
        loose=True,
    ),
    SecretKind(
        "Azure storage key",
        r"(?<![A-Za-z0-9/+=-])[A-Za-z0-9/+]{86}==(?!=)",  # after a `-` it is a checksum
        ("==",),
        "https://learn.microsoft.com/azure/storage/common/storage-account-keys-manage",
        judge="mixed",
    ),
    SecretKind(
        "Azure shared access signature",
        r"(?<![a-z0-9_])sig=([a-z0-9%/+_-]{20,}=*)",
        ("sig=",),
        "https://learn.microsoft.com/azure/storage/common/storage-sas-overview",
        loose=True,
    ),
    SecretKind(
        "Azure client secret",
        rf"{START}[A-Za-z0-9_~.]{{3}}[0-9]Q~[A-Za-z0-9_~.-]{{31,34}}",
        ("Q~",),
        "https://learn.microsoft.com/purview/sit-defn-azure-ad-client-secret; gitleaks",
    ),
    SecretKind(
        "Azure DevOps token",
        rf"{START}[A-Za-z0-9]{{76}}AZDO[A-Za-z0-9]{{4}}{END}",
        ("AZDO",),
        "https://learn.microsoft.com/azure/devops/organizations/accounts/"
        "use-personal-access-tokens-to-authenticate",
    ),
    SecretKind(
        "Azure DevOps token",
        rf"{START}[a-z0-9]{{52}}{END}",
        (),
        "https://learn.microsoft.com/purview/sit-defn-azure-devops-personal-access-token",
        judge="digits",
    ),
    SecretKind(
        "Azure key",
        rf"{START}[A-Za-z0-9]{{40,60}}JQQJ99[A-Za-z0-9]{{16,}}",
        ("JQQJ99",),
        "https://learn.microsoft.com/purview/sit-defn-azure-cognitive-services-key",
    ),
    SecretKind(
        "Azure Functions key",
        r"[A-Za-z0-9_-]{44}AzFu[A-Za-z0-9_-]{5}[AQgw]==",
        ("AzFu",),
        "https://learn.microsoft.com/purview/sit-defn-azure-function-master-api-key",
    ),
    SecretKind(
        "Google API key",
        rf"{START}AIza[A-Za-z0-9_-]{{35}}",
        ("AIza",),
        "https://cloud.google.com/docs/authentication/api-keys",
    ),
    SecretKind(
        "Google OAuth token",
        rf"{START}ya29\.[A-Za-z0-9_-]{{20,}}",
        ("ya29.",),
        "https://developers.google.com/identity/protocols/oauth2",
    ),
    SecretKind(
        "Google refresh token",
        r"(?<![A-Za-z0-9:/.])1//[A-Za-z0-9_-]{30,}",
        ("1//",),
        "https://developers.google.com/identity/protocols/oauth2",
    ),
    SecretKind(
        "Google client secret",
        rf"{START}GOCSPX-[A-Za-z0-9_-]{{20,}}",
        ("GOCSPX-",),
        "https://developers.google.com/identity/protocols/oauth2/web-server",
    ),
    SecretKind(
        "Google service account's key",
        r"""["']private_key(?:_id)?\\{0,4}["']\s{0,9}:\s{0,9}\\{0,4}["']"""
        r"""((?!\$|<|\{|\*|•)[^"'\s\\][^"']{7,})""",
        ("private_key",),
        "https://cloud.google.com/iam/docs/keys-create-delete",
    ),
    SecretKind(
        "Firebase server key",
        rf"{START}AAAA[A-Za-z0-9_-]{{7}}:APA91b[A-Za-z0-9_-]{{60,}}",
        (":APA91b",),
        "https://firebase.google.com/docs/cloud-messaging/auth-server",
    ),
    SecretKind(
        "DigitalOcean token",
        rf"{START}do[oprt]_v1_[A-Za-z0-9]{{32,}}",
        ("_v1_",),
        "https://docs.digitalocean.com/reference/api/create-personal-access-token; gitleaks",
    ),
    SecretKind(
        "Alibaba access key",
        rf"{START}LTAI[A-Za-z0-9]{{12,26}}{END}",
        ("LTAI",),
        "https://www.alibabacloud.com/help/en/ram/user-guide/create-an-accesskey-pair; gitleaks",
        judge="mixed",
    ),
    SecretKind(
        "Cloudflare origin key",
        rf"{START}v1\.0-[a-f0-9]{{24}}-[a-f0-9]{{100,}}",
        ("v1.0-",),
        "https://developers.cloudflare.com/fundamentals/api/get-started/ca-keys; gitleaks",
    ),
    SecretKind(
        "Heroku key",
        rf"{START}HRKU-[A-Za-z0-9_-]{{36,}}",
        ("HRKU-",),
        "https://devcenter.heroku.com/articles/platform-api-reference; gitleaks",
    ),
    SecretKind(
        "Fly.io token",
        r"\b(?:fo1_[\w-]{43}|fm[12][ar]?_[a-zA-Z0-9+/]{60,})",
        ("fo1_", "fm1", "fm2"),
        "https://fly.io/docs/security/tokens; gitleaks",
    ),
    SecretKind(
        "Databricks token",
        rf"{START}(?:dapi|dkea|dose|dsapi)[0-9a-f]{{32}}(?:-[0-9])?{END}",
        ("dapi", "dkea", "dose", "dsapi"),
        "https://docs.databricks.com/dev-tools/auth/pat; gitleaks",
    ),
    SecretKind(
        "dbt token",
        rf"{START}dbt[cpsu]_[A-Za-z0-9_-]{{20,}}",
        ("dbtc_", "dbtu_", "dbts_", "dbtp_"),
        "https://docs.getdbt.com/docs/dbt-cloud-apis/authentication",
    ),
    SecretKind(
        "PlanetScale token",
        rf"{START}pscale_(?:tkn|pw|oauth|otkn)_[A-Za-z0-9=._-]{{24,}}",
        ("pscale_",),
        "https://planetscale.com/docs/api/reference/service-tokens; gitleaks",
    ),
    SecretKind(
        "Supabase key",
        rf"{START}(?:sbp_[a-f0-9]{{40}}|sb_secret_[A-Za-z0-9_-]{{20,}})",
        ("sbp_", "sb_secret_"),
        "https://supabase.com/docs/guides/api/api-keys",
    ),
    SecretKind(
        "ClickHouse Cloud key",
        rf"{START}4b1d[A-Za-z0-9]{{38}}{END}",
        ("4b1d",),
        "https://clickhouse.com/docs/cloud/manage/openapi; gitleaks",
        judge="mixed",
    ),
    SecretKind(
        "Terraform Cloud token",
        rf"{START}[A-Za-z0-9]{{14}}\.atlasv1\.[A-Za-z0-9_=-]{{40,}}",
        (".atlasv1.",),
        "https://developer.hashicorp.com/terraform/cloud-docs/users-teams-organizations/"
        "api-tokens; gitleaks",
    ),
    SecretKind(
        "Vault token",
        rf"{START}hv[bsr]\.[A-Za-z0-9_-]{{20,}}",
        ("hvs.", "hvb.", "hvr."),
        "https://developer.hashicorp.com/vault/docs/concepts/tokens",
    ),
    SecretKind(
        "Vault token",
        r"(?:(?<=[ \n\"'=:])|\A)s\.[A-Za-z0-9]{24}(?![A-Za-z0-9_.])",
        ("\ns.", " s.", '"s.', "'s.", "=s.", ":s."),
        "https://developer.hashicorp.com/vault/docs/concepts/tokens",
        judge="token",
    ),
    SecretKind(
        "Snowflake session token",
        r"ver:[0-9]-hint:[0-9]{6,}-[A-Za-z0-9+/=-]{40,}",
        ("-hint:",),
        "https://docs.snowflake.com/en/user-guide/oauth-custom",
    ),
    SecretKind(
        "Salesforce token",
        rf"{START}00D[A-Za-z0-9]{{12,15}}![A-Za-z0-9._]{{60,}}",
        ("00D",),
        "https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest",
    ),
)
