"""Articles: files in, `Article` values out."""
