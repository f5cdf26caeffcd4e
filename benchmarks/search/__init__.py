"""Search beside the library it stands on: the same passages, the same questions, in one process."""
