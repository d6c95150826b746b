"""What the committed Terraform is, held against what its sources generate."""
