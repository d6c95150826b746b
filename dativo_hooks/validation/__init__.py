"""Documents against their JSON Schemas: every fault of a file at once, each at its own place."""
