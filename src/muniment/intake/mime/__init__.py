"""What is known of mail: how a message is built, and what its header says."""
