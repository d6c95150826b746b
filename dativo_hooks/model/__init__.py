"""What the YAML files describe: jobs, assets, connectors and the configuration, as frozen values."""
