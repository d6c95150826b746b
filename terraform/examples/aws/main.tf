locals {
  # Also on what the modules don't make.
  platform_tags = {
    finops_cost_center = "ENG-001"
    environment        = "prod"
    governance_owner   = "data-team@acme.com"
  }
}

data "aws_caller_identity" "current" {}

resource "aws_ecs_cluster" "dativo" {
  name = "dativo-cluster"
  tags = local.platform_tags
}

# Jobs call out; nothing calls them.
resource "aws_security_group" "jobs" {
  name        = "dativo-jobs"
  description = "Dativo jobs: no way in, HTTPS out"
  vpc_id      = var.vpc_id
  tags        = local.platform_tags

  egress = [{
    description      = "Sources, targets and AWS"
    protocol         = "tcp"
    from_port        = 443
    to_port          = 443
    cidr_blocks      = ["0.0.0.0/0"]
    ipv6_cidr_blocks = []
    prefix_list_ids  = []
    security_groups  = []
    self             = false
  }]
}

resource "aws_sns_topic" "failures" {
  name = "dativo-failures"
  tags = local.platform_tags

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid       = "AlarmsOfThisAccount"
      Effect    = "Allow"
      Action    = "sns:Publish"
      Principal = { Service = ["cloudwatch.amazonaws.com", "events.amazonaws.com"] }
      Resource  = "arn:aws:sns:${var.aws_region}:${data.aws_caller_identity.current.account_id}:dativo-failures"
      Condition = { StringEquals = { "aws:SourceAccount" = data.aws_caller_identity.current.account_id } }
    }]
  })
}

# A scheduled job on Fargate.
module "hubspot_contacts" {
  source = "../../modules/aws/dativo-job"

  job_name           = "hubspot-contacts"
  tenant_id          = "acme"
  image_uri          = var.image_uri
  cpu                = 1024
  memory             = 2048
  ecs_cluster_name   = aws_ecs_cluster.dativo.name
  ecs_cluster_arn    = aws_ecs_cluster.dativo.arn
  subnet_ids         = var.subnet_ids
  security_group_ids = [aws_security_group.jobs.id]
  aws_region         = var.aws_region
  command            = ["run", "--config", "/app/jobs/acme/hubspot_contacts.yaml", "--mode", "self_hosted"]
  secrets            = { HUBSPOT_TOKEN = var.hubspot_secret_arn }

  tags = {
    tenant_id                 = "acme"
    environment               = "prod"
    asset_name                = "hubspot_contacts"
    asset_version             = "1.0"
    finops_cost_center        = "ENG-001"
    finops_business_tags      = "sales,crm"
    compliance_classification = "PII"
    governance_owner          = "data-team@acme.com"
  }

  schedule_expression = "cron(0 2 * * ? *)"
  schedule_timezone   = "Europe/Berlin"
  alarm_topic_arns    = [aws_sns_topic.failures.arn]
}

# What the job may do is for its owner to say: here, write below its own prefix.
resource "aws_iam_role_policy" "hubspot_contacts" {
  name = "write-target"
  role = module.hubspot_contacts.task_role_name

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid      = "WriteTarget"
      Effect   = "Allow"
      Action   = ["s3:AbortMultipartUpload", "s3:DeleteObject", "s3:GetObject", "s3:PutObject"]
      Resource = ["arn:aws:s3:::${var.target_bucket}/acme/hubspot_contacts/*"]
    }]
  })
}

# A short job on Lambda.
module "exchange_rates" {
  source = "../../modules/aws/dativo-lambda"

  job_name        = "exchange-rates"
  tenant_id       = "acme"
  image_uri       = var.image_uri
  memory          = 1024
  timeout_seconds = 300
  aws_region      = var.aws_region

  tags = {
    tenant_id                 = "acme"
    environment               = "prod"
    asset_name                = "exchange_rates"
    asset_version             = "1.0"
    finops_cost_center        = "FIN-002"
    compliance_classification = "PUBLIC"
    governance_owner          = "data-team@acme.com"
  }

  schedule_expression = "rate(1 hour)"
  alarm_topic_arns    = [aws_sns_topic.failures.arn]
}
