variable "project_id" {
  description = "Project that everything is created in."
  type        = string
}

variable "region" {
  description = "Region that everything runs in."
  type        = string
  default     = "us-central1"
}

variable "image_uri" {
  description = "Image of dativo-ingest in Artifact Registry."
  type        = string
}

variable "function_source" {
  description = "Path of the zipped source of the function on this machine."
  type        = string
}

variable "target_bucket" {
  description = "Bucket that the job writes to."
  type        = string
}

variable "alarm_email" {
  description = "Address that hears of failed runs."
  type        = string
}
