"""A note as a file, each format in a file of its own. What nobody has signed says so in its first line."""
