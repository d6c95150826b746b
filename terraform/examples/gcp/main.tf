locals {
  # Also on what the modules don't make.
  platform_labels = {
    finops-cost-center = "eng-001"
    environment        = "prod"
    governance-owner   = "data-team-acme-com"
  }
}

resource "google_project_service" "needed" {
  for_each = toset([
    "cloudbuild.googleapis.com",
    "cloudfunctions.googleapis.com",
    "cloudscheduler.googleapis.com",
    "run.googleapis.com",
    "secretmanager.googleapis.com",
  ])

  service            = each.value
  disable_on_destroy = false # others in the project may use it
}

resource "google_monitoring_notification_channel" "data_team" {
  display_name = "Data team"
  type         = "email"
  labels       = { email_address = var.alarm_email }
  user_labels  = local.platform_labels
}

# A scheduled job on Cloud Run.
module "hubspot_contacts" {
  source = "../../modules/gcp/dativo-job"

  job_name        = "hubspot-contacts"
  tenant_id       = "acme"
  image_uri       = var.image_uri
  cpu             = "1"
  memory          = "2Gi"
  timeout_seconds = 3600
  region          = var.region
  project_id      = var.project_id
  command         = ["run", "--config", "/app/jobs/acme/hubspot_contacts.yaml", "--mode", "self_hosted"]
  secrets         = { HUBSPOT_TOKEN = "hubspot-token" }

  labels = {
    tenant-id                 = "acme"
    environment               = "prod"
    asset-name                = "hubspot-contacts"
    asset-version             = "1-0"
    finops-cost-center        = "eng-001"
    finops-business-tags      = "sales-crm"
    compliance-classification = "pii"
    governance-owner          = "data-team-acme-com"
  }

  schedule_cron               = "0 2 * * *"
  timezone                    = "Europe/Berlin"
  alarm_notification_channels = [google_monitoring_notification_channel.data_team.name]

  depends_on = [google_project_service.needed]
}

# What the job may do is for its owner to say: here, write to its bucket.
resource "google_storage_bucket_iam_member" "hubspot_contacts" {
  bucket = var.target_bucket
  role   = "roles/storage.objectUser"
  member = "serviceAccount:${module.hubspot_contacts.service_account_email}"
}

resource "google_storage_bucket" "functions" {
  name                        = "${var.project_id}-dativo-functions"
  location                    = var.region
  uniform_bucket_level_access = true
  public_access_prevention    = "enforced"
  labels                      = local.platform_labels
}

# Its name changes with its content, so each change is deployed.
resource "google_storage_bucket_object" "exchange_rates" {
  bucket = google_storage_bucket.functions.name
  name   = "exchange-rates/${filesha256(var.function_source)}.zip"
  source = var.function_source
}

# A short job as a Cloud Function.
module "exchange_rates" {
  source = "../../modules/gcp/dativo-function"

  job_name        = "exchange-rates"
  tenant_id       = "acme"
  runtime         = "python312"
  source_bucket   = google_storage_bucket.functions.name
  source_object   = google_storage_bucket_object.exchange_rates.name
  memory          = "512M"
  timeout_seconds = 300
  region          = var.region
  project_id      = var.project_id

  labels = {
    tenant-id                 = "acme"
    environment               = "prod"
    asset-name                = "exchange-rates"
    asset-version             = "1-0"
    finops-cost-center        = "fin-002"
    compliance-classification = "public"
    governance-owner          = "data-team-acme-com"
  }

  schedule_cron               = "0 * * * *"
  alarm_notification_channels = [google_monitoring_notification_channel.data_team.name]

  depends_on = [google_project_service.needed]
}
