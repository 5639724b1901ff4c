"""HTTP and JSON."""
