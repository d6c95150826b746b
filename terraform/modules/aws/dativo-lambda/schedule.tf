# EventBridge Scheduler rather than a rule: it knows time zones, and AWS calls scheduled rules legacy.

locals {
  is_scheduled          = var.schedule_expression != null
  create_scheduler_role = local.is_scheduled && (var.create_scheduler_role == null ? var.scheduler_role_arn == null : var.create_scheduler_role)
  scheduler_role_arn    = local.create_scheduler_role ? one(aws_iam_role.scheduler[*].arn) : var.scheduler_role_arn
}

# A schedule takes no tags; its group does, so each function has a group of its own.
resource "aws_scheduler_schedule_group" "this" {
  count = local.is_scheduled ? 1 : 0

  region = var.aws_region
  name   = local.name
  # Alone among these services, Scheduler refuses an empty tag value.
  tags = { for key, value in local.tags : key => value if value != "" }
}

resource "aws_scheduler_schedule" "this" {
  count = local.is_scheduled ? 1 : 0

  region                       = var.aws_region
  name                         = local.name
  group_name                   = one(aws_scheduler_schedule_group.this[*].name)
  description                  = "Runs ${local.name}"
  schedule_expression          = var.schedule_expression
  schedule_expression_timezone = var.schedule_timezone
  state                        = var.schedule_enabled ? "ENABLED" : "DISABLED"

  flexible_time_window {
    mode = "OFF"
  }

  target {
    arn      = aws_lambda_function.this.arn
    role_arn = local.scheduler_role_arn
    input    = var.schedule_input == null ? null : jsonencode(var.schedule_input)

    # These retry an invocation that Lambda refused, not a run that failed. One that comes an hour
    # late would meet the next run.
    retry_policy {
      maximum_event_age_in_seconds = 3600
      maximum_retry_attempts       = 3
    }
  }
}

resource "aws_iam_role" "scheduler" {
  count = local.create_scheduler_role ? 1 : 0

  name                 = "${local.role_name}-schedule"
  description          = "EventBridge Scheduler invokes ${local.name}"
  permissions_boundary = var.permissions_boundary_arn
  tags                 = local.tags

  # Only this group's schedules may take the role: another account's can't be talked into it.
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

  name = "invoke-function"
  role = one(aws_iam_role.scheduler[*].name)

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid      = "InvokeFunction"
      Effect   = "Allow"
      Action   = ["lambda:InvokeFunction"]
      Resource = [aws_lambda_function.this.arn]
    }]
  })
}
