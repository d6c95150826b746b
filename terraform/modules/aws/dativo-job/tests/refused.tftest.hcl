# What the services would refuse at apply is refused at plan.

mock_provider "aws" {}

variables {
  job_name           = "hubspot-contacts"
  tenant_id          = "acme"
  aws_region         = "us-east-1"
  image_uri          = "dativo/dativo-ingest:1.4.0"
  cpu                = 1024
  memory             = 2048
  ecs_cluster_name   = "dativo-cluster"
  subnet_ids         = ["subnet-12345"]
  security_group_ids = ["sg-12345"]
}

run "cpu_that_fargate_does_not_offer" {
  command = plan
  variables {
    cpu = 1000
  }
  expect_failures = [var.cpu]
}

run "memory_that_does_not_go_with_the_cpu" {
  command = plan
  variables {
    memory = 16384
  }
  expect_failures = [var.memory]
}

run "character_in_a_tag" {
  command = plan
  variables {
    tags = { note = "a;b" }
  }
  expect_failures = [var.tags]
}

run "reserved_tag" {
  command = plan
  variables {
    tags = { "AWS:note" = "a" }
  }
  expect_failures = [var.tags]
}

run "empty_tag_key" {
  command = plan
  variables {
    tags = { "" = "a" }
  }
  expect_failures = [var.tags]
}

run "tags_that_differ_in_case_only" {
  command = plan
  variables {
    tags = { note = "a", Note = "a" }
  }
  expect_failures = [var.tags]
}

run "too_many_tags" {
  command = plan
  variables {
    tags = { for number in range(51) : "tag${number}" => "a" }
  }
  expect_failures = [var.tags]
}

run "cron_without_a_question_mark" {
  command = plan
  variables {
    schedule_expression = "cron(0 2 * * * *)"
  }
  expect_failures = [var.schedule_expression]
}

run "unix_cron" {
  command = plan
  variables {
    schedule_expression = "0 2 * * *"
  }
  expect_failures = [var.schedule_expression]
}

run "plural_rate_of_one" {
  command = plan
  variables {
    schedule_expression = "rate(1 days)"
  }
  expect_failures = [var.schedule_expression]
}

run "cluster_of_another_name" {
  command = plan
  variables {
    ecs_cluster_arn = "arn:aws:ecs:us-east-1:123456789012:cluster/other"
  }
  expect_failures = [var.ecs_cluster_arn]
}

run "retention_that_logs_does_not_offer" {
  command = plan
  variables {
    log_retention_days = 31
  }
  expect_failures = [var.log_retention_days]
}

run "secret_by_value" {
  command = plan
  variables {
    secrets = { TOKEN = "hunter2" }
  }
  expect_failures = [var.secrets]
}

run "execution_of_another_kind" {
  command = plan
  variables {
    execution = "cron"
  }
  expect_failures = [var.execution]
}
