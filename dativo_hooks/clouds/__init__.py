"""What the clouds take: tags and labels, runtimes and their limits, names, images, schedules."""
