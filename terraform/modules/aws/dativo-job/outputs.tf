output "task_definition_arn" {
  description = "ARN of the ECS task definition, with its revision."
  value       = aws_ecs_task_definition.this.arn
}

output "service_name" {
  description = "Name of the ECS service; null unless execution is \"service\"."
  value       = one(aws_ecs_service.this[*].name)
}

output "log_group_name" {
  description = "Name of the CloudWatch log group."
  value       = aws_cloudwatch_log_group.this.name
}

output "task_role_arn" {
  description = "ARN of the role that the job itself has."
  value       = local.task_role_arn
}

output "task_role_name" {
  description = "Name of that role where the module created it, to attach policies to; else null."
  value       = one(aws_iam_role.task[*].name)
}

output "execution_role_arn" {
  description = "ARN of the role with which ECS starts the task."
  value       = local.execution_role_arn
}

output "schedule_arn" {
  description = "ARN of the schedule; null without one."
  value       = one(aws_scheduler_schedule.this[*].arn)
}
