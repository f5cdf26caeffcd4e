"""Where is it said? One grammar, one index."""
