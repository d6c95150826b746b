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
  description = "Tenant that the job runs for. The function sees it as TENANT_ID."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^[A-Za-z0-9_-]+$", var.tenant_id))
    error_message = "tenant_id takes letters, digits, '_' and '-'."
  }
}

variable "name" {
  description = "Name of the function and of its schedule. Default: {tenant_id}-{job_name} in lower case, '_' written as '-'."
  type        = string
  default     = null

  validation {
    condition = can(regex(
      "^[a-z][a-z0-9-]{2,61}[a-z0-9]$",
      var.name == null ? replace(lower("${var.tenant_id}-${var.job_name}"), "_", "-") : var.name,
    ))
    error_message = "A function's name starts with a letter, takes lower-case letters, digits and inner '-', 4 to 63 in all. Where {tenant_id}-{job_name} is none, give a name."
  }
}

variable "runtime" {
  description = "Runtime of the function, such as python312."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^[a-z]+[0-9]+$", var.runtime))
    error_message = "runtime is a language with its version, such as python312."
  }
}

variable "entry_point" {
  description = "Function in the source that a request calls."
  type        = string
  default     = "main"
  nullable    = false
}

variable "source_bucket" {
  description = "Bucket that holds the zipped source."
  type        = string
  nullable    = false
}

variable "source_object" {
  description = "Path of the zipped source in that bucket. A path that changes with the content deploys each change."
  type        = string
  nullable    = false
}

variable "memory" {
  description = "Memory of the function, such as 256M, 512Mi or 2Gi; 256MB is read as 256M."
  type        = string
  default     = "256M"
  nullable    = false

  validation {
    condition     = can(regex("^[1-9][0-9]*(M|Mi|MB|G|Gi|GB)$", var.memory))
    error_message = "memory is a whole number with M, Mi, MB, G, Gi or GB, such as 256M."
  }
}

variable "cpu" {
  description = "vCPUs of the function, such as 1 or 0.583. Default: what Google gives to that memory."
  type        = string
  default     = null
}

variable "timeout_seconds" {
  description = "Seconds after which a run is ended, at most 540. A longer job belongs into the dativo-job module."
  type        = number
  default     = 540
  nullable    = false

  validation {
    condition     = var.timeout_seconds >= 1 && var.timeout_seconds <= 540
    error_message = "timeout_seconds is 1 to 540."
  }
}

variable "max_instance_count" {
  description = "Runs that may overlap; 1 keeps a slow run from meeting the next."
  type        = number
  default     = 1
  nullable    = false
}

variable "region" {
  description = "Region of the function and its schedule, such as us-central1."
  type        = string
  nullable    = false
}

variable "project_id" {
  description = "Project that everything is created in."
  type        = string
  nullable    = false
}

variable "labels" {
  description = "Labels of every resource that takes labels. Keys stay as given, underscores too."
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

variable "environment_variables" {
  description = "Plain variables of the function. Anyone who may view it reads them: no secrets."
  type        = map(string)
  default     = {}
  nullable    = false
}

variable "secrets" {
  description = "Variables of the function taken from Secret Manager: variable to secret, as NAME or projects/P/secrets/NAME, with /versions/N to pin a version."
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

variable "kms_key_name" {
  description = "Cloud KMS key that encrypts the function. Default: Google's own."
  type        = string
  default     = null
}

variable "vpc_connector" {
  description = "Serverless VPC Access connector through which the function reaches a network. Default: none."
  type        = string
  default     = null
}

variable "ingress_settings" {
  description = "Who reaches the function. Cloud Scheduler of the same project counts as internal."
  type        = string
  default     = "ALLOW_INTERNAL_ONLY"
  nullable    = false

  validation {
    condition     = contains(["ALLOW_ALL", "ALLOW_INTERNAL_ONLY", "ALLOW_INTERNAL_AND_GCLB"], var.ingress_settings)
    error_message = "ingress_settings is ALLOW_ALL, ALLOW_INTERNAL_ONLY or ALLOW_INTERNAL_AND_GCLB."
  }
}

variable "build_service_account" {
  description = "Service account that builds the function, as projects/P/serviceAccounts/EMAIL. Default: Cloud Build's own."
  type        = string
  default     = null
}

variable "schedule_cron" {
  description = "When the function runs, as a unix cron of five fields, such as 0 2 * * *. Default: only by hand."
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
  description = "Region of the schedule, where Cloud Scheduler is not offered in that of the function. Default: region."
  type        = string
  default     = null
}

variable "service_account_email" {
  description = "Service account that the function runs as. Default: one is created that may read the secrets; grant what else it needs to the output service_account_email."
  type        = string
  default     = null
}

variable "create_service_account" {
  description = "Whether to create that account. Default: when no email is given. Say false where the email is known only after apply."
  type        = bool
  default     = null
}

variable "scheduler_service_account_email" {
  description = "Service account that the schedule calls the function as. Default: the one that the function runs as. Either may then invoke this function, and no other."
  type        = string
  default     = null
}

variable "alarm_notification_channels" {
  description = "Cloud Monitoring notification channels that are notified of failed runs."
  type        = list(string)
  default     = []
  nullable    = false
}
