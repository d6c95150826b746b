# Every option of both modules that is not the opposite of another.

locals {
  labels = {
    finops_cost_center = "eng-001"
    asset-name         = "hubspot-contacts"
    größe              = "日本-ü"
    empty              = ""
  }
}

module "job" {
  source = "../../modules/gcp/dativo-job"

  job_name                    = "hubspot_contacts"
  tenant_id                   = "Acme"
  name                        = "acme-contacts-prod"
  image_uri                   = "us-docker.pkg.dev/my-project/dativo/dativo-ingest@sha256:abc"
  cpu                         = "8000m"
  memory                      = "32Gi"
  timeout_seconds             = 604800
  max_retries                 = 0
  region                      = "europe-west1"
  project_id                  = "my-project"
  labels                      = local.labels
  command                     = ["run", "--config", "/app/jobs/a.yaml"]
  environment_variables       = { TENANT_ID = "another", LOG_LEVEL = "info" }
  secrets                     = { A = "a", B = "projects/vault/secrets/b/versions/7" }
  encryption_key              = "projects/my-project/locations/europe-west1/keyRings/a/cryptoKeys/b"
  vpc_access                  = { network = "default", tags = ["dativo"] }
  deletion_protection         = true
  schedule_cron               = "*/5 2-4 1,15 JAN MON-FRI"
  timezone                    = "Europe/Berlin"
  schedule_paused             = true
  scheduler_region            = "europe-west3"
  alarm_notification_channels = ["projects/my-project/notificationChannels/1"]
}

module "service" {
  source = "../../modules/gcp/dativo-job"

  job_name                        = "lookup"
  tenant_id                       = "acme"
  image_uri                       = "us-docker.pkg.dev/my-project/dativo/dativo-ingest:1.4.0"
  region                          = "europe-west1"
  project_id                      = "my-project"
  labels                          = local.labels
  secrets                         = { A = "a" }
  vpc_access                      = { subnetwork = "private", egress = "ALL_TRAFFIC" }
  execution                       = "service"
  ingress                         = "INGRESS_TRAFFIC_ALL"
  schedule_cron                   = "0 2 * * *"
  scheduler_service_account_email = "starter@my-project.iam.gserviceaccount.com"
  alarm_notification_channels     = ["projects/my-project/notificationChannels/1"]
}

module "function" {
  source = "../../modules/gcp/dativo-function"

  job_name                    = "exchange_rates"
  tenant_id                   = "acme"
  name                        = "acme-rates-prod"
  runtime                     = "python312"
  entry_point                 = "handle"
  source_bucket               = "my-source"
  source_object               = "rates/1.zip"
  memory                      = "2Gi"
  cpu                         = "1"
  timeout_seconds             = 540
  max_instance_count          = 3
  region                      = "europe-west1"
  project_id                  = "my-project"
  labels                      = local.labels
  environment_variables       = { LOG_LEVEL = "info" }
  secrets                     = { A = "a" }
  kms_key_name                = "projects/my-project/locations/europe-west1/keyRings/a/cryptoKeys/b"
  vpc_connector               = "projects/my-project/locations/europe-west1/connectors/a"
  ingress_settings            = "ALLOW_ALL"
  build_service_account       = "projects/my-project/serviceAccounts/builder@my-project.iam.gserviceaccount.com"
  schedule_cron               = "0 * * * *"
  timezone                    = "Europe/Berlin"
  schedule_paused             = true
  scheduler_region            = "europe-west3"
  alarm_notification_channels = ["projects/my-project/notificationChannels/1"]
}
