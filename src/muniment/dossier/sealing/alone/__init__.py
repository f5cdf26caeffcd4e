"""Is this bundle what was sealed? The one verifier, in parts that are joined into `verify.py`.

The modules here import nothing but Python's standard library (3.8 or newer) and each other, so that
`joining.joined()` can make one readable file of them for a stranger. Muniment itself calls the same
code: there is one implementation, and so one verdict.
"""
