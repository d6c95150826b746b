output "service_url" {
  description = "URL of the Cloud Run service; null unless execution is \"service\"."
  value       = local.service_url
}

output "service_name" {
  description = "Name of the Cloud Run job, or service."
  value       = local.is_service ? one(google_cloud_run_v2_service.this[*].name) : one(google_cloud_run_v2_job.this[*].name)
}

output "service_id" {
  description = "ID of the Cloud Run job, or service."
  value       = local.is_service ? one(google_cloud_run_v2_service.this[*].id) : one(google_cloud_run_v2_job.this[*].id)
}

output "service_account_email" {
  description = "Service account that the job runs as."
  value       = local.service_account_email
}

output "schedule_id" {
  description = "ID of the Cloud Scheduler job; null without a schedule."
  value       = one(google_cloud_scheduler_job.this[*].id)
}
