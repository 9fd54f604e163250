"""Figures: numbers with their unit and bound, what they measure, for when, and in which role."""
