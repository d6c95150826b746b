"""Tests of the generation of Terraform."""
