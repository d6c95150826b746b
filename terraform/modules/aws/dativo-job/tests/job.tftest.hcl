mock_provider "aws" {
  mock_data "aws_partition" {
    defaults = { partition = "aws" }
  }
  mock_data "aws_caller_identity" {
    defaults = { account_id = "123456789012" }
  }
}

variables {
  job_name           = "hubspot_contacts"
  tenant_id          = "acme"
  aws_region         = "us-east-1"
  image_uri          = "123456789012.dkr.ecr.us-east-1.amazonaws.com/dativo-ingest:1.4.0"
  cpu                = 1024
  memory             = 2048
  ecs_cluster_name   = "dativo-cluster"
  subnet_ids         = ["subnet-12345"]
  security_group_ids = ["sg-12345"]
  tags = {
    asset_name           = "hubspot_contacts"
    finops_business_tags = "sales,crm"
    note                 = ""
  }
}

run "by_hand_only" {
  assert {
    condition     = output.service_name == null && output.schedule_arn == null
    error_message = "Without a schedule and as a job there is neither service nor schedule."
  }
  assert {
    condition     = output.log_group_name == "/ecs/acme-hubspot-contacts"
    error_message = "Names are {tenant_id}-{job_name} with hyphens."
  }
  assert {
    condition     = aws_ecs_task_definition.this.tags.finops_business_tags == "sales:crm"
    error_message = "A comma in a tag becomes the separator."
  }
  assert {
    condition     = length(aws_iam_role.scheduler) == 0
    error_message = "No schedule, no role for it."
  }
}

run "container" {
  variables {
    command               = ["run", "--config", "/app/jobs/acme/hubspot_contacts.yaml"]
    environment_variables = { LOG_LEVEL = "info" }
    secrets               = { TOKEN = "arn:aws:secretsmanager:us-east-1:123456789012:secret:token-AbCdEf:key::" }
  }
  assert {
    condition = jsondecode(aws_ecs_task_definition.this.container_definitions)[0].environment == [
      { name = "LOG_LEVEL", value = "info" }, { name = "TENANT_ID", value = "acme" },
    ]
    error_message = "The container gets its variables, and the tenant."
  }
  assert {
    condition     = jsondecode(aws_ecs_task_definition.this.container_definitions)[0].command[0] == "run"
    error_message = "The container gets its arguments."
  }
  assert {
    condition = contains(
      flatten(jsondecode(aws_iam_role_policy.execution[0].policy).Statement[*].Resource),
      "arn:aws:secretsmanager:us-east-1:123456789012:secret:token-AbCdEf",
    )
    error_message = "The execution role may read the secret, named without its JSON key."
  }
  assert {
    condition = contains(
      flatten(jsondecode(aws_iam_role_policy.execution[0].policy).Statement[*].Resource),
      "arn:aws:ecr:us-east-1:123456789012:repository/dativo-ingest",
    )
    error_message = "The execution role may pull from the image's repository."
  }
  assert {
    condition = [
      for statement in jsondecode(aws_iam_role_policy.execution[0].policy).Statement : statement.Sid
      if contains(statement.Resource, "*")
    ] == ["LogInToRegistry"]
    error_message = "Only the log-in to the registry is for every resource."
  }
}

run "scheduled" {
  variables {
    schedule_expression = "cron(0 2 * * ? *)"
    schedule_timezone   = "Europe/Berlin"
  }
  assert {
    condition     = aws_scheduler_schedule.this[0].schedule_expression_timezone == "Europe/Berlin"
    error_message = "The schedule has its time zone."
  }
  assert {
    condition     = aws_scheduler_schedule.this[0].target[0].arn == "arn:aws:ecs:us-east-1:123456789012:cluster/dativo-cluster"
    error_message = "The cluster's ARN follows from its name."
  }
  assert {
    condition     = aws_scheduler_schedule.this[0].target[0].ecs_parameters[0].propagate_tags == "TASK_DEFINITION"
    error_message = "Tasks carry the tags of their definition."
  }
  assert {
    condition     = !contains(keys(aws_scheduler_schedule_group.this[0].tags), "note")
    error_message = "Scheduler refuses empty tag values."
  }
  assert {
    condition = toset(flatten([
      for statement in jsondecode(aws_iam_role_policy.scheduler[0].policy).Statement :
      statement.Resource if statement.Sid == "PassRoles"
    ])) == toset([aws_iam_role.execution[0].arn, aws_iam_role.task[0].arn])
    error_message = "The scheduler passes the two roles of the task, and no other."
  }
}

run "service" {
  variables {
    execution = "service"
  }
  assert {
    condition     = output.service_name == "acme-hubspot-contacts" && aws_ecs_service.this[0].desired_count == 0
    error_message = "A service rests until someone scales it."
  }
  assert {
    condition     = aws_ecs_service.this[0].propagate_tags == "TASK_DEFINITION"
    error_message = "Tasks carry the tags of their definition."
  }
}

run "roles_of_the_caller" {
  variables {
    schedule_expression = "rate(1 day)"
    execution_role_arn  = "arn:aws:iam::123456789012:role/execution"
    task_role_arn       = "arn:aws:iam::123456789012:role/task"
    scheduler_role_arn  = "arn:aws:iam::123456789012:role/scheduler"
  }
  assert {
    condition     = length(aws_iam_role.execution) + length(aws_iam_role.task) + length(aws_iam_role.scheduler) == 0
    error_message = "No role is created where one is given."
  }
  assert {
    condition     = aws_scheduler_schedule.this[0].target[0].role_arn == "arn:aws:iam::123456789012:role/scheduler"
    error_message = "The schedule has the caller's role."
  }
}

run "alarms" {
  variables {
    schedule_expression = "rate(1 day)"
    alarm_topic_arns    = ["arn:aws:sns:us-east-1:123456789012:data"]
  }
  assert {
    condition     = aws_cloudwatch_event_target.failed[0].arn == "arn:aws:sns:us-east-1:123456789012:data"
    error_message = "Failed runs are told to the topic."
  }
  assert {
    condition     = jsondecode(aws_cloudwatch_event_rule.failed[0].event_pattern).detail.lastStatus == ["STOPPED"]
    error_message = "Only tasks that ended count."
  }
  assert {
    condition     = aws_cloudwatch_metric_alarm.not_started[0].alarm_actions == toset(["arn:aws:sns:us-east-1:123456789012:data"])
    error_message = "Runs that never started are told to the topic."
  }
}

run "long_names_fit" {
  variables {
    job_name            = "a-job-whose-name-is-so-long-that-no-role-and-no-schedule-could-carry-all-of-it"
    schedule_expression = "rate(1 day)"
    alarm_topic_arns    = ["arn:aws:sns:us-east-1:123456789012:data"]
  }
  assert {
    condition = max([
      for name in [
        aws_iam_role.execution[0].name, aws_iam_role.task[0].name, aws_iam_role.scheduler[0].name,
        aws_scheduler_schedule.this[0].name, aws_scheduler_schedule_group.this[0].name,
        aws_cloudwatch_event_rule.failed[0].name,
      ] : length(name)
    ]...) <= 64
    error_message = "Names of roles, schedules and rules end at 64 characters."
  }
}
