"""What need not be reported: suppressions, which are comments in the sources, and the baseline."""
