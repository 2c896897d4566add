"""A terminal reader for articles, with their key figures and quotes, and notes that are never lost."""

__version__ = "0.1.0"
