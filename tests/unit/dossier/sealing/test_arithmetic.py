"""Ed25519 against RFC 8032 and a library; Merkle roots against RFC 6962 and the tree's definition."""

import hashlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from muniment.dossier.sealing import check_proof, keys
from muniment.dossier.sealing.alone.arithmetic import commit, is_signed, leaf, tree
from muniment.dossier.sealing.merkle import path_of

L = 2**252 + 27742317777372353535851937790883648493
# RFC 8032, 7.1: tests 1, 2, 3, and SHA(abc). Key, message, signature.
VECTORS = [
    (
        "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
        "",
        "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e06522490155"
        "5fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b",
    ),
    (
        "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
        "72",
        "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
        "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00",
    ),
    (
        "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
        "af82",
        "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac"
        "18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a",
    ),
    (
        "ec172b93ad5e563bf4932c70e1245034c35467ef2efd4d64ebf819683467e2bf",
        "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a"
        "2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f",
        "dc2a4459e7369633a52b1bf277839a00201009a3efbf3ecb69bea2186c26b589"
        "09351fc9ac90b3ecfdfbc7c66431e0303dca179c138ac17ad9bef1177331a704",
    ),
]


@pytest.mark.parametrize(("key", "message", "signature"), VECTORS)
def test_signatures_of_the_rfc(key: str, message: str, signature: str) -> None:
    parts = bytes.fromhex(key), bytes.fromhex(message), bytes.fromhex(signature)
    assert is_signed(*parts)
    assert not is_signed(parts[0], parts[1] + b"x", parts[2])


@given(st.binary(min_size=32, max_size=32), st.binary(max_size=200), st.integers(0, 96 * 8 - 1))
@settings(max_examples=60, deadline=None)
def test_it_agrees_with_the_library_about_true_and_about_changed_signatures(
    secret: bytes, message: bytes, bit: int
) -> None:
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    key = keys.Key(secret)
    signature = key.sign(message)
    assert is_signed(key.public, message, signature)
    changed = bytearray(key.public + signature)
    changed[bit // 8] ^= 1 << bit % 8
    public, other = bytes(changed[:32]), bytes(changed[32:])
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(other, message)
        theirs = True
    except InvalidSignature:
        theirs = False
    assert is_signed(public, message, other) is theirs is False


def test_a_scalar_that_is_not_reduced_is_refused() -> None:
    key = keys.Key(b"s" * 32)
    signature = key.sign(b"words")
    s = int.from_bytes(signature[32:], "little") + L
    assert not is_signed(key.public, b"words", signature[:32] + s.to_bytes(32, "little"))


def test_points_that_are_not_canonical_and_keys_of_small_order_are_refused() -> None:
    p = 2**255 - 19
    small = [0, 1, p - 1, p, p + 1, 2**255 | 1, 2**255 | (p - 1)]
    for y in small:  # with R the same point and S = 0 many of these sign many a message
        key = y.to_bytes(32, "little")
        for message in (b"", b"a", b"b", b"c", b"d", b"e", b"f", b"g"):
            assert not is_signed(key, message, key + bytes(32))
            assert not is_signed(key, message, (1).to_bytes(32, "little") + bytes(32))


def test_keys_and_signatures_of_another_length_are_refused() -> None:
    key = keys.Key(b"s" * 32)
    assert not is_signed(key.public[:-1], b"words", key.sign(b"words"))
    assert not is_signed(key.public, b"words", key.sign(b"words") + b"\0")


def test_roots_of_the_rfc() -> None:
    # Certificate Transparency's own reference tree (certificate-transparency, merkle_tree_test).
    data = ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"]  # fmt: skip
    roots = {
        1: "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        2: "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
        3: "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
        8: "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
    }
    for count, root in roots.items():
        assert tree(bytes.fromhex(one) for one in data[:count]) == root


def slowly(leaves: list[bytes]) -> bytes:
    """RFC 6962, 2.1, as it is written there."""
    if not leaves:
        return hashlib.sha256(b"").digest()
    if len(leaves) == 1:
        return hashlib.sha256(b"\0" + leaves[0]).digest()
    k = 1
    while k * 2 < len(leaves):
        k *= 2
    return hashlib.sha256(b"\1" + slowly(leaves[:k]) + slowly(leaves[k:])).digest()


@given(st.lists(st.binary(max_size=4), max_size=40))
def test_the_tree_is_that_of_its_definition(leaves: list[bytes]) -> None:
    assert tree(leaves) == slowly(leaves).hex()


@pytest.mark.parametrize("count", [1, 2, 3, 4, 5, 6, 7, 8, 9, 13, 31, 33])
def test_each_file_is_proved_and_nothing_else_is(count: int) -> None:
    from dataclasses import replace

    rows = [{"path": f"exhibits/{n}", "size": n, "sha256": f"{n:064x}"} for n in range(count)]
    root = tree(map(leaf, rows))
    for index in range(count):
        proof = path_of(rows, index)
        assert check_proof(root, proof)
        assert len(proof.hashes) <= (count - 1).bit_length()
        assert not check_proof("0" * 64, proof)
        for other in (
            replace(proof, size=proof.size + 1),
            replace(proof, path="x"),
            replace(proof, index=(index + 1) % count, count=count + (count == 1)),
            replace(proof, index=-1),
            replace(proof, index=count),
            replace(proof, hashes=(*proof.hashes, "0" * 64)),
            replace(proof, hashes=("zz", *proof.hashes)),
            *([replace(proof, hashes=proof.hashes[1:])] if proof.hashes else []),
        ):
            assert not check_proof(root, other)


def test_a_commitment_is_a_plain_sha256() -> None:
    assert commit("ab" * 32, "é") == hashlib.sha256(b"\xab" * 32 + "é".encode()).hexdigest()
