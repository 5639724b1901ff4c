"""The use cases, step by step."""
