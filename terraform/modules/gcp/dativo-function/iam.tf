locals {
  create_service_account = var.create_service_account == null ? var.service_account_email == null : var.create_service_account
  service_account_email  = local.create_service_account ? one(google_service_account.this[*].email) : var.service_account_email

  # An account's id takes 6 to 30 characters: a longer one is cut, and stays apart by a hash.
  account_base = "dativo-${local.name}"
  account_id   = length(local.account_base) <= 30 ? local.account_base : "${substr(local.account_base, 0, 21)}-${substr(sha256(local.account_base), 0, 8)}"
}

# The function's own account. It may do nothing but read its secrets: what its source and target need is
# known to the caller only.
resource "google_service_account" "this" {
  count = local.create_service_account ? 1 : 0

  project      = var.project_id
  account_id   = local.account_id
  display_name = "Dativo function ${local.name}"
}

# Only for the account made here: on a given one, its owner decides.
resource "google_secret_manager_secret_iam_member" "this" {
  for_each = local.create_service_account ? toset([for secret in values(var.secrets) : split("/versions/", secret)[0]]) : toset([])

  project   = try(regex("^projects/([^/]+)/", each.value)[0], var.project_id)
  secret_id = each.value
  role      = "roles/secretmanager.secretAccessor"
  member    = "serviceAccount:${local.service_account_email}"
}
