"""The notes screen: all annotations of the library, filtered as one types."""
