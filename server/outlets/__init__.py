"""The table of outlets, the resolver, the ratings."""
