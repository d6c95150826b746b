terraform {
  # 1.9: validations of one variable refer to another (memory to cpu, timeout to execution).
  required_version = ">= 1.9"

  required_providers {
    google = {
      source = "hashicorp/google"
      # 6.0: Run jobs and services take deletion_protection.
      version = ">= 6.0"
    }
  }
}
