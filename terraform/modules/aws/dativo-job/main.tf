data "aws_partition" "current" {}

data "aws_caller_identity" "current" {}

data "aws_region" "current" {
  region = var.aws_region
}

locals {
  name       = coalesce(var.name, replace("${var.tenant_id}-${var.job_name}", "_", "-"))
  region     = coalesce(var.aws_region, data.aws_region.current.region)
  partition  = data.aws_partition.current.partition
  account    = data.aws_caller_identity.current.account_id
  is_service = var.execution == "service"

  cluster_arn = coalesce(
    var.ecs_cluster_arn,
    "arn:${local.partition}:ecs:${local.region}:${local.account}:cluster/${var.ecs_cluster_name}",
  )

  tags = { for key, value in var.tags : key => replace(value, ",", var.list_separator) }

  # Names of roles, schedules and rules end at 64 characters: longer ones are cut, and stay apart by
  # a hash. IAM is global, so a role's name carries the region.
  role_base  = "${local.name}-${local.region}"
  role_name  = length(local.role_base) <= 54 ? local.role_base : "${substr(local.role_base, 0, 45)}-${substr(sha256(local.role_base), 0, 8)}"
  short_name = length(local.name) <= 57 ? local.name : "${substr(local.name, 0, 48)}-${substr(sha256(local.name), 0, 8)}"

  container = {
    name      = local.name
    image     = var.image_uri
    essential = true
    command   = var.command
    environment = [
      for variable, value in merge({ TENANT_ID = var.tenant_id }, var.environment_variables) :
      { name = variable, value = value }
    ]
    secrets = [for variable, arn in var.secrets : { name = variable, valueFrom = arn }]
    # A signal from ECS reaches the job, and its orphans are reaped.
    linuxParameters = { initProcessEnabled = true }
    logConfiguration = {
      logDriver = "awslogs"
      options = {
        awslogs-group         = aws_cloudwatch_log_group.this.name
        awslogs-region        = local.region
        awslogs-stream-prefix = "run"
      }
    }
  }
}

resource "aws_cloudwatch_log_group" "this" {
  region            = var.aws_region
  name              = "/ecs/${local.name}"
  retention_in_days = var.log_retention_days
  kms_key_id        = var.log_kms_key_arn
  tags              = local.tags
}

resource "aws_ecs_task_definition" "this" {
  region                   = var.aws_region
  family                   = local.name
  requires_compatibilities = ["FARGATE"]
  network_mode             = "awsvpc"
  cpu                      = var.cpu
  memory                   = var.memory
  execution_role_arn       = local.execution_role_arn
  task_role_arn            = local.task_role_arn
  # An argument that is null is left out: ECS stores none, so neither does the plan.
  container_definitions = jsonencode([{ for key, value in local.container : key => value if value != null }])
  tags                  = local.tags

  runtime_platform {
    cpu_architecture        = var.cpu_architecture
    operating_system_family = "LINUX"
  }

  dynamic "ephemeral_storage" {
    for_each = var.ephemeral_storage_gib[*]

    content {
      size_in_gib = ephemeral_storage.value
    }
  }
}

resource "aws_ecs_service" "this" {
  count = local.is_service ? 1 : 0

  region                  = var.aws_region
  name                    = local.name
  cluster                 = local.cluster_arn
  task_definition         = aws_ecs_task_definition.this.arn
  launch_type             = "FARGATE"
  desired_count           = var.desired_count
  propagate_tags          = "TASK_DEFINITION" # else its tasks cost money under no tag
  enable_ecs_managed_tags = true
  tags                    = local.tags

  network_configuration {
    subnets          = var.subnet_ids
    security_groups  = var.security_group_ids
    assign_public_ip = var.assign_public_ip
  }

  deployment_circuit_breaker {
    enable   = true
    rollback = true
  }

  # Its first tasks start at once, and could neither pull nor log without.
  depends_on = [aws_iam_role_policy.execution]
}
