"""Is it what we received? Digests, the custody log and its verification."""
