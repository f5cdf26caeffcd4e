"""What does a reader see? One frozen dataclass for each page, and the templates that show them.

A page is built from the case, and shown in three ways: as HTML in the browser, as JSON for programs,
and (redacted) as a sheet of a dossier. Whatever is on the screen is a field of the page.
"""
