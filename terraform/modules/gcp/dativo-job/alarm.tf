locals {
  # https://cloud.google.com/monitoring/api/metrics_gcp_p_z#gcp-run
  failures = local.is_service ? {
    resource_type = "cloud_run_revision"
    name_label    = "service_name"
    metric        = "run.googleapis.com/request_count"
    condition     = "metric.labels.response_code_class = \"5xx\""
    } : {
    resource_type = "cloud_run_job"
    name_label    = "job_name"
    metric        = "run.googleapis.com/job/completed_execution_count"
    condition     = "metric.labels.result = \"failed\""
  }
}

resource "google_monitoring_alert_policy" "failed" {
  count = length(var.alarm_notification_channels) > 0 ? 1 : 0

  project               = var.project_id
  display_name          = "${local.name} failed"
  combiner              = "OR"
  notification_channels = var.alarm_notification_channels
  user_labels           = var.labels

  conditions {
    display_name = "A run failed"

    condition_threshold {
      filter = join(" AND ", [
        "resource.type = \"${local.failures.resource_type}\"",
        "resource.labels.${local.failures.name_label} = \"${local.name}\"",
        "resource.labels.location = \"${var.region}\"",
        "metric.type = \"${local.failures.metric}\"",
        local.failures.condition,
      ])
      comparison      = "COMPARISON_GT"
      threshold_value = 0
      duration        = "0s"

      aggregations {
        alignment_period   = "300s"
        per_series_aligner = "ALIGN_SUM"
      }
    }
  }
}
