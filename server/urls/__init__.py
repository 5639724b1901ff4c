"""What a URL string means, without fetching it."""
