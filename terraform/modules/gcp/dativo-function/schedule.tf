# Cloud Scheduler jobs take no labels.

locals {
  is_scheduled            = var.schedule_cron != null
  scheduler_account_email = var.scheduler_service_account_email == null ? local.service_account_email : var.scheduler_service_account_email
  function_uri            = google_cloudfunctions2_function.this.service_config[0].uri
}

resource "google_cloud_scheduler_job" "this" {
  count = local.is_scheduled ? 1 : 0

  project     = var.project_id
  region      = coalesce(var.scheduler_region, var.region)
  name        = local.name
  description = "Runs ${local.name}"
  schedule    = var.schedule_cron
  time_zone   = var.timezone
  paused      = var.schedule_paused
  # The function answers when its run ends; Scheduler waits for 15 seconds at least.
  attempt_deadline = "${max(var.timeout_seconds, 15)}s"

  http_target {
    http_method = "POST"
    uri         = local.function_uri

    oidc_token {
      service_account_email = local.scheduler_account_email
      audience              = local.function_uri
    }
  }

  depends_on = [google_cloud_run_v2_service_iam_member.scheduler]
}

# A function of the second generation is a Cloud Run service, which is what checks the caller.
resource "google_cloud_run_v2_service_iam_member" "scheduler" {
  count = local.is_scheduled ? 1 : 0

  project  = var.project_id
  location = var.region
  name     = google_cloudfunctions2_function.this.name
  role     = "roles/run.invoker"
  member   = "serviceAccount:${local.scheduler_account_email}"
}
