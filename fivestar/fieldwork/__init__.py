"""Fieldwork: joint meetings made from exceptions, study visits and stays, observation tours."""
