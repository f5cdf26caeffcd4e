"""Is it what was published? The dossier sealed, so that a stranger can verify it offline.

    key = keys.make()
    sealed = seal(folder, contents, key)           # folder: the site, the PDF, published exhibits
    sealed.salts.save(elsewhere / "salts.json")    # opens what is blacked out; never into the bundle
    verify(folder).outcome                         # <Outcome.VALID: 'valid'>

`alone/` is the verifier, which a bundle carries as one file. The format is told in
docs/reference/bundle.md, what it proves in docs/method/sealing.md.
"""

from muniment.dossier.sealing import keys
from muniment.dossier.sealing.bundle import Seal, seal
from muniment.dossier.sealing.checks import fits_plainly
from muniment.dossier.sealing.commitments import Salts, commit, confirm
from muniment.dossier.sealing.contents import Contents, Custody, Exhibit, Passage, Quotation
from muniment.dossier.sealing.custody import open_custody
from muniment.dossier.sealing.keys import Key
from muniment.dossier.sealing.merkle import Proof, check_proof, prove
from muniment.dossier.sealing.stamping import stamp
from muniment.dossier.sealing.verification import Finding, Outcome, Verification, verify

__all__ = [
    "Contents",
    "Custody",
    "Exhibit",
    "Finding",
    "Key",
    "Outcome",
    "Passage",
    "Proof",
    "Quotation",
    "Salts",
    "Seal",
    "Verification",
    "check_proof",
    "commit",
    "confirm",
    "fits_plainly",
    "keys",
    "open_custody",
    "prove",
    "seal",
    "stamp",
    "verify",
]
