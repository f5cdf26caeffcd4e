"""What are the nouns? Frozen dataclasses of the standard library, and nothing else."""
