# What the services would refuse at apply is refused at plan.

mock_provider "google" {}

variables {
  job_name   = "hubspot-contacts"
  tenant_id  = "acme"
  image_uri  = "us-docker.pkg.dev/my-project/dativo/dativo-ingest:1.4.0"
  region     = "us-central1"
  project_id = "my-project"
}

run "fraction_of_a_cpu" {
  command = plan
  variables {
    cpu = "0.5"
  }
  expect_failures = [var.cpu]
}

run "memory_that_does_not_go_with_the_cpu" {
  command = plan
  variables {
    cpu    = "1"
    memory = "8Gi"
  }
  expect_failures = [var.memory]
}

run "memory_in_another_unit" {
  command = plan
  variables {
    memory = "2048MB"
  }
  expect_failures = [var.memory]
}

run "capital_in_a_label" {
  command = plan
  variables {
    labels = { cost-center = "ENG-001" }
  }
  expect_failures = [var.labels]
}

run "label_key_that_starts_with_a_digit" {
  command = plan
  variables {
    labels = { "1st" = "a" }
  }
  expect_failures = [var.labels]
}

run "long_label" {
  command = plan
  variables {
    labels = { note = "a234567890123456789012345678901234567890123456789012345678901234" }
  }
  expect_failures = [var.labels]
}

run "too_many_labels" {
  command = plan
  variables {
    labels = { for number in range(65) : "label${number}" => "a" }
  }
  expect_failures = [var.labels]
}

run "cron_of_aws" {
  command = plan
  variables {
    schedule_cron = "cron(0 2 * * ? *)"
  }
  expect_failures = [var.schedule_cron]
}

run "service_that_takes_longer_than_an_hour" {
  command = plan
  variables {
    execution       = "service"
    timeout_seconds = 3601
  }
  expect_failures = [var.timeout_seconds]
}

run "name_that_is_too_long" {
  command = plan
  variables {
    job_name = "a-job-whose-name-is-so-long-that-cloud-run-could-not-carry-all-of-it"
  }
  expect_failures = [var.name]
}

run "secret_by_value" {
  command = plan
  variables {
    secrets = { TOKEN = "not a name!" }
  }
  expect_failures = [var.secrets]
}
