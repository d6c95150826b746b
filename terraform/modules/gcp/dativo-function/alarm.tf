resource "google_monitoring_alert_policy" "failed" {
  count = length(var.alarm_notification_channels) > 0 ? 1 : 0

  project               = var.project_id
  display_name          = "${local.name} failed"
  combiner              = "OR"
  notification_channels = var.alarm_notification_channels
  user_labels           = var.labels

  conditions {
    display_name = "A run failed"

    # A function of the second generation is a Cloud Run service, and is measured as one.
    # https://cloud.google.com/monitoring/api/metrics_gcp_p_z#gcp-run
    condition_threshold {
      filter = join(" AND ", [
        "resource.type = \"cloud_run_revision\"",
        "resource.labels.service_name = \"${local.name}\"",
        "resource.labels.location = \"${var.region}\"",
        "metric.type = \"run.googleapis.com/request_count\"",
        "metric.labels.response_code_class = \"5xx\"",
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
