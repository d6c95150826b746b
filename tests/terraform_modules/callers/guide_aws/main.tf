module "hubspot_contacts_job" {
  source = "../../modules/aws/dativo-job"

  job_name         = "hubspot-contacts"
  tenant_id        = "acme"
  image_uri        = "dativo/dativo-ingest:latest"
  cpu              = 1024
  memory           = 2048
  ecs_cluster_name = "dativo-cluster"
  subnet_ids       = ["subnet-12345", "subnet-67890"]
  security_group_ids = ["sg-12345"]
  aws_region       = "us-east-1"

  # Tags from job/asset configuration
  tags = {
    finops_cost_center   = "ENG-001"
    finops_business_tags = "sales,crm"
    compliance_classification = "PII"
    governance_owner    = "data-team@acme.com"
    asset_name          = "hubspot_contacts"
  }

  # Optional: Scheduled execution
  schedule_expression = "cron(0 2 * * ? *)"  # Daily at 2 AM UTC
  ecs_cluster_arn     = "arn:aws:ecs:us-east-1:123456789012:cluster/dativo-cluster"
}
