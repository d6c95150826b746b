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
  description = "Name of the task family, container, service and schedule. Default: {tenant_id}-{job_name}, '_' written as '-'."
  type        = string
  default     = null

  validation {
    condition     = var.name == null ? true : can(regex("^[A-Za-z0-9_-]{1,255}$", var.name))
    error_message = "name takes 1 to 255 letters, digits, '_' and '-'."
  }
}

variable "image_uri" {
  description = "Container image, such as 123456789012.dkr.ecr.us-east-1.amazonaws.com/dativo-ingest:1.4.0."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^\\S+$", var.image_uri))
    error_message = "image_uri is an image reference without spaces."
  }
}

variable "cpu" {
  description = "CPU units of the task: 1024 is 1 vCPU."
  type        = number
  nullable    = false

  validation {
    condition     = contains(keys(local.fargate_memory), tostring(var.cpu))
    error_message = "Fargate offers cpu ${join(", ", sort(keys(local.fargate_memory)))}."
  }
}

variable "memory" {
  description = "Memory of the task in MiB; Fargate offers certain amounts for each cpu."
  type        = number
  nullable    = false

  validation {
    condition     = contains(lookup(local.fargate_memory, tostring(var.cpu), [var.memory]), var.memory)
    error_message = "With cpu ${var.cpu}, Fargate offers memory ${join(", ", lookup(local.fargate_memory, tostring(var.cpu), []))}."
  }
}

variable "ecs_cluster_name" {
  description = "Name of the ECS cluster that the job runs in."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^[A-Za-z0-9_-]{1,255}$", var.ecs_cluster_name))
    error_message = "ecs_cluster_name takes 1 to 255 letters, digits, '_' and '-'."
  }
}

variable "ecs_cluster_arn" {
  description = "ARN of that cluster. Default: the cluster of this name in the account and region of the provider."
  type        = string
  default     = null

  validation {
    condition     = var.ecs_cluster_arn == null ? true : can(regex("^arn:[^:]+:ecs:[^:]+:\\d{12}:cluster/", var.ecs_cluster_arn)) && endswith(var.ecs_cluster_arn, "/${var.ecs_cluster_name}")
    error_message = "ecs_cluster_arn is the ARN of the cluster that ecs_cluster_name names."
  }
}

variable "subnet_ids" {
  description = "Subnets of the task. Private ones need a NAT gateway or endpoints to pull the image and to log."
  type        = list(string)
  nullable    = false

  validation {
    condition     = length(var.subnet_ids) >= 1 && length(var.subnet_ids) <= 16
    error_message = "A task takes 1 to 16 subnets."
  }
}

variable "security_group_ids" {
  description = "Security groups of the task."
  type        = list(string)
  nullable    = false

  validation {
    condition     = length(var.security_group_ids) <= 5
    error_message = "A task takes at most 5 security groups."
  }
}

variable "aws_region" {
  description = "Region of every regional resource. Default: the region of the provider."
  type        = string
  default     = null
}

variable "assign_public_ip" {
  description = "Give tasks a public address: needed in public subnets, unwanted in private ones."
  type        = bool
  default     = false
  nullable    = false
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
  description = "Arguments for the entry point of the image. Default: the image's own."
  type        = list(string)
  default     = null
}

variable "environment_variables" {
  description = "Plain variables of the container. Anyone who may read the task definition reads them: no secrets."
  type        = map(string)
  default     = {}
  nullable    = false
}

variable "secrets" {
  description = "Variables of the container taken from Secrets Manager or SSM: variable to ARN (a JSON key may follow, as ECS writes it)."
  type        = map(string)
  default     = {}
  nullable    = false

  validation {
    condition     = alltrue([for arn in values(var.secrets) : can(regex("^arn:[^:]+:(secretsmanager|ssm):", arn))])
    error_message = "A secret is named by the ARN of a Secrets Manager secret or an SSM parameter."
  }

  validation {
    condition     = length(setintersection(keys(var.secrets), keys(var.environment_variables))) == 0
    error_message = "A variable is either plain or secret, not both."
  }
}

variable "secrets_kms_key_arns" {
  description = "Customer-managed keys that encrypt those secrets: the execution role may decrypt with them."
  type        = list(string)
  default     = []
  nullable    = false
}

variable "cpu_architecture" {
  description = "What the image is built for: X86_64 or ARM64."
  type        = string
  default     = "X86_64"
  nullable    = false

  validation {
    condition     = contains(["X86_64", "ARM64"], var.cpu_architecture)
    error_message = "cpu_architecture is X86_64 or ARM64."
  }
}

variable "ephemeral_storage_gib" {
  description = "Scratch disk of a task in GiB, 21 to 200. Default: the 20 GiB that Fargate includes."
  type        = number
  default     = null

  validation {
    condition     = var.ephemeral_storage_gib == null ? true : var.ephemeral_storage_gib >= 21 && var.ephemeral_storage_gib <= 200
    error_message = "ephemeral_storage_gib is 21 to 200; leave it out for 20."
  }
}

variable "execution" {
  description = "job: tasks run to completion, by schedule or by hand. service: an ECS service too, of desired_count tasks."
  type        = string
  default     = "job"
  nullable    = false

  validation {
    condition     = contains(["job", "service"], var.execution)
    error_message = "execution is job or service."
  }
}

variable "desired_count" {
  description = "Tasks that the service keeps running. 0: none until someone scales it."
  type        = number
  default     = 0
  nullable    = false
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

variable "execution_role_arn" {
  description = "Role with which ECS pulls the image, reads the secrets and logs. Default: one is created for this job."
  type        = string
  default     = null
}

variable "create_execution_role" {
  description = "Whether to create that role. Default: when no ARN is given. Say false where the ARN is known only after apply."
  type        = bool
  default     = null
}

variable "task_role_arn" {
  description = "Role that the job itself has. Default: one is created, without any permission; attach policies to the output task_role_name."
  type        = string
  default     = null
}

variable "create_task_role" {
  description = "Whether to create that role. Default: when no ARN is given. Say false where the ARN is known only after apply."
  type        = bool
  default     = null
}

variable "scheduler_role_arn" {
  description = "Role with which EventBridge Scheduler starts the task. Default: one is created for this job."
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
  description = "SNS topics that are notified of failed runs. Their policy must let events.amazonaws.com and cloudwatch.amazonaws.com publish."
  type        = list(string)
  default     = []
  nullable    = false

  validation {
    condition     = length(var.alarm_topic_arns) <= 5
    error_message = "An EventBridge rule takes at most 5 targets."
  }
}
