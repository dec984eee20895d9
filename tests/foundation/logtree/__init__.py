"""The log as bytes."""
