"""What does a page give away? Paper that others redacted is audited; our own is drawn anew."""
