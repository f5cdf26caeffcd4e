"""Publishing: from a draft to what a stranger can open: pages, paper, and the bundle they are sealed in."""
