"""How a question is put. A query is text; taken apart it is a tree; the tree is told back in words."""
