"""Terraform's language: blocks, and how they are written and read."""
