"""The `fivestar` command."""
