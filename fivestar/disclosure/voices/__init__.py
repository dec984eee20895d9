"""Voices (群众监督): what anybody reports about a branch, a township, a department, a post or the district itself.

Heard above whoever is complained about, never by anyone named. Threat model and sums: docs/explanation/voices.md.
"""
