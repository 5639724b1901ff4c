"""Scripts that make and check what the project ships."""
