"""What might have to be taken out, and why? Redaction proposals, for a person to decide one by one.

>>> from muniment.dossier.proposing.gathering import propose
>>> from muniment.dossier.proposing.proposal import Text
>>> found = propose([Text("m1", "Ask Ms Kowal, +44 20 7946 0018. Anna Kowal knows.")])
>>> [(p.words, str(p.kind), p.group) for p in found]
[('Ms Kowal', 'person', 'person-1'), ('+44 20 7946 0018', 'phone', 'phone-1'), ('Anna Kowal', 'person', 'person-1')]

No model and no request: patterns, check digits, capital letters and lists of words (`languages/`).
"""
