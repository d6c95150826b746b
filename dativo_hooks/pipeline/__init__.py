"""The one place that composes the layers: files to sources, sources to problems and Terraform."""
