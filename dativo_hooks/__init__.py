"""Lint Dativo ETL jobs, enforce the tag policy, generate their Terraform and catch drift."""

__version__ = "0.1.0"
