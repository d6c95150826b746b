"""What is remembered between runs, and what a change affects."""
