"""What a site begins with: the file of a new entry, and the folder of a new municipality."""
