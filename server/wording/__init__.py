"""How an article words a story in its own voice, and how the others do."""
