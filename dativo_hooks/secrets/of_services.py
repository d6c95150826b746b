"""Keys and tokens of services that jobs read from, write to or tell of their runs."""

from __future__ import annotations

from dativo_hooks.secrets.kind import END, START, SecretKind

SERVICES = (
    SecretKind(
        "Slack token",
        rf"{START}xox[abeoprs][-.][A-Za-z0-9-]{{10,}}",
        ("xox",),
        "https://api.slack.com/authentication/token-types",
    ),
    SecretKind(
        "Slack token",
        rf"{START}xapp-[0-9]-[A-Za-z0-9-]{{10,}}",
        ("xapp-",),
        "https://api.slack.com/authentication/token-types",
    ),
    SecretKind(
        "Slack webhook",
        r"hooks\.slack\.com/(?:services|workflows|triggers)/([A-Za-z0-9+/_-]{16,})",
        ("hooks.slack.com/",),
        "https://api.slack.com/messaging/webhooks",
    ),
    SecretKind(
        "Microsoft Teams webhook",
        r"webhook\.office\.com/webhookb2/([A-Za-z0-9@/-]{32,})",
        ("webhook.office.com/",),
        "https://learn.microsoft.com/microsoftteams/platform/webhooks-and-connectors; gitleaks",
    ),
    SecretKind(
        "Discord webhook",
        r"discord(?:app)?\.com/api/webhooks/([0-9]{16,20}/[A-Za-z0-9_-]{40,})",
        ("/api/webhooks/",),
        "https://discord.com/developers/docs/resources/webhook",
    ),
    SecretKind(
        "Telegram bot token",
        rf"{START}[0-9]{{8,10}}:A[A-Za-z0-9_-]{{32,36}}(?![A-Za-z0-9_-])",
        (":A",),
        "https://core.telegram.org/bots/api#authorizing-your-bot; gitleaks",
    ),
    SecretKind(
        "HubSpot token",
        rf"{START}pat-(?:na|eu|ap|au|ca)[0-9]{{1,2}}-[A-Za-z0-9-]{{20,}}",
        ("pat-",),
        "https://developers.hubspot.com/docs/guides/apps/private-apps/overview",
    ),
    SecretKind(
        "Stripe key",
        rf"{START}[rs]k_(?:live|test|prod)_[A-Za-z0-9]{{10,}}",
        ("k_live_", "k_test_", "k_prod_"),
        "https://docs.stripe.com/keys",
    ),
    SecretKind(
        "Stripe webhook secret",
        rf"{START}whsec_[A-Za-z0-9+/=]{{20,}}",
        ("whsec_",),
        "https://docs.stripe.com/webhooks",
    ),
    SecretKind(
        "Shopify token",
        rf"{START}shp(?:at|ss|ca|pa|ua)_[A-Za-z0-9]{{32}}",
        ("shpat_", "shpss_", "shpca_", "shppa_", "shpua_"),
        "https://shopify.dev/docs/apps/build/authentication-authorization; gitleaks",
    ),
    SecretKind(
        "Square token",
        rf"{START}(?:sq0(?:atp|csp|idp)-[A-Za-z0-9_-]{{20,}}|EAAA[A-Za-z0-9_-]{{56,}})",
        ("sq0", "EAAA"),
        "https://developer.squareup.com/docs/build-basics/access-tokens; gitleaks",
    ),
    SecretKind(
        "Plaid token",
        rf"{START}(?:access|link)-(?:sandbox|development|production)-[0-9a-f-]{{36}}",
        ("access-", "link-"),
        "https://plaid.com/docs/api/tokens; gitleaks",
    ),
    SecretKind(
        "SendGrid key",
        rf"{START}SG\.[A-Za-z0-9_-]{{16,32}}\.[A-Za-z0-9_-]{{30,}}",
        ("SG.",),
        "https://www.twilio.com/docs/sendgrid/ui/account-and-settings/api-keys; gitleaks",
    ),
    SecretKind(
        "Twilio key",
        rf"{START}SK[0-9a-f]{{32}}{END}",
        ("SK",),
        "https://www.twilio.com/docs/iam/api-keys",
    ),
    SecretKind(
        "Mailchimp key",
        rf"{START}[0-9a-f]{{32}}-us[0-9]{{1,2}}{END}",
        ("-us",),
        "https://mailchimp.com/developer/marketing/guides/quick-start; gitleaks",
    ),
    SecretKind(
        "Mailgun key",
        rf"{START}(?:pub)?key-[0-9a-f]{{32}}{END}",
        ("key-",),
        "https://documentation.mailgun.com/docs/mailgun/api-reference/authentication; gitleaks",
    ),
    SecretKind(
        "Brevo key",
        rf"{START}x(?:keysib|smtpsib)-[a-f0-9]{{64}}-[A-Za-z0-9]{{16}}",
        ("keysib-", "smtpsib-"),
        "https://developers.brevo.com/docs/getting-started; gitleaks",
    ),
    SecretKind(
        "Airtable token",
        rf"{START}pat[A-Za-z0-9]{{14}}\.[a-f0-9]{{40,}}",
        (),
        "https://airtable.com/developers/web/guides/personal-access-tokens; gitleaks",
    ),
    SecretKind(
        "Notion token",
        rf"{START}(?:ntn_[A-Za-z0-9]{{40,}}|secret_[A-Za-z0-9]{{43}}{END})",
        ("ntn_", "secret_"),
        "https://developers.notion.com/docs/authorization; gitleaks",
    ),
    SecretKind(
        "Linear key",
        rf"{START}lin_(?:api|oauth)_[A-Za-z0-9]{{32,}}",
        ("lin_api_", "lin_oauth_"),
        "https://linear.app/developers/graphql; gitleaks",
    ),
    SecretKind(
        "Asana token",
        rf"{START}[012]/1[0-9]{{9,16}}(?:/[0-9]{{10,17}})?:[0-9a-f]{{32}}{END}",
        ("0/1", "1/1", "2/1"),
        "https://developers.asana.com/docs/personal-access-token",
    ),
    SecretKind(
        "Atlassian token",
        rf"{START}AT(?:ATT3|CTT3|BB)[A-Za-z0-9_=-]{{24,}}",
        ("ATATT3", "ATCTT3", "ATBB"),
        "https://support.atlassian.com/atlassian-account/docs/"
        "manage-api-tokens-for-your-atlassian-account; gitleaks",
    ),
    SecretKind(
        "Typeform token",
        rf"{START}tfp_[A-Za-z0-9_.=-]{{40,}}",
        ("tfp_",),
        "https://www.typeform.com/developers/get-started/personal-access-token; gitleaks",
    ),
    SecretKind(
        "Contentful token",
        rf"{START}CFPAT-[A-Za-z0-9_-]{{40,}}",
        ("CFPAT-",),
        "https://www.contentful.com/developers/docs/references/authentication",
    ),
    SecretKind(
        "Facebook token",
        rf"{START}EAA[MC][A-Za-z0-9]{{60,}}",
        ("EAAM", "EAAC"),
        "https://developers.facebook.com/docs/facebook-login/guides/access-tokens; gitleaks",
    ),
    SecretKind(
        "X bearer token",
        rf"{START}A{{22}}[A-Za-z0-9%]{{60,}}",
        ("A" * 22,),
        "https://docs.x.com/resources/fundamentals/authentication; gitleaks",
    ),
    SecretKind(
        "Figma token",
        rf"{START}fig[dour]h?_[A-Za-z0-9_-]{{40,}}",
        ("figd_", "figo_", "figu_", "figr_", "figdh_", "figoh_", "figuh_", "figrh_"),
        "https://www.figma.com/developers/api#access-tokens",
    ),
    SecretKind(
        "EasyPost key",
        rf"{START}EZ[AT]K[A-Za-z0-9]{{54}}",
        ("EZAK", "EZTK"),
        "https://docs.easypost.com/docs/authentication; gitleaks",
    ),
    SecretKind(
        "Shippo token",
        rf"{START}shippo_(?:live|test)_[a-f0-9]{{40}}",
        ("shippo_",),
        "https://docs.goshippo.com/docs/guides_general/authentication; gitleaks",
    ),
    SecretKind(
        "Flutterwave key",
        rf"{START}FLWSECK(?:_TEST)?-[A-Za-z0-9-]{{20,}}",
        ("FLWSECK",),
        "https://developer.flutterwave.com/docs/authentication; gitleaks",
    ),
    SecretKind(
        "Adobe client secret",
        rf"{START}p8e-[A-Za-z0-9_-]{{32}}",
        ("p8e-",),
        "https://developer.adobe.com/developer-console/docs/guides/authentication; gitleaks",
    ),
)
