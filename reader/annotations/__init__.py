"""Annotations: what the user made, kept in an append-only log, re-anchored when the text changes."""
