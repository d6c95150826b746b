"""Cloud-neutral tags of a job: derived by precedence, each with its provenance; and the policy."""
