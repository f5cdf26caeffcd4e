"""The quote pages: who said it, and is that what was said? With the trace box, and who has it from whom."""
