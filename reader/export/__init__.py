"""Export: values in, text out, one module per format."""
