"""When two articles tell one story, and how independent they are of each other."""
