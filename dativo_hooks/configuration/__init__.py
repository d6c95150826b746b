"""From the configuration's bytes to the configuration."""
