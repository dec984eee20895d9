"""The public log's records."""
