"""The open case: it runs the stages in order, and alone knows the order.

With it stands how a query is made narrower or wider, which faces may not ask of `search` themselves.
"""

from muniment.case.case import Case
from muniment.search import between, both, conditions, narrowed

__all__ = ["Case", "between", "both", "conditions", "narrowed"]
