# EventBridge Scheduler rather than a rule: it knows time zones, and AWS calls scheduled rules legacy.

locals {
  is_scheduled          = var.schedule_expression != null
  create_scheduler_role = local.is_scheduled && (var.create_scheduler_role == null ? var.scheduler_role_arn == null : var.create_scheduler_role)
  scheduler_role_arn    = local.create_scheduler_role ? one(aws_iam_role.scheduler[*].arn) : var.scheduler_role_arn
}

# A schedule takes no tags; its group does, so each job has a group of its own.
resource "aws_scheduler_schedule_group" "this" {
  count = local.is_scheduled ? 1 : 0

  region = var.aws_region
  name   = local.short_name
  # Alone among these services, Scheduler refuses an empty tag value.
  tags = { for key, value in local.tags : key => value if value != "" }
}

resource "aws_scheduler_schedule" "this" {
  count = local.is_scheduled ? 1 : 0

  region                       = var.aws_region
  name                         = local.short_name
  group_name                   = one(aws_scheduler_schedule_group.this[*].name)
  description                  = "Runs ${local.name}"
  schedule_expression          = var.schedule_expression
  schedule_expression_timezone = var.schedule_timezone
  state                        = var.schedule_enabled ? "ENABLED" : "DISABLED"

  flexible_time_window {
    mode = "OFF"
  }

  target {
    arn      = local.cluster_arn
    role_arn = local.scheduler_role_arn

    ecs_parameters {
      task_definition_arn     = aws_ecs_task_definition.this.arn
      launch_type             = "FARGATE"
      task_count              = 1
      propagate_tags          = "TASK_DEFINITION" # else its tasks cost money under no tag
      enable_ecs_managed_tags = true

      network_configuration {
        subnets          = var.subnet_ids
        security_groups  = var.security_group_ids
        assign_public_ip = var.assign_public_ip
      }
    }

    # These retry a start that ECS refused, not a run that failed. A start that comes an hour late
    # would meet the next run.
    retry_policy {
      maximum_event_age_in_seconds = 3600
      maximum_retry_attempts       = 3
    }
  }
}

resource "aws_iam_role" "scheduler" {
  count = local.create_scheduler_role ? 1 : 0

  name                 = "${local.role_name}-schedule"
  description          = "EventBridge Scheduler starts ${local.name}"
  permissions_boundary = var.permissions_boundary_arn
  tags                 = local.tags

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { Service = "scheduler.amazonaws.com" }
      Condition = {
        StringEquals = {
          "aws:SourceAccount" = local.account
          "aws:SourceArn"     = one(aws_scheduler_schedule_group.this[*].arn)
        }
      }
    }]
  })
}

resource "aws_iam_role_policy" "scheduler" {
  count = local.create_scheduler_role ? 1 : 0

  name = "run-task"
  role = one(aws_iam_role.scheduler[*].name)

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid    = "RunTask"
        Effect = "Allow"
        Action = ["ecs:RunTask"]
        # Any revision: between two applies the schedule may still name the one before.
        Resource  = ["${aws_ecs_task_definition.this.arn_without_revision}:*"]
        Condition = { ArnEquals = { "ecs:cluster" = local.cluster_arn } }
      },
      {
        Sid    = "TagTask"
        Effect = "Allow"
        Action = ["ecs:TagResource"]
        # The id of a task is ECS's choice.
        Resource  = ["arn:${local.partition}:ecs:${local.region}:${local.account}:task/${var.ecs_cluster_name}/*"]
        Condition = { StringEquals = { "ecs:CreateAction" = "RunTask" } }
      },
      {
        Sid       = "PassRoles"
        Effect    = "Allow"
        Action    = ["iam:PassRole"]
        Resource  = distinct([local.execution_role_arn, local.task_role_arn])
        Condition = { StringEquals = { "iam:PassedToService" = "ecs-tasks.amazonaws.com" } }
      },
    ]
  })
}
