terraform {
  # 1.9: the validation of a name refers to the variables that make its default.
  required_version = ">= 1.9"

  required_providers {
    google = {
      source = "hashicorp/google"
      # 6.0: one lower bound for both modules; nothing older is tested.
      version = ">= 6.0"
    }
  }
}
