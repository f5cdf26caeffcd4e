"""What belongs together? One group for all words that name the same person or thing."""
