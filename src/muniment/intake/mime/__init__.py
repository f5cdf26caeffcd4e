"""What is known of mail: how a message is built, what it is called, and which words are new."""
