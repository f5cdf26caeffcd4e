"""The case in the browser: routes to pages, who may ask, and what may be changed."""
