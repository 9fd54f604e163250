"""The audit of figures: what a report says, checked against what else it says."""
