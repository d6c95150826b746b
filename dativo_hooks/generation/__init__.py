"""From resolved jobs to Terraform: what is written, and how it is spelled."""
