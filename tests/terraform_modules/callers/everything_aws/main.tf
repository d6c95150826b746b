# Every option of both modules that is not the opposite of another.

provider "aws" {
  region = "eu-west-1"
}

locals {
  tags = {
    finops_cost_center   = "ENG-001"
    finops_business_tags = "sales,crm"
    governance_owner     = "data-team@acme.com"
    "team:unit"          = "Données / été"
    empty                = ""
  }
}

module "job" {
  source = "../../modules/aws/dativo-job"

  job_name                 = "hubspot_contacts"
  tenant_id                = "acme"
  name                     = "acme-contacts-prod"
  image_uri                = "123456789012.dkr.ecr.eu-central-1.amazonaws.com/team/dativo-ingest@sha256:abc"
  cpu                      = 32768
  memory                   = 249856
  ecs_cluster_name         = "dativo-cluster"
  subnet_ids               = ["subnet-12345"]
  security_group_ids       = ["sg-12345"]
  aws_region               = "eu-central-1"
  assign_public_ip         = true
  tags                     = local.tags
  list_separator           = " "
  command                  = ["run", "--config", "/app/jobs/a.yaml"]
  environment_variables    = { TENANT_ID = "another", QUOTED = "a \"b\" $${c} %%{d}\n" }
  secrets                  = { A = "arn:aws:secretsmanager:eu-central-1:123456789012:secret:a-AbCdEf", B = "arn:aws:ssm:eu-central-1:123456789012:parameter/b" }
  secrets_kms_key_arns     = ["arn:aws:kms:eu-central-1:123456789012:key/1"]
  cpu_architecture         = "ARM64"
  ephemeral_storage_gib    = 100
  execution                = "service"
  desired_count            = 1
  schedule_expression      = "at(2030-01-31T02:00:00)"
  schedule_timezone        = "Europe/Berlin"
  schedule_enabled         = false
  permissions_boundary_arn = "arn:aws:iam::123456789012:policy/boundary"
  log_retention_days       = 0
  log_kms_key_arn          = "arn:aws:kms:eu-central-1:123456789012:key/2"
  alarm_topic_arns         = ["arn:aws:sns:eu-central-1:123456789012:a", "arn:aws:sns:eu-central-1:123456789012:b"]
}

module "lambda" {
  source = "../../modules/aws/dativo-lambda"

  job_name                       = "exchange_rates"
  tenant_id                      = "acme"
  name                           = "acme-rates-prod"
  image_uri                      = "123456789012.dkr.ecr.eu-central-1.amazonaws.com/dativo-ingest:1.4.0"
  memory                         = 10240
  timeout_seconds                = 900
  aws_region                     = "eu-central-1"
  tags                           = local.tags
  list_separator                 = "+"
  command                        = ["handler.main"]
  environment_variables          = { LOG_LEVEL = "info" }
  environment_kms_key_arn        = "arn:aws:kms:eu-central-1:123456789012:key/1"
  secrets                        = { A = "arn:aws:secretsmanager:eu-central-1:123456789012:secret:a-AbCdEf" }
  secrets_kms_key_arns           = ["arn:aws:kms:eu-central-1:123456789012:key/2"]
  architecture                   = "arm64"
  ephemeral_storage_mib          = 10240
  reserved_concurrent_executions = 1
  subnet_ids                     = ["subnet-12345"]
  security_group_ids             = ["sg-12345"]
  schedule_expression            = "rate(2 hours)"
  schedule_timezone              = "Europe/Berlin"
  schedule_enabled               = false
  schedule_input                 = { full = true }
  permissions_boundary_arn       = "arn:aws:iam::123456789012:policy/boundary"
  log_retention_days             = 0
  log_kms_key_arn                = "arn:aws:kms:eu-central-1:123456789012:key/3"
  alarm_topic_arns               = ["arn:aws:sns:eu-central-1:123456789012:a"]
}
