"""Re-checks."""
