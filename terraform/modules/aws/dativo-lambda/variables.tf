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
  description = "Name of the function and the schedule. Default: {tenant_id}-{job_name}, '_' written as '-'."
  type        = string
  default     = null

  validation {
    condition     = can(regex("^[A-Za-z0-9_-]{1,64}$", var.name == null ? "${var.tenant_id}-${var.job_name}" : var.name))
    error_message = "A function's name takes 1 to 64 letters, digits, '_' and '-'; where {tenant_id}-{job_name} is longer, give a name."
  }
}

variable "image_uri" {
  description = "Container image in ECR, in the region of the function: Lambda takes no other."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^\\d{12}\\.dkr[.-]ecr\\.[a-z0-9-]+\\.(amazonaws\\.com(\\.cn)?|on\\.aws)/[^\\s]+$", var.image_uri))
    error_message = "Lambda runs images from a private ECR repository only, such as 123456789012.dkr.ecr.us-east-1.amazonaws.com/dativo-ingest:1.4.0."
  }
}

variable "memory" {
  description = "Memory of the function in MiB, 128 to 10240; CPU grows with it."
  type        = number
  default     = 512
  nullable    = false

  validation {
    condition     = var.memory >= 128 && var.memory <= 10240 && floor(var.memory) == var.memory
    error_message = "memory is a whole number of MiB from 128 to 10240."
  }
}

variable "timeout_seconds" {
  description = "Seconds after which Lambda ends a run, at most 900. A longer job belongs into the dativo-job module."
  type        = number
  default     = 900
  nullable    = false

  validation {
    condition     = var.timeout_seconds >= 1 && var.timeout_seconds <= 900
    error_message = "timeout_seconds is 1 to 900."
  }
}

variable "aws_region" {
  description = "Region of every regional resource. Default: the region of the provider."
  type        = string
  default     = null
}

variable "tags" {
  description = "Tags of every resource that takes tags, and of every task. A comma in a value becomes list_separator."
  type        = map(string)
  default     = {}
  nullable    = false

  # ECS, Lambda, IAM and CloudWatch Logs refuse anything else, at apply; this refuses it at plan.
  validation {
    condition = alltrue([
      for text in concat(keys(var.tags), values(var.tags)) :
      can(regex("^[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]*$", replace(text, ",", var.list_separator)))
    ])
    error_message = "Tags take letters, digits, spaces and _ . : / = + - @. Not so: ${join(", ", [
      for key, value in var.tags : key
      if !can(regex("^[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]*$", replace("${key}${value}", ",", var.list_separator)))
    ])}."
  }

  validation {
    condition     = !anytrue([for key in keys(var.tags) : strcontains(key, ",")])
    error_message = "Only in values does a comma become list_separator; in a key it is refused."
  }

  validation {
    condition = alltrue([
      for key, value in var.tags : length(key) >= 1 && length(key) <= 128 &&
      length(replace(value, ",", var.list_separator)) <= 256
    ])
    error_message = "Keys take 1 to 128 characters, values 256 at most."
  }

  validation {
    condition = alltrue([
      for key, value in var.tags : !startswith(lower(key), "aws:") && !startswith(lower(value), "aws:")
    ])
    error_message = "AWS keeps the prefix aws: for itself, in keys and in values."
  }

  validation {
    condition     = length(var.tags) <= 50
    error_message = "A resource takes at most 50 tags."
  }

  validation {
    condition     = length(distinct([for key in keys(var.tags) : lower(key)])) == length(var.tags)
    error_message = "Keys that differ in case only are one key to IAM."
  }
}

variable "list_separator" {
  description = "What a comma in a tag value becomes: the services refuse commas."
  type        = string
  default     = ":"
  nullable    = false

  validation {
    condition     = can(regex("^[\\p{Z}_.:/=+\\-@]{1,3}$", var.list_separator))
    error_message = "list_separator takes 1 to 3 of space and _ . : / = + - @."
  }
}

variable "command" {
  description = "Arguments for the entry point of the image, such as the handler's name. Default: the image's own."
  type        = list(string)
  default     = null
}

variable "environment_variables" {
  description = "Plain variables of the function. Anyone who may read its configuration reads them: no secrets."
  type        = map(string)
  default     = {}
  nullable    = false
}

variable "environment_kms_key_arn" {
  description = "Key that encrypts the variables. Default: the key that AWS manages."
  type        = string
  default     = null
}

variable "secrets" {
  description = "Secrets that the function reads itself, since Lambda injects none: variable to ARN of a Secrets Manager secret. The variable holds the ARN."
  type        = map(string)
  default     = {}
  nullable    = false

  validation {
    condition     = alltrue([for arn in values(var.secrets) : can(regex("^arn:[^:]+:secretsmanager:[^:]+:\\d{12}:secret:[^:]+$", arn))])
    error_message = "A secret is named by the ARN of a Secrets Manager secret."
  }

  validation {
    condition     = length(setintersection(keys(var.secrets), keys(var.environment_variables))) == 0
    error_message = "A variable is either plain or secret, not both."
  }
}

variable "secrets_kms_key_arns" {
  description = "Customer-managed keys that encrypt those secrets: the role of the function may decrypt with them."
  type        = list(string)
  default     = []
  nullable    = false
}

variable "architecture" {
  description = "What the image is built for: x86_64 or arm64."
  type        = string
  default     = "x86_64"
  nullable    = false

  validation {
    condition     = contains(["x86_64", "arm64"], var.architecture)
    error_message = "architecture is x86_64 or arm64."
  }
}

variable "ephemeral_storage_mib" {
  description = "Size of /tmp in MiB, 512 to 10240."
  type        = number
  default     = 512
  nullable    = false

  validation {
    condition     = var.ephemeral_storage_mib >= 512 && var.ephemeral_storage_mib <= 10240
    error_message = "ephemeral_storage_mib is 512 to 10240."
  }
}

variable "reserved_concurrent_executions" {
  description = "Runs that may overlap; 1 keeps a slow run from meeting the next. Default: as many as the account allows."
  type        = number
  default     = -1
  nullable    = false
}

variable "subnet_ids" {
  description = "Subnets of a function that must reach into a VPC. Default: outside any VPC."
  type        = list(string)
  default     = []
  nullable    = false
}

variable "security_group_ids" {
  description = "Security groups of a function in a VPC."
  type        = list(string)
  default     = []
  nullable    = false

  validation {
    condition     = (length(var.subnet_ids) == 0) == (length(var.security_group_ids) == 0)
    error_message = "subnet_ids and security_group_ids go together."
  }
}

variable "schedule_expression" {
  description = "When the job runs: cron(0 2 * * ? *), rate(1 day) or at(2030-01-31T02:00:00). Default: only by hand."
  type        = string
  default     = null

  validation {
    condition = var.schedule_expression == null ? true : anytrue([
      # minute, hour, day of month, month, day of week, year; one of the days must be '?'
      can(regex("^cron\\([0-9*,/-]+ [0-9*,/-]+ (\\? [0-9A-Za-z*,/-]+ [0-9A-Za-z*,/#?-]+|[0-9LW*,/-]+ [0-9A-Za-z*,/-]+ \\?) [0-9*,/-]+\\)$", var.schedule_expression)),
      can(regex("^rate\\((1 (minute|hour|day)|([2-9]|[1-9][0-9]+) (minutes|hours|days))\\)$", var.schedule_expression)),
      can(regex("^at\\(\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}\\)$", var.schedule_expression)),
    ])
    error_message = "schedule_expression is cron(minute hour day month weekday year) with '?' for one of the days, rate(1 day), rate(2 hours), or at(yyyy-mm-ddThh:mm:ss)."
  }
}

variable "schedule_timezone" {
  description = "Time zone of the schedule, from the tz database, such as Europe/Berlin."
  type        = string
  default     = "UTC"
  nullable    = false

  validation {
    condition     = can(regex("^[A-Za-z0-9_+/-]{1,50}$", var.schedule_timezone))
    error_message = "schedule_timezone is a name of the tz database, of at most 50 characters."
  }
}

variable "schedule_enabled" {
  description = "Whether the schedule starts runs; false pauses it."
  type        = bool
  default     = true
  nullable    = false
}

variable "schedule_input" {
  description = "Event that a scheduled run gets. Default: that of EventBridge Scheduler."
  type        = any
  default     = null
}

variable "role_arn" {
  description = "Role that the function has. Default: one is created that may log, and read the secrets; attach what else it needs to the output role_name."
  type        = string
  default     = null
}

variable "create_role" {
  description = "Whether to create that role. Default: when no ARN is given. Say false where the ARN is known only after apply."
  type        = bool
  default     = null
}

variable "scheduler_role_arn" {
  description = "Role with which EventBridge Scheduler invokes the function. Default: one is created for this function."
  type        = string
  default     = null
}

variable "create_scheduler_role" {
  description = "Whether to create that role. Default: when there is a schedule and no ARN is given."
  type        = bool
  default     = null
}

variable "permissions_boundary_arn" {
  description = "Permissions boundary of every role that is created."
  type        = string
  default     = null
}

variable "log_retention_days" {
  description = "Days that logs are kept; 0 keeps them forever."
  type        = number
  default     = 90
  nullable    = false

  validation {
    condition     = contains([0, 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653], var.log_retention_days)
    error_message = "CloudWatch Logs keeps 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288 or 3653 days, or 0: forever."
  }
}

variable "log_kms_key_arn" {
  description = "Key that encrypts the logs. Its policy must let CloudWatch Logs use it. Default: the key that AWS owns."
  type        = string
  default     = null
}

variable "alarm_topic_arns" {
  description = "SNS topics that are notified of failed runs. Their policy must let cloudwatch.amazonaws.com publish."
  type        = list(string)
  default     = []
  nullable    = false

  validation {
    condition     = length(var.alarm_topic_arns) <= 5
    error_message = "An alarm takes at most 5 actions."
  }
}
