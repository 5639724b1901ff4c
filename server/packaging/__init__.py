"""The browser extension's share of our tables, and its packages for the stores."""
