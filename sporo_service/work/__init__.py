"""What the worker does for each kind of job, step by step.

DBOS runs each step at least once and keeps its input and outcome: so every step takes an id, keeps what it
finds in the store, is harmless to repeat, and lets no error out that could hold a patient's words.
"""
