"""Speed and memory, each beside its yardstick in the same run."""
