"""Who said it? The places in a case from which a quote's words come."""

from muniment.quotes.tracing.tracing import METHOD, trace

__all__ = ["METHOD", "trace"]
