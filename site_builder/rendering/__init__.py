"""Markdown and Jinja: values to text."""
