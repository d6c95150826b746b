"""What dativo-hooks costs, beside bare Python, git, pre-commit and check-jsonschema."""
