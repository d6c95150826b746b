# Roles, accounts and topics made by the caller, whose names the plan doesn't know yet.

provider "aws" {
  region = "us-east-1"
}

resource "aws_iam_role" "shared" {
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [] })
}

resource "aws_sns_topic" "failures" {}

resource "google_service_account" "shared" {
  project    = "my-project"
  account_id = "dativo-shared"
}

module "fargate" {
  source = "../../modules/aws/dativo-job"

  job_name              = "a"
  tenant_id             = "acme"
  image_uri             = "dativo/dativo-ingest:1.4.0"
  cpu                   = 256
  memory                = 512
  ecs_cluster_name      = "dativo"
  subnet_ids            = ["subnet-12345"]
  security_group_ids    = []
  schedule_expression   = "rate(1 day)"
  execution_role_arn    = aws_iam_role.shared.arn
  create_execution_role = false
  task_role_arn         = aws_iam_role.shared.arn
  create_task_role      = false
  scheduler_role_arn    = aws_iam_role.shared.arn
  create_scheduler_role = false
  alarm_topic_arns      = [aws_sns_topic.failures.arn]
}

module "lambda" {
  source = "../../modules/aws/dativo-lambda"

  job_name              = "b"
  tenant_id             = "acme"
  image_uri             = "123456789012.dkr.ecr.us-east-1.amazonaws.com/dativo-ingest:1.4.0"
  schedule_expression   = "rate(1 day)"
  role_arn              = aws_iam_role.shared.arn
  create_role           = false
  scheduler_role_arn    = aws_iam_role.shared.arn
  create_scheduler_role = false
  alarm_topic_arns      = [aws_sns_topic.failures.arn]
}

module "run" {
  source = "../../modules/gcp/dativo-job"

  job_name                        = "c"
  tenant_id                       = "acme"
  image_uri                       = "us-docker.pkg.dev/my-project/dativo/dativo-ingest:1.4.0"
  region                          = "us-central1"
  project_id                      = "my-project"
  schedule_cron                   = "0 2 * * *"
  service_account_email           = google_service_account.shared.email
  create_service_account          = false
  scheduler_service_account_email = google_service_account.shared.email
}

module "function" {
  source = "../../modules/gcp/dativo-function"

  job_name                        = "d"
  tenant_id                       = "acme"
  runtime                         = "python312"
  source_bucket                   = "my-source"
  source_object                   = "rates/1.zip"
  region                          = "us-central1"
  project_id                      = "my-project"
  schedule_cron                   = "0 2 * * *"
  service_account_email           = google_service_account.shared.email
  create_service_account          = false
  scheduler_service_account_email = google_service_account.shared.email
}
