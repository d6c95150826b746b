output "hubspot_contacts_job_name" {
  description = "What `gcloud run jobs execute` takes."
  value       = module.hubspot_contacts.service_name
}

output "hubspot_contacts_service_account" {
  description = "Account that the job runs as."
  value       = module.hubspot_contacts.service_account_email
}

output "exchange_rates_function_name" {
  description = "What `gcloud functions describe` takes."
  value       = module.exchange_rates.function_name
}
