"""Tables, migrations and the candidate index on disk: the only place that writes SQL."""
