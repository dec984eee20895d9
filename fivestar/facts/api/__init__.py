"""What a department's own system hands in: `POST /api/observations`, and the tokens it does so with."""
