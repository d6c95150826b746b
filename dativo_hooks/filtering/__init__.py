"""Which findings are reported: rules, suppressions, the baseline."""
