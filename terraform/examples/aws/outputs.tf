output "hubspot_contacts_task_definition_arn" {
  description = "What `aws ecs run-task --task-definition` takes."
  value       = module.hubspot_contacts.task_definition_arn
}

output "hubspot_contacts_log_group" {
  description = "Where the job logs."
  value       = module.hubspot_contacts.log_group_name
}

output "exchange_rates_function_name" {
  description = "What `aws lambda invoke --function-name` takes."
  value       = module.exchange_rates.function_name
}
