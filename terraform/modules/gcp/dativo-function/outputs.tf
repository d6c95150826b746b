output "function_uri" {
  description = "URI that a run is requested at."
  value       = local.function_uri
}

output "function_name" {
  description = "Name of the function."
  value       = google_cloudfunctions2_function.this.name
}

output "function_id" {
  description = "ID of the function."
  value       = google_cloudfunctions2_function.this.id
}

output "service_account_email" {
  description = "Service account that the function runs as."
  value       = local.service_account_email
}

output "schedule_id" {
  description = "ID of the Cloud Scheduler job; null without a schedule."
  value       = one(google_cloud_scheduler_job.this[*].id)
}
