locals {
  name = coalesce(var.name, replace(lower("${var.tenant_id}-${var.job_name}"), "_", "-"))

  secret_variables = {
    for variable, secret in var.secrets : variable => {
      project = try(regex("^projects/([^/]+)/", secret)[0], var.project_id)
      secret  = regex("^(?:projects/[^/]+/secrets/)?([^/]+)", secret)[0]
      version = try(split("/versions/", secret)[1], "latest")
    }
  }
}

resource "google_cloudfunctions2_function" "this" {
  project      = var.project_id
  location     = var.region
  name         = local.name
  description  = "Dativo job ${var.job_name} of ${var.tenant_id}"
  kms_key_name = var.kms_key_name
  labels       = var.labels

  build_config {
    runtime         = var.runtime
    entry_point     = var.entry_point
    service_account = var.build_service_account

    source {
      storage_source {
        bucket = var.source_bucket
        object = var.source_object
      }
    }
  }

  service_config {
    service_account_email            = local.service_account_email
    timeout_seconds                  = var.timeout_seconds
    available_memory                 = trimsuffix(var.memory, "B") # gen 2 knows no MB
    available_cpu                    = var.cpu
    max_instance_count               = var.max_instance_count
    max_instance_request_concurrency = 1 # a request is a run, and has the instance to itself
    ingress_settings                 = var.ingress_settings
    vpc_connector                    = var.vpc_connector
    environment_variables            = merge({ TENANT_ID = var.tenant_id }, var.environment_variables)

    dynamic "secret_environment_variables" {
      for_each = local.secret_variables

      content {
        key        = secret_environment_variables.key
        project_id = secret_environment_variables.value.project
        secret     = secret_environment_variables.value.secret
        version    = secret_environment_variables.value.version
      }
    }
  }

  # A function that can't read its secrets is refused already at creation.
  depends_on = [google_secret_manager_secret_iam_member.this]
}
