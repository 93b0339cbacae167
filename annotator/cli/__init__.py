"""The command line: data to stdout, talk to stderr."""
