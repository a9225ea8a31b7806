"""What the models say of fields, for those who write: in the terminal, and for the editor they write in."""
