# What the services would refuse at apply is refused at plan.

mock_provider "aws" {}

variables {
  job_name   = "hubspot-contacts"
  tenant_id  = "acme"
  aws_region = "us-east-1"
  image_uri  = "123456789012.dkr.ecr.us-east-1.amazonaws.com/dativo-ingest:1.4.0"
}

run "image_outside_ecr" {
  command = plan
  variables {
    image_uri = "dativo/dativo-ingest:1.4.0"
  }
  expect_failures = [var.image_uri]
}

run "more_than_fifteen_minutes" {
  command = plan
  variables {
    timeout_seconds = 901
  }
  expect_failures = [var.timeout_seconds]
}

run "too_little_memory" {
  command = plan
  variables {
    memory = 64
  }
  expect_failures = [var.memory]
}

run "name_that_is_too_long" {
  command = plan
  variables {
    job_name = "a-job-whose-name-is-so-long-that-no-function-could-carry-all-of-it"
  }
  expect_failures = [var.name]
}

run "character_in_a_tag" {
  command = plan
  variables {
    tags = { note = "a;b" }
  }
  expect_failures = [var.tags]
}

run "unix_cron" {
  command = plan
  variables {
    schedule_expression = "0 2 * * *"
  }
  expect_failures = [var.schedule_expression]
}

run "subnets_without_a_security_group" {
  command = plan
  variables {
    subnet_ids = ["subnet-12345"]
  }
  expect_failures = [var.security_group_ids]
}
