locals {
  create_role = var.create_role == null ? var.role_arn == null : var.create_role
  role_arn    = local.create_role ? one(aws_iam_role.this[*].arn) : var.role_arn

  statements = concat(
    [{
      Sid      = "WriteLogs"
      Effect   = "Allow"
      Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
      Resource = ["${aws_cloudwatch_log_group.this.arn}:log-stream:*"]
    }],
    length(var.secrets) == 0 ? [] : [{
      Sid      = "ReadSecrets"
      Effect   = "Allow"
      Action   = ["secretsmanager:GetSecretValue"]
      Resource = distinct(values(var.secrets))
    }],
    length(var.secrets_kms_key_arns) == 0 ? [] : [{
      Sid      = "DecryptSecrets"
      Effect   = "Allow"
      Action   = ["kms:Decrypt"]
      Resource = var.secrets_kms_key_arns
    }],
    local.in_vpc ? [{
      # Lambda attaches the function to the subnets with these. Interfaces don't exist beforehand,
      # and the Describe actions know no narrower resource.
      Sid    = "AttachToVpc"
      Effect = "Allow"
      Action = [
        "ec2:AssignPrivateIpAddresses",
        "ec2:CreateNetworkInterface",
        "ec2:DeleteNetworkInterface",
        "ec2:DescribeNetworkInterfaces",
        "ec2:DescribeSubnets",
        "ec2:UnassignPrivateIpAddresses",
      ]
      Resource = ["*"]
    }] : [],
  )
}

resource "aws_iam_role" "this" {
  count = local.create_role ? 1 : 0

  name                 = "${local.role_name}-function"
  description          = "What ${local.name} may do"
  permissions_boundary = var.permissions_boundary_arn
  tags                 = local.tags

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { Service = "lambda.amazonaws.com" }
    }]
  })
}

resource "aws_iam_role_policy" "this" {
  count = local.create_role ? 1 : 0

  name   = "run-function"
  role   = one(aws_iam_role.this[*].name)
  policy = jsonencode({ Version = "2012-10-17", Statement = local.statements })
}
