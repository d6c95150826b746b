# What the services would refuse at apply is refused at plan.

mock_provider "google" {}

variables {
  job_name      = "hubspot-contacts"
  tenant_id     = "acme"
  runtime       = "python312"
  source_bucket = "my-source"
  source_object = "hubspot/1.4.0.zip"
  region        = "us-central1"
  project_id    = "my-project"
}

run "more_than_nine_minutes" {
  command = plan
  variables {
    timeout_seconds = 541
  }
  expect_failures = [var.timeout_seconds]
}

run "memory_without_a_unit" {
  command = plan
  variables {
    memory = "256"
  }
  expect_failures = [var.memory]
}

run "runtime_without_a_version" {
  command = plan
  variables {
    runtime = "python"
  }
  expect_failures = [var.runtime]
}

run "capital_in_a_label" {
  command = plan
  variables {
    labels = { cost-center = "ENG-001" }
  }
  expect_failures = [var.labels]
}

run "cron_of_aws" {
  command = plan
  variables {
    schedule_cron = "rate(1 day)"
  }
  expect_failures = [var.schedule_cron]
}

run "short_name" {
  command = plan
  variables {
    name = "abc"
  }
  expect_failures = [var.name]
}
