"""What is written on a phone: issue forms on GitHub and GitLab, and what becomes of their answers."""
