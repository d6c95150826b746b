data "aws_partition" "current" {}

data "aws_caller_identity" "current" {}

data "aws_region" "current" {
  region = var.aws_region
}

locals {
  name      = coalesce(var.name, replace("${var.tenant_id}-${var.job_name}", "_", "-"))
  region    = coalesce(var.aws_region, data.aws_region.current.region)
  partition = data.aws_partition.current.partition
  account   = data.aws_caller_identity.current.account_id
  in_vpc    = length(var.subnet_ids) > 0

  tags = { for key, value in var.tags : key => replace(value, ",", var.list_separator) }

  # Names of roles end at 64 characters: longer ones are cut, and stay apart by a hash. IAM is
  # global, so a role's name carries the region.
  role_base = "${local.name}-${local.region}"
  role_name = length(local.role_base) <= 54 ? local.role_base : "${substr(local.role_base, 0, 45)}-${substr(sha256(local.role_base), 0, 8)}"
}

# Created before the function: Lambda would make one of its own, without retention and tags.
resource "aws_cloudwatch_log_group" "this" {
  region            = var.aws_region
  name              = "/aws/lambda/${local.name}"
  retention_in_days = var.log_retention_days
  kms_key_id        = var.log_kms_key_arn
  tags              = local.tags
}

resource "aws_lambda_function" "this" {
  region                         = var.aws_region
  function_name                  = local.name
  description                    = "Dativo job ${var.job_name} of ${var.tenant_id}"
  package_type                   = "Image"
  image_uri                      = var.image_uri
  architectures                  = [var.architecture]
  memory_size                    = var.memory
  timeout                        = var.timeout_seconds
  role                           = local.role_arn
  reserved_concurrent_executions = var.reserved_concurrent_executions
  kms_key_arn                    = var.environment_kms_key_arn
  tags                           = local.tags

  environment {
    variables = merge({ TENANT_ID = var.tenant_id }, var.environment_variables, var.secrets)
  }

  ephemeral_storage {
    size = var.ephemeral_storage_mib
  }

  logging_config {
    log_format = "Text"
    log_group  = aws_cloudwatch_log_group.this.name
  }

  dynamic "image_config" {
    for_each = var.command == null ? [] : [var.command]

    content {
      command = image_config.value
    }
  }

  dynamic "vpc_config" {
    for_each = local.in_vpc ? [var.security_group_ids] : []

    content {
      subnet_ids         = var.subnet_ids
      security_group_ids = vpc_config.value
    }
  }

  # Without its permissions the first run could neither log nor, in a VPC, be created at all.
  depends_on = [aws_iam_role_policy.this]
}
