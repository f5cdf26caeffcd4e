"""The grammar of queries on one page of a terminal; the whole of it is docs/reference/search.md."""

PAGE = """\
bus seats              both words; case and accents do not matter
bus OR coach           either; -bus without it; (…) groups
"key seats"            these words in this order; case and punctuation aside
=Bus  ="Key seats"     exactly as written: case, accents and marks count
bus NEAR/5 seats       at most 5 words apart, in any order
camp*  ferrys~1        words that begin so; words with one letter changed
/b[ae]+t/              words that a regular expression matches as a whole

from:anna to:ben       whose words, to whom
from:="Anna"           whose whole name is this, not “Anna Kowal”; also with
                       in: and custodian:
in:jetty               chat, mailbox, archive, folder, file or exhibit
kind:message           message, body, quoted, comment, row …; chat, mail …
custodian:"A. Kowal"   whose it was
is:primary is:account  the thing itself; what tells of others
is:boilerplate is:any  page furniture only; with it (left out otherwise)
after:2021-05-06  before:2021  on:2021-05  on:"2021-05-06 22:45"

muniment search 'from:(anna OR ben) "grey faced" -is:account after:2021-05'
"""
