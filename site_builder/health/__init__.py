"""The health of the content: what somebody should look at, whose it is, and what it is read like."""
