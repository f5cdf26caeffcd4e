"""The exhibit pages: each kind of exhibit is read in its own way, under a head that all have."""
