"""How fast is evidence taken in, beside programs that index mail for a living?"""
