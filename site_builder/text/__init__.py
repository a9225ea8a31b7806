"""Languages: messages, dates, collation, slugs, numbers."""
