"""A site shown to those who write it, anew each time they save: read from disk, kept in memory, written nowhere."""
