"""How a format shows itself in bytes: signatures, what a ZIP or a compound file holds, prose."""
