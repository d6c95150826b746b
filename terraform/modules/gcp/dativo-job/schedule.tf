# Cloud Scheduler jobs take no labels.

locals {
  is_scheduled            = var.schedule_cron != null
  scheduler_account_email = var.scheduler_service_account_email == null ? local.service_account_email : var.scheduler_service_account_email
  service_url             = one(google_cloud_run_v2_service.this[*].uri)
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
  # A job's start is answered at once; a service answers when its run ends, and Scheduler waits for
  # half an hour at most.
  attempt_deadline = local.is_service ? "${min(max(var.timeout_seconds, 15), 1800)}s" : "180s"

  http_target {
    http_method = "POST"
    uri         = local.is_service ? local.service_url : "https://run.googleapis.com/v2/projects/${var.project_id}/locations/${var.region}/jobs/${local.name}:run"

    # Google's own API takes an OAuth token, a service an identity token.
    dynamic "oauth_token" {
      for_each = local.is_service ? [] : ["https://www.googleapis.com/auth/cloud-platform"]

      content {
        service_account_email = local.scheduler_account_email
        scope                 = oauth_token.value
      }
    }

    dynamic "oidc_token" {
      for_each = local.is_service ? [local.service_url] : []

      content {
        service_account_email = local.scheduler_account_email
        audience              = oidc_token.value
      }
    }
  }

  depends_on = [
    google_cloud_run_v2_job_iam_member.scheduler,
    google_cloud_run_v2_service_iam_member.scheduler,
  ]
}

resource "google_cloud_run_v2_job_iam_member" "scheduler" {
  count = local.is_scheduled && !local.is_service ? 1 : 0

  project  = var.project_id
  location = var.region
  name     = one(google_cloud_run_v2_job.this[*].name)
  role     = "roles/run.invoker"
  member   = "serviceAccount:${local.scheduler_account_email}"
}

resource "google_cloud_run_v2_service_iam_member" "scheduler" {
  count = local.is_scheduled && local.is_service ? 1 : 0

  project  = var.project_id
  location = var.region
  name     = one(google_cloud_run_v2_service.this[*].name)
  role     = "roles/run.invoker"
  member   = "serviceAccount:${local.scheduler_account_email}"
}
