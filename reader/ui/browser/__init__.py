"""The same screen in a browser: a server on this machine alone, and the programs that it shows."""
