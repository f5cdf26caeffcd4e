"""The open case: it runs the stages in order, and alone knows the order."""

from muniment.case.case import Case

__all__ = ["Case"]
