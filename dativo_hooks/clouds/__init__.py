"""The clouds: a file each (tags, provider, regions), and what they take: images, schedules."""
