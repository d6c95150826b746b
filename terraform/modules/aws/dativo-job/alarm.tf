# ECS has no metric of failed tasks: a run that failed is an event. A run that never started, since
# ECS refused it, is none, but a metric of the schedule's group.

resource "aws_cloudwatch_event_rule" "failed" {
  count = length(var.alarm_topic_arns) > 0 ? 1 : 0

  region      = var.aws_region
  name        = "${local.short_name}-failed"
  description = "A run of ${local.name} failed"
  tags        = local.tags

  event_pattern = jsonencode({
    source      = ["aws.ecs"]
    detail-type = ["ECS Task State Change"]
    detail = {
      clusterArn = [local.cluster_arn]
      # With its ':' it matches revisions of this family only, and no family whose name goes on.
      taskDefinitionArn = [{ prefix = "${aws_ecs_task_definition.this.arn_without_revision}:" }]
      lastStatus        = ["STOPPED"]
      "$or" = [
        { containers = { exitCode = [{ anything-but = 0 }] } },
        { stopCode = ["TaskFailedToStart"] },
      ]
    }
  })
}

resource "aws_cloudwatch_event_target" "failed" {
  count = length(var.alarm_topic_arns)

  region    = var.aws_region
  rule      = one(aws_cloudwatch_event_rule.failed[*].name)
  target_id = "topic-${count.index}"
  arn       = var.alarm_topic_arns[count.index]
}

resource "aws_cloudwatch_metric_alarm" "not_started" {
  count = local.is_scheduled && length(var.alarm_topic_arns) > 0 ? 1 : 0

  region              = var.aws_region
  alarm_name          = "${local.name}-not-started"
  alarm_description   = "EventBridge Scheduler could not start ${local.name}"
  namespace           = "AWS/Scheduler"
  metric_name         = "InvocationDroppedCount"
  dimensions          = { ScheduleGroup = one(aws_scheduler_schedule_group.this[*].name) }
  statistic           = "Sum"
  period              = 300
  evaluation_periods  = 1
  threshold           = 1
  comparison_operator = "GreaterThanOrEqualToThreshold"
  treat_missing_data  = "notBreaching" # no error, no data
  alarm_actions       = var.alarm_topic_arns
  tags                = local.tags
}
