"""site_builder: a municipality's mini-site from Markdown, YAML and map files."""

__version__ = "0.1.0"
