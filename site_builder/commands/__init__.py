"""Commands, a module for each group of them: options in, text and exit code out."""
