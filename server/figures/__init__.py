"""The figures of a text, and those that articles of one story give differently."""
