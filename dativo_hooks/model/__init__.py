"""Jobs, assets, connectors and the configuration, as frozen values."""
