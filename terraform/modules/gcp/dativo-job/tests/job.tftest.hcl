mock_provider "google" {
  mock_resource "google_service_account" {
    defaults = { email = "created@my-project.iam.gserviceaccount.com" }
  }
  mock_resource "google_cloud_run_v2_service" {
    defaults = { uri = "https://acme.a.run.app" }
  }
}

variables {
  job_name   = "hubspot_contacts"
  tenant_id  = "acme"
  image_uri  = "us-docker.pkg.dev/my-project/dativo/dativo-ingest:1.4.0"
  region     = "us-central1"
  project_id = "my-project"
  labels     = { finops_cost_center = "eng-001", asset-name = "hubspot-contacts" }
}

run "by_hand_only" {
  assert {
    condition     = output.service_name == "acme-hubspot-contacts" && output.service_url == null && output.schedule_id == null
    error_message = "A job has no URL, and without a cron no schedule."
  }
  assert {
    condition     = google_cloud_run_v2_job.this[0].labels == var.labels && google_cloud_run_v2_job.this[0].template[0].labels == var.labels
    error_message = "The job and its runs carry the labels as given."
  }
  assert {
    condition     = google_cloud_run_v2_job.this[0].template[0].template[0].service_account == "created@my-project.iam.gserviceaccount.com"
    error_message = "The job runs as an account of its own."
  }
  assert {
    condition     = can(regex("^[a-z][a-z0-9-]{4,28}[a-z0-9]$", google_service_account.this[0].account_id))
    error_message = "The account's id fits."
  }
}

run "container" {
  variables {
    cpu     = "4000m"
    memory  = "8Gi"
    command = ["run", "--config", "/app/jobs/acme/hubspot_contacts.yaml"]
    secrets = {
      TOKEN  = "hubspot-token"
      TOKEN2 = "projects/vault/secrets/other/versions/7"
    }
  }
  assert {
    condition     = google_cloud_run_v2_job.this[0].template[0].template[0].containers[0].args[0] == "run"
    error_message = "The container gets its arguments."
  }
  assert {
    condition = {
      for env in google_cloud_run_v2_job.this[0].template[0].template[0].containers[0].env :
      env.name => "${env.value_source[0].secret_key_ref[0].secret} ${env.value_source[0].secret_key_ref[0].version}"
      if length(env.value_source) > 0
    } == { TOKEN = "hubspot-token latest", TOKEN2 = "projects/vault/secrets/other 7" }
    error_message = "Secrets are named by reference, with their version."
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
    schedule_cron               = "0 2 * * MON-FRI"
    timezone                    = "Europe/Berlin"
    alarm_notification_channels = ["projects/my-project/notificationChannels/1"]
  }
  assert {
    condition     = google_cloud_scheduler_job.this[0].http_target[0].uri == "https://run.googleapis.com/v2/projects/my-project/locations/us-central1/jobs/acme-hubspot-contacts:run"
    error_message = "The schedule runs the job."
  }
  assert {
    condition     = length(google_cloud_scheduler_job.this[0].http_target[0].oauth_token) == 1 && length(google_cloud_scheduler_job.this[0].http_target[0].oidc_token) == 0
    error_message = "Google's API takes an OAuth token."
  }
  assert {
    condition     = google_cloud_run_v2_job_iam_member.scheduler[0].member == "serviceAccount:created@my-project.iam.gserviceaccount.com"
    error_message = "The schedule's account may invoke the job."
  }
  assert {
    condition     = strcontains(google_monitoring_alert_policy.failed[0].conditions[0].condition_threshold[0].filter, "resource.labels.job_name = \"acme-hubspot-contacts\"")
    error_message = "The alarm watches this job."
  }
}

run "service" {
  variables {
    execution     = "service"
    schedule_cron = "0 2 * * *"
  }
  assert {
    condition     = output.service_url == "https://acme.a.run.app" && length(google_cloud_run_v2_job.this) == 0
    error_message = "A service has a URL, and is no job."
  }
  assert {
    condition     = google_cloud_run_v2_service.this[0].labels == var.labels && google_cloud_run_v2_service.this[0].template[0].labels == var.labels
    error_message = "The service and its revisions carry the labels."
  }
  assert {
    condition     = google_cloud_scheduler_job.this[0].http_target[0].oidc_token[0].audience == "https://acme.a.run.app"
    error_message = "A service takes an identity token."
  }
  assert {
    condition     = google_cloud_scheduler_job.this[0].attempt_deadline == "1800s"
    error_message = "Cloud Scheduler waits for half an hour at most."
  }
}

run "accounts_of_the_caller" {
  variables {
    schedule_cron                   = "0 2 * * *"
    service_account_email           = "runner@my-project.iam.gserviceaccount.com"
    scheduler_service_account_email = "starter@my-project.iam.gserviceaccount.com"
    secrets                         = { TOKEN = "hubspot-token" }
  }
  assert {
    condition     = length(google_service_account.this) == 0 && length(google_secret_manager_secret_iam_member.this) == 0
    error_message = "A given account is neither created nor granted anything but the start of this job."
  }
  assert {
    condition     = google_cloud_run_v2_job_iam_member.scheduler[0].member == "serviceAccount:starter@my-project.iam.gserviceaccount.com"
    error_message = "The schedule has the caller's account."
  }
}
