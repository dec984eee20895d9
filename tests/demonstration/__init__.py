"""Tests of `demonstration`."""
