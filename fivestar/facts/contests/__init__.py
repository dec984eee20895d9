"""Contests: whoever is asked says in one tap that he should not be, and is answered openly within a set time."""
