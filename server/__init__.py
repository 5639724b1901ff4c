"""Source Context: from the address of a news article to its context."""
