"""Intake: whose a submission is, and which of several submissions of a unit stands."""
