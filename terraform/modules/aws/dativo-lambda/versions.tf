terraform {
  # 1.9: validations of one variable refer to another (memory to cpu, tags to list_separator).
  required_version = ">= 1.9"

  required_providers {
    aws = {
      source = "hashicorp/aws"
      # 6.0: every regional resource and data source takes a region of its own.
      version = ">= 6.0"
    }
  }
}
