variable "job_name" {
  description = "Name of the job, such as hubspot-contacts. With tenant_id it names every resource."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^[A-Za-z0-9_-]+$", var.job_name))
    error_message = "job_name takes letters, digits, '_' and '-'."
  }
}

variable "tenant_id" {
  description = "Tenant that the job runs for. Containers see it as TENANT_ID."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^[A-Za-z0-9_-]+$", var.tenant_id))
    error_message = "tenant_id takes letters, digits, '_' and '-'."
  }
}

variable "name" {
  description = "Name of the Cloud Run job or service and of its schedule. Default: {tenant_id}-{job_name} in lower case, '_' written as '-'."
  type        = string
  default     = null

  validation {
    # A service ends at 49 characters, a job at 63.
    condition = can(regex(
      var.execution == "service" ? "^[a-z]([a-z0-9-]{0,47}[a-z0-9])?$" : "^[a-z]([a-z0-9-]{0,61}[a-z0-9])?$",
      var.name == null ? replace(lower("${var.tenant_id}-${var.job_name}"), "_", "-") : var.name,
    ))
    error_message = "Cloud Run names start with a letter, take lower-case letters, digits and inner '-', and end at 63 characters for a job, 49 for a service. Where {tenant_id}-{job_name} is none, give a name."
  }
}

variable "image_uri" {
  description = "Container image, such as us-docker.pkg.dev/my-project/dativo/dativo-ingest:1.4.0."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^\\S+$", var.image_uri))
    error_message = "image_uri is an image reference without spaces."
  }
}

variable "cpu" {
  description = "vCPUs of the container: 1, 2, 4, 6 or 8, also written 1000m."
  type        = string
  default     = "1"
  nullable    = false

  validation {
    condition     = contains(keys(local.memory_limits), replace(var.cpu, "/000m$/", ""))
    error_message = "cpu is 1, 2, 4, 6 or 8; Cloud Run jobs take no fraction."
  }
}

variable "memory" {
  description = "Memory of the container, such as 512Mi or 2Gi; each cpu has its limits."
  type        = string
  default     = "2Gi"
  nullable    = false

  validation {
    condition     = can(regex("^[1-9][0-9]*(Mi|Gi)$", var.memory))
    error_message = "memory is a whole number with Mi or Gi, such as 512Mi or 2Gi."
  }

  validation {
    # Where the number can't be read, the rule above has said so.
    condition = try(
      tonumber(regex("^[0-9]+", var.memory)) * (endswith(var.memory, "Gi") ? 1024 : 1) >= local.memory_range.least &&
      tonumber(regex("^[0-9]+", var.memory)) * (endswith(var.memory, "Gi") ? 1024 : 1) <= local.memory_range.most,
      true,
    )
    error_message = "With cpu ${var.cpu}, Cloud Run offers memory from ${local.memory_range.least}Mi to ${local.memory_range.most}Mi."
  }
}

variable "timeout_seconds" {
  description = "Seconds after which a run is ended: at most 604800 (a week) for a job, 3600 for a service."
  type        = number
  default     = 3600
  nullable    = false

  validation {
    condition     = var.timeout_seconds >= 1 && var.timeout_seconds <= (var.execution == "service" ? 3600 : 604800)
    error_message = "timeout_seconds is at most 604800 for a job, 3600 for a service."
  }
}

variable "max_retries" {
  description = "How often a failed run is tried again, 0 to 10."
  type        = number
  default     = 3
  nullable    = false

  validation {
    condition     = var.max_retries >= 0 && var.max_retries <= 10
    error_message = "max_retries is 0 to 10."
  }
}

variable "region" {
  description = "Region of the job and its schedule, such as us-central1."
  type        = string
  nullable    = false
}

variable "project_id" {
  description = "Project that everything is created in."
  type        = string
  nullable    = false
}

variable "labels" {
  description = "Labels of every resource that takes labels, and of every run. Keys stay as given, underscores too."
  type        = map(string)
  default     = {}
  nullable    = false

  # \p{Ll}\p{Lo}: lower-case letters, and letters of scripts that know no case.
  validation {
    condition = alltrue([
      for key, value in var.labels :
      can(regex("^[\\p{Ll}\\p{Lo}][\\p{Ll}\\p{Lo}\\p{N}_-]*$", key)) && can(regex("^[\\p{Ll}\\p{Lo}\\p{N}_-]*$", value))
    ])
    error_message = "Labels take lower-case letters, digits, '_' and '-'; keys start with a letter. Not so: ${join(", ", [
      for key, value in var.labels : key
      if !can(regex("^[\\p{Ll}\\p{Lo}][\\p{Ll}\\p{Lo}\\p{N}_-]*$", key)) || !can(regex("^[\\p{Ll}\\p{Lo}\\p{N}_-]*$", value))
    ])}."
  }

  validation {
    condition     = alltrue([for text in concat(keys(var.labels), values(var.labels)) : length(text) <= 63])
    error_message = "Keys and values take 63 characters at most."
  }

  validation {
    condition     = length(var.labels) <= 64
    error_message = "A resource takes at most 64 labels."
  }
}

variable "command" {
  description = "Arguments for the entry point of the image. Default: the image's own."
  type        = list(string)
  default     = null
}

variable "environment_variables" {
  description = "Plain variables of the container. Anyone who may view the job reads them: no secrets."
  type        = map(string)
  default     = {}
  nullable    = false
}

variable "secrets" {
  description = "Variables of the container taken from Secret Manager: variable to secret, as NAME or projects/P/secrets/NAME, with /versions/N to pin a version."
  type        = map(string)
  default     = {}
  nullable    = false

  validation {
    condition = alltrue([
      for secret in values(var.secrets) : can(regex("^(projects/[^/]+/secrets/)?[A-Za-z0-9_-]{1,255}(/versions/([0-9]+|latest))?$", secret))
    ])
    error_message = "A secret is named NAME or projects/P/secrets/NAME, with /versions/N to pin a version."
  }

  validation {
    condition     = length(setintersection(keys(var.secrets), keys(var.environment_variables))) == 0
    error_message = "A variable is either plain or secret, not both."
  }
}

variable "encryption_key" {
  description = "Cloud KMS key that encrypts the deployed image. Default: Google's own."
  type        = string
  default     = null
}

variable "vpc_access" {
  description = "Network that the container reaches directly, without a connector. Default: none."
  type = object({
    network    = optional(string)
    subnetwork = optional(string)
    tags       = optional(list(string))
    egress     = optional(string, "PRIVATE_RANGES_ONLY")
  })
  default = null

  validation {
    condition     = var.vpc_access == null ? true : contains(["PRIVATE_RANGES_ONLY", "ALL_TRAFFIC"], var.vpc_access.egress)
    error_message = "egress is PRIVATE_RANGES_ONLY or ALL_TRAFFIC."
  }
}

variable "execution" {
  description = "job: runs to completion, by schedule or by hand. service: serves requests, and a schedule sends one."
  type        = string
  default     = "job"
  nullable    = false

  validation {
    condition     = contains(["job", "service"], var.execution)
    error_message = "execution is job or service."
  }
}

variable "ingress" {
  description = "Who reaches the service. Cloud Scheduler of the same project counts as internal."
  type        = string
  default     = "INGRESS_TRAFFIC_INTERNAL_ONLY"
  nullable    = false

  validation {
    condition     = contains(["INGRESS_TRAFFIC_ALL", "INGRESS_TRAFFIC_INTERNAL_ONLY", "INGRESS_TRAFFIC_INTERNAL_LOAD_BALANCER"], var.ingress)
    error_message = "ingress is INGRESS_TRAFFIC_ALL, INGRESS_TRAFFIC_INTERNAL_ONLY or INGRESS_TRAFFIC_INTERNAL_LOAD_BALANCER."
  }
}

variable "deletion_protection" {
  description = "Whether Terraform refuses to delete the job or service. It holds no data, so a job that leaves the repository may go."
  type        = bool
  default     = false
  nullable    = false
}

variable "schedule_cron" {
  description = "When the job runs, as a unix cron of five fields, such as 0 2 * * *. Default: only by hand."
  type        = string
  default     = null

  validation {
    # minute, hour, day of month, month, day of week
    condition     = var.schedule_cron == null ? true : can(regex("^[0-9*,/-]+ [0-9*,/-]+ [0-9*,/-]+ [0-9A-Za-z*,/-]+ [0-9A-Za-z*,/-]+$", var.schedule_cron))
    error_message = "schedule_cron has five fields: minute, hour, day of month, month, day of week."
  }
}

variable "timezone" {
  description = "Time zone of the schedule, from the tz database, such as Europe/Berlin."
  type        = string
  default     = "UTC"
  nullable    = false

  validation {
    condition     = can(regex("^[A-Za-z0-9_+/-]{1,50}$", var.timezone))
    error_message = "timezone is a name of the tz database."
  }
}

variable "schedule_paused" {
  description = "Whether the schedule rests."
  type        = bool
  default     = false
  nullable    = false
}

variable "scheduler_region" {
  description = "Region of the schedule, where Cloud Scheduler is not offered in that of the job. Default: region."
  type        = string
  default     = null
}

variable "service_account_email" {
  description = "Service account that the job runs as. Default: one is created that may read the secrets; grant what else it needs to the output service_account_email."
  type        = string
  default     = null
}

variable "create_service_account" {
  description = "Whether to create that account. Default: when no email is given. Say false where the email is known only after apply."
  type        = bool
  default     = null
}

variable "scheduler_service_account_email" {
  description = "Service account that the schedule starts the job as. Default: the one that the job runs as. Either may then invoke this job, and no other."
  type        = string
  default     = null
}

variable "alarm_notification_channels" {
  description = "Cloud Monitoring notification channels that are notified of failed runs."
  type        = list(string)
  default     = []
  nullable    = false
}
