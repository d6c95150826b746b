variable "aws_region" {
  description = "Region that everything runs in."
  type        = string
  default     = "us-east-1"
}

variable "vpc_id" {
  description = "VPC of the tasks."
  type        = string
}

variable "subnet_ids" {
  description = "Private subnets of that VPC, with a way to ECR and CloudWatch Logs."
  type        = list(string)
}

variable "image_uri" {
  description = "Image of dativo-ingest in ECR."
  type        = string
}

variable "target_bucket" {
  description = "Bucket that the job writes to."
  type        = string
}

variable "hubspot_secret_arn" {
  description = "Secrets Manager secret that holds the HubSpot token."
  type        = string
}
