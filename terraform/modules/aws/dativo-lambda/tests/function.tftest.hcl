mock_provider "aws" {
  mock_data "aws_partition" {
    defaults = { partition = "aws" }
  }
  mock_data "aws_caller_identity" {
    defaults = { account_id = "123456789012" }
  }
}

variables {
  job_name   = "hubspot_contacts"
  tenant_id  = "acme"
  aws_region = "us-east-1"
  image_uri  = "123456789012.dkr.ecr.us-east-1.amazonaws.com/dativo-ingest:1.4.0"
  memory     = 2048
  tags = {
    asset_name           = "hubspot_contacts"
    finops_business_tags = "sales,crm"
    note                 = ""
  }
}

run "by_hand_only" {
  assert {
    condition     = output.function_name == "acme-hubspot-contacts" && output.schedule_arn == null
    error_message = "Without a schedule there is only the function."
  }
  assert {
    condition     = output.log_group_name == aws_lambda_function.this.logging_config[0].log_group
    error_message = "The function logs to the group that has retention and tags."
  }
  assert {
    condition     = aws_lambda_function.this.tags.finops_business_tags == "sales:crm"
    error_message = "A comma in a tag becomes the separator."
  }
  assert {
    condition     = !contains(flatten(jsondecode(aws_iam_role_policy.this[0].policy).Statement[*].Resource), "*")
    error_message = "Outside a VPC no permission is for every resource."
  }
}

run "secrets" {
  variables {
    secrets = { TOKEN = "arn:aws:secretsmanager:us-east-1:123456789012:secret:token-AbCdEf" }
  }
  assert {
    condition     = aws_lambda_function.this.environment[0].variables.TOKEN == "arn:aws:secretsmanager:us-east-1:123456789012:secret:token-AbCdEf"
    error_message = "The variable names the secret."
  }
  assert {
    condition = contains(
      flatten(jsondecode(aws_iam_role_policy.this[0].policy).Statement[*].Resource),
      "arn:aws:secretsmanager:us-east-1:123456789012:secret:token-AbCdEf",
    )
    error_message = "The function may read its secret."
  }
}

run "scheduled_with_alarms" {
  variables {
    schedule_expression = "cron(0 2 ? * MON-FRI *)"
    schedule_timezone   = "Europe/Berlin"
    schedule_input      = { full_refresh = true }
    alarm_topic_arns    = ["arn:aws:sns:us-east-1:123456789012:data"]
  }
  assert {
    condition     = jsondecode(aws_scheduler_schedule.this[0].target[0].input).full_refresh
    error_message = "Runs get the event."
  }
  assert {
    condition     = jsondecode(aws_iam_role_policy.scheduler[0].policy).Statement[0].Resource == [aws_lambda_function.this.arn]
    error_message = "The scheduler may invoke this function, and no other."
  }
  assert {
    condition     = !contains(keys(aws_scheduler_schedule_group.this[0].tags), "note")
    error_message = "Scheduler refuses empty tag values."
  }
  assert {
    condition = alltrue([
      for alarm in [aws_cloudwatch_metric_alarm.failed[0], aws_cloudwatch_metric_alarm.not_started[0]] :
      alarm.alarm_actions == toset(["arn:aws:sns:us-east-1:123456789012:data"])
    ])
    error_message = "Failed runs, and those that never started, are told to the topic."
  }
}

run "in_a_vpc" {
  variables {
    subnet_ids         = ["subnet-12345"]
    security_group_ids = ["sg-12345"]
  }
  assert {
    condition     = aws_lambda_function.this.vpc_config[0].subnet_ids == toset(["subnet-12345"])
    error_message = "The function lies in the subnets."
  }
}

run "role_of_the_caller" {
  variables {
    role_arn = "arn:aws:iam::123456789012:role/function"
  }
  assert {
    condition     = length(aws_iam_role.this) == 0 && aws_lambda_function.this.role == "arn:aws:iam::123456789012:role/function"
    error_message = "No role is created where one is given."
  }
}
