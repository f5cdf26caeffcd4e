"""Finding: the search page with its counts, the way from result to result, many queries at once."""
