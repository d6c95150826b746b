output "function_arn" {
  description = "ARN of the function."
  value       = aws_lambda_function.this.arn
}

output "function_name" {
  description = "Name of the function."
  value       = aws_lambda_function.this.function_name
}

output "log_group_name" {
  description = "Name of the CloudWatch log group."
  value       = aws_cloudwatch_log_group.this.name
}

output "role_arn" {
  description = "ARN of the role that the function has."
  value       = local.role_arn
}

output "role_name" {
  description = "Name of that role where the module created it, to attach policies to; else null."
  value       = one(aws_iam_role.this[*].name)
}

output "schedule_arn" {
  description = "ARN of the schedule; null without one."
  value       = one(aws_scheduler_schedule.this[*].arn)
}
