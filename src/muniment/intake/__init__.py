"""How does it come in? Recognise, unpack, isolate; one reader for each format."""
