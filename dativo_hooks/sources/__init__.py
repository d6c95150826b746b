"""From the files of a repository to jobs, assets and connectors."""
