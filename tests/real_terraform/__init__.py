"""Real Terraform, offline: the oracle of every test about generated or hand-written Terraform."""
