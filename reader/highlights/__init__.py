"""Highlights: the figures and quotes that the program finds, each with its span and the rule that found it."""
