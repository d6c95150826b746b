locals {
  create_execution_role = var.create_execution_role == null ? var.execution_role_arn == null : var.create_execution_role
  create_task_role      = var.create_task_role == null ? var.task_role_arn == null : var.create_task_role

  execution_role_arn = local.create_execution_role ? one(aws_iam_role.execution[*].arn) : var.execution_role_arn
  task_role_arn      = local.create_task_role ? one(aws_iam_role.task[*].arn) : var.task_role_arn

  # The repository that a private ECR image lies in; an image elsewhere needs no permission.
  ecr = try(regex("^(?P<account>\\d{12})\\.dkr[.-]ecr\\.(?P<region>[a-z0-9-]+)\\.(?:amazonaws\\.com(?:\\.cn)?|on\\.aws)/(?P<repository>[^:@]+)", var.image_uri), null)

  # A secret's ARN may go on with a JSON key, a stage and a version, which are no part of the secret.
  secret_arns    = [for arn in values(var.secrets) : join(":", slice(split(":", arn), 0, 7)) if can(regex("^arn:[^:]+:secretsmanager:", arn))]
  parameter_arns = [for arn in values(var.secrets) : arn if can(regex("^arn:[^:]+:ssm:", arn))]

  # Only ECS, and only for tasks of this account and region, may take the two roles: another
  # account's ECS can't be talked into it (the confused deputy).
  ecs_trust = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { Service = "ecs-tasks.amazonaws.com" }
      Condition = {
        StringEquals = { "aws:SourceAccount" = local.account }
        ArnLike      = { "aws:SourceArn" = "arn:${local.partition}:ecs:${local.region}:${local.account}:*" }
      }
    }]
  })

  execution_statements = concat(
    [{
      Sid      = "WriteLogs"
      Effect   = "Allow"
      Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
      Resource = ["${aws_cloudwatch_log_group.this.arn}:log-stream:*"]
    }],
    local.ecr == null ? [] : [
      {
        Sid      = "PullImage"
        Effect   = "Allow"
        Action   = ["ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"]
        Resource = ["arn:${local.partition}:ecr:${local.ecr.region}:${local.ecr.account}:repository/${local.ecr.repository}"]
      },
      {
        Sid      = "LogInToRegistry"
        Effect   = "Allow"
        Action   = ["ecr:GetAuthorizationToken"]
        Resource = ["*"] # this action knows no narrower resource
      },
    ],
    length(local.secret_arns) == 0 ? [] : [{
      Sid      = "ReadSecrets"
      Effect   = "Allow"
      Action   = ["secretsmanager:GetSecretValue"]
      Resource = distinct(local.secret_arns)
    }],
    length(local.parameter_arns) == 0 ? [] : [{
      Sid      = "ReadParameters"
      Effect   = "Allow"
      Action   = ["ssm:GetParameters"]
      Resource = distinct(local.parameter_arns)
    }],
    length(var.secrets_kms_key_arns) == 0 ? [] : [{
      Sid      = "DecryptSecrets"
      Effect   = "Allow"
      Action   = ["kms:Decrypt"]
      Resource = var.secrets_kms_key_arns
    }],
  )
}

# With this role ECS starts the task: image, secrets, logs.
resource "aws_iam_role" "execution" {
  count = local.create_execution_role ? 1 : 0

  name                 = "${local.role_name}-execution"
  description          = "ECS starts ${local.name}"
  assume_role_policy   = local.ecs_trust
  permissions_boundary = var.permissions_boundary_arn
  tags                 = local.tags
}

resource "aws_iam_role_policy" "execution" {
  count = local.create_execution_role ? 1 : 0

  name   = "start-task"
  role   = one(aws_iam_role.execution[*].name)
  policy = jsonencode({ Version = "2012-10-17", Statement = local.execution_statements })
}

# The job's own role. What its source and target need is known to the caller only, who attaches
# policies to the output task_role_name.
resource "aws_iam_role" "task" {
  count = local.create_task_role ? 1 : 0

  name                 = "${local.role_name}-task"
  description          = "What ${local.name} may do"
  assume_role_policy   = local.ecs_trust
  permissions_boundary = var.permissions_boundary_arn
  tags                 = local.tags
}
