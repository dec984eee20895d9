"""Small re-checks anybody can verify: a drawn list, findings, and a bound on what is wrong."""
