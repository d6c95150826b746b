resource "aws_cloudwatch_metric_alarm" "failed" {
  count = length(var.alarm_topic_arns) > 0 ? 1 : 0

  region              = var.aws_region
  alarm_name          = "${local.name}-failed"
  alarm_description   = "A run of ${local.name} failed, or ran out of time or memory"
  namespace           = "AWS/Lambda"
  metric_name         = "Errors"
  dimensions          = { FunctionName = aws_lambda_function.this.function_name }
  statistic           = "Sum"
  period              = 300
  evaluation_periods  = 1
  threshold           = 1
  comparison_operator = "GreaterThanOrEqualToThreshold"
  treat_missing_data  = "notBreaching" # no run, no data
  alarm_actions       = var.alarm_topic_arns
  tags                = local.tags
}

# A run that never started is no error of the function, but a metric of the schedule's group.
resource "aws_cloudwatch_metric_alarm" "not_started" {
  count = local.is_scheduled && length(var.alarm_topic_arns) > 0 ? 1 : 0

  region              = var.aws_region
  alarm_name          = "${local.name}-not-started"
  alarm_description   = "EventBridge Scheduler could not invoke ${local.name}"
  namespace           = "AWS/Scheduler"
  metric_name         = "InvocationDroppedCount"
  dimensions          = { ScheduleGroup = one(aws_scheduler_schedule_group.this[*].name) }
  statistic           = "Sum"
  period              = 300
  evaluation_periods  = 1
  threshold           = 1
  comparison_operator = "GreaterThanOrEqualToThreshold"
  treat_missing_data  = "notBreaching"
  alarm_actions       = var.alarm_topic_arns
  tags                = local.tags
}
