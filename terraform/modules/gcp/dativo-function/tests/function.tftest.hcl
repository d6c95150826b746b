mock_provider "google" {
  mock_resource "google_service_account" {
    defaults = { email = "created@my-project.iam.gserviceaccount.com" }
  }
  mock_resource "google_cloudfunctions2_function" {
    defaults = { service_config = { uri = "https://acme.a.run.app" } }
  }
}

variables {
  job_name      = "hubspot_contacts"
  tenant_id     = "acme"
  runtime       = "python312"
  source_bucket = "my-source"
  source_object = "hubspot/1.4.0.zip"
  region        = "us-central1"
  project_id    = "my-project"
  labels        = { finops_cost_center = "eng-001", asset-name = "hubspot-contacts" }
}

run "by_hand_only" {
  assert {
    condition     = output.function_name == "acme-hubspot-contacts" && output.schedule_id == null
    error_message = "Without a cron there is only the function."
  }
  assert {
    condition     = google_cloudfunctions2_function.this.labels == var.labels
    error_message = "The function carries the labels as given."
  }
  assert {
    condition     = google_cloudfunctions2_function.this.service_config[0].service_account_email == "created@my-project.iam.gserviceaccount.com"
    error_message = "The function runs as an account of its own."
  }
}

run "memory_as_the_first_generation_wrote_it" {
  variables {
    memory = "256MB"
  }
  assert {
    condition     = google_cloudfunctions2_function.this.service_config[0].available_memory == "256M"
    error_message = "The second generation knows no MB."
  }
}

run "secrets" {
  variables {
    secrets = {
      TOKEN  = "hubspot-token"
      TOKEN2 = "projects/vault/secrets/other/versions/7"
    }
  }
  assert {
    condition = [
      for variable in google_cloudfunctions2_function.this.service_config[0].secret_environment_variables :
      "${variable.key} ${variable.project_id} ${variable.secret} ${variable.version}"
    ] == ["TOKEN my-project hubspot-token latest", "TOKEN2 vault other 7"]
    error_message = "Secrets are named by reference, with project and version."
  }
  assert {
    condition = {
      for member in google_secret_manager_secret_iam_member.this : member.secret_id => member.project
    } == { "hubspot-token" = "my-project", "projects/vault/secrets/other" = "vault" }
    error_message = "The created account may read each secret, and no other."
  }
}

run "scheduled_with_alarm" {
  variables {
    schedule_cron               = "0 2 * * *"
    timezone                    = "Europe/Berlin"
    alarm_notification_channels = ["projects/my-project/notificationChannels/1"]
  }
  assert {
    condition     = google_cloud_scheduler_job.this[0].http_target[0].oidc_token[0].audience == output.function_uri
    error_message = "The schedule calls the function with an identity token."
  }
  assert {
    condition     = google_cloud_run_v2_service_iam_member.scheduler[0].member == "serviceAccount:created@my-project.iam.gserviceaccount.com"
    error_message = "The schedule's account may invoke the function."
  }
  assert {
    condition     = strcontains(google_monitoring_alert_policy.failed[0].conditions[0].condition_threshold[0].filter, "resource.labels.service_name = \"acme-hubspot-contacts\"")
    error_message = "The alarm watches this function."
  }
}

run "account_of_the_caller" {
  variables {
    service_account_email = "runner@my-project.iam.gserviceaccount.com"
  }
  assert {
    condition     = length(google_service_account.this) == 0
    error_message = "No account is created where one is given."
  }
}
