"""From single jobs to what is wrong with the repository."""
