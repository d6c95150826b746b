locals {
  name       = coalesce(var.name, replace(lower("${var.tenant_id}-${var.job_name}"), "_", "-"))
  is_service = var.execution == "service"

  # MiB of memory that Cloud Run offers for each number of vCPUs.
  # https://cloud.google.com/run/docs/configuring/jobs/memory-limits and, for services,
  # https://cloud.google.com/run/docs/configuring/services/memory-limits
  memory_limits = {
    "1" = { least = local.is_service ? 128 : 512, most = 4096 }
    "2" = { least = local.is_service ? 128 : 512, most = 8192 }
    "4" = { least = 2048, most = 16384 }
    "6" = { least = 4096, most = 24576 }
    "8" = { least = 4096, most = 32768 }
  }
  memory_range = lookup(local.memory_limits, replace(var.cpu, "/000m$/", ""), { least = 128, most = 32768 })

  plain_variables = merge({ TENANT_ID = var.tenant_id }, var.environment_variables)
  secret_variables = {
    for variable, secret in var.secrets : variable => {
      secret  = split("/versions/", secret)[0]
      version = try(split("/versions/", secret)[1], "latest")
    }
  }
  resource_limits = { cpu = var.cpu, memory = var.memory }
}

resource "google_cloud_run_v2_job" "this" {
  count = local.is_service ? 0 : 1

  project             = var.project_id
  location            = var.region
  name                = local.name
  labels              = var.labels
  deletion_protection = var.deletion_protection

  template {
    # Billing and Logging see the labels of the template only.
    labels     = var.labels
    task_count = 1

    template {
      service_account       = local.service_account_email
      timeout               = "${var.timeout_seconds}s"
      max_retries           = var.max_retries
      encryption_key        = var.encryption_key
      execution_environment = "EXECUTION_ENVIRONMENT_GEN2"

      containers {
        image = var.image_uri
        args  = var.command

        resources {
          limits = local.resource_limits
        }

        dynamic "env" {
          for_each = local.plain_variables

          content {
            name  = env.key
            value = env.value
          }
        }

        dynamic "env" {
          for_each = local.secret_variables

          content {
            name = env.key

            value_source {
              secret_key_ref {
                secret  = env.value.secret
                version = env.value.version
              }
            }
          }
        }
      }

      dynamic "vpc_access" {
        for_each = var.vpc_access[*]

        content {
          egress = vpc_access.value.egress

          network_interfaces {
            network    = vpc_access.value.network
            subnetwork = vpc_access.value.subnetwork
            tags       = vpc_access.value.tags
          }
        }
      }
    }
  }

  # A run that can't read its secrets is refused already at creation.
  depends_on = [google_secret_manager_secret_iam_member.this]
}

resource "google_cloud_run_v2_service" "this" {
  count = local.is_service ? 1 : 0

  project             = var.project_id
  location            = var.region
  name                = local.name
  labels              = var.labels
  ingress             = var.ingress
  deletion_protection = var.deletion_protection

  template {
    labels                           = var.labels
    service_account                  = local.service_account_email
    timeout                          = "${var.timeout_seconds}s"
    encryption_key                   = var.encryption_key
    execution_environment            = "EXECUTION_ENVIRONMENT_GEN2"
    max_instance_request_concurrency = 1 # a request is a run, and has the container to itself

    scaling {
      min_instance_count = 0
      max_instance_count = 1
    }

    containers {
      image = var.image_uri
      args  = var.command

      resources {
        limits = local.resource_limits
      }

      dynamic "env" {
        for_each = local.plain_variables

        content {
          name  = env.key
          value = env.value
        }
      }

      dynamic "env" {
        for_each = local.secret_variables

        content {
          name = env.key

          value_source {
            secret_key_ref {
              secret  = env.value.secret
              version = env.value.version
            }
          }
        }
      }
    }

    dynamic "vpc_access" {
      for_each = var.vpc_access[*]

      content {
        egress = vpc_access.value.egress

        network_interfaces {
          network    = vpc_access.value.network
          subnetwork = vpc_access.value.subnetwork
          tags       = vpc_access.value.tags
        }
      }
    }
  }

  depends_on = [google_secret_manager_secret_iam_member.this]
}
