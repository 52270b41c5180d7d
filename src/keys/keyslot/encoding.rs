//! The bytes of a keyslot: its header, its sealed content, and the slot as a file holds it. FORMAT.md says the same.

use minicbor::decode::Error;
use minicbor::{Decoder, Encoder};
use zeroize::Zeroizing;

use super::{
    AccountKeys, AccountPublic, Asked, EnrolledFactor, FACTOR_PASSWORD, Keyslot, KeyslotHeader, LABEL_CHARS,
    MOST_CREDENTIAL_BYTES, MOST_FACTORS, PASSWORDS_REMEMBERED, PastPassword, SlotContent,
};
use crate::base::id::{AccountId, VaultId};
use crate::crypto::{
    aead::{NONCE_BYTES, TAG_BYTES},
    hash::Digest,
    hpke::{KemPrivate, KemPublic},
    kdf::Argon2Params,
    secret::SecretBytes,
    sign::{SigningKey, VerifyingKey},
};
use crate::keys::cbor::{Written, array, array_up_to, bytes, encoded, text};
use crate::keys::place::FORMAT_VERSION;

/// Argon2id, HKDF-SHA-256, XChaCha20-Poly1305; X-Wing and Ed25519 keys inside.
const SUITE: u8 = 1;

/// The content of a slot without factors and one password: two keys, an empty list, one entry.
const LEAST_CONTENT_BYTES: usize = 1 + 34 + 34 + 1 + 1 + 1 + 34 + 4 + 34;

/// The shortest nonce ‖ ciphertext ‖ tag.
pub(super) const LEAST_SEALED_BYTES: usize = NONCE_BYTES + LEAST_CONTENT_BYTES + TAG_BYTES;

/// More than the content ever has, so that writing it never moves it and leaves a copy behind.
const MOST_CONTENT_BYTES: usize =
    128 + MOST_FACTORS * (MOST_CREDENTIAL_BYTES + LABEL_CHARS * 4 + 64) + PASSWORDS_REMEMBERED * 96;

/// The clear part alone: what is authenticated.
pub(super) fn header_bytes(header: &KeyslotHeader) -> Vec<u8> {
    encoded(|to| write_header(to, header))
}

/// The whole slot.
pub(super) fn slot_bytes(slot: &Keyslot) -> Vec<u8> {
    let (nonce, ciphertext) = slot.sealed.split_at(NONCE_BYTES.min(slot.sealed.len()));
    encoded(|to| {
        to.array(4)?;
        write_header(to, &slot.header)?;
        to.bytes(&slot.commitment.0)?.bytes(nonce)?.bytes(ciphertext)?.ok()
    })
}

fn write_header(to: &mut Encoder<&mut Vec<u8>>, header: &KeyslotHeader) -> Written {
    let named = header.asked != Asked::Nothing;
    to.array(11 + u64::from(named))?.u8(FORMAT_VERSION)?.u8(SUITE)?;
    to.bytes(header.vault.as_bytes())?.bytes(header.account.as_bytes())?.u8(header.asked.factors())?;
    if named {
        to.bytes(header.asked.name())?;
    }
    write_params(to, header.params)?;
    to.bytes(&header.salt)?;
    to.bytes(header.public.kem.as_bytes())?.bytes(&header.public.signing.0)?;
    to.bytes(&header.founding.0)?.u32(header.generation)?.ok()
}

fn write_params(to: &mut Encoder<&mut Vec<u8>>, params: Argon2Params) -> Written {
    to.array(3)?.u32(params.memory_kib)?.u32(params.passes)?.u32(params.lanes)?.ok()
}

/// Reads a slot; whether it was spelled as it must be is for the caller to compare.
pub(super) fn slot_from(from: &[u8]) -> Result<Keyslot, Error> {
    let from = &mut Decoder::new(from);
    array(from, 4)?;
    let header = read_header(from)?;
    let commitment = Digest(bytes(from)?);
    let mut sealed = bytes::<NONCE_BYTES>(from)?.to_vec();
    sealed.extend_from_slice(from.bytes()?);
    if sealed.len() < LEAST_SEALED_BYTES {
        return Err(Error::message("a ciphertext that is too short"));
    }
    Ok(Keyslot { header, commitment, sealed })
}

fn read_header(from: &mut Decoder<'_>) -> Result<KeyslotHeader, Error> {
    // A slot that the password alone opens has no name of a factor.
    let named = match from.array()? {
        Some(11) => false,
        Some(12) => true,
        _ => return Err(Error::message("an array of another length")),
    };
    if (from.u8()?, from.u8()?) != (FORMAT_VERSION, SUITE) {
        return Err(Error::message("an unknown version or suite"));
    }
    Ok(KeyslotHeader {
        vault: VaultId::from_bytes(bytes(from)?),
        account: AccountId::from_bytes(bytes(from)?),
        asked: read_asked(from, named)?,
        params: read_params(from)?,
        salt: bytes(from)?,
        public: AccountPublic {
            kem: KemPublic::from_bytes(from.bytes()?).map_err(Error::custom)?,
            signing: VerifyingKey(bytes(from)?),
        },
        founding: Digest(bytes(from)?),
        generation: from.u32()?,
    })
}

fn read_asked(from: &mut Decoder<'_>, named: bool) -> Result<Asked, Error> {
    let factors = from.u8()?;
    if named != (factors != FACTOR_PASSWORD) {
        return Err(Error::message("a factor without its name"));
    }
    let name = if named { from.bytes()? } else { &[] };
    Asked::from_parts(factors, name).ok_or_else(|| Error::message("unknown factors"))
}

fn read_params(from: &mut Decoder<'_>) -> Result<Argon2Params, Error> {
    array(from, 3)?;
    Ok(Argon2Params { memory_kib: from.u32()?, passes: from.u32()?, lanes: from.u32()? })
}

/// What is sealed; `present` is remembered after the passwords of the past.
pub(super) fn content_bytes(
    keys: &AccountKeys,
    factors: &[EnrolledFactor],
    past: &[PastPassword],
    present: &PastPassword,
) -> Zeroizing<Vec<u8>> {
    let mut content = Zeroizing::new(Vec::with_capacity(MOST_CONTENT_BYTES));
    write_content(&mut Encoder::new(&mut *content), keys, factors, past, present)
        .expect("memory takes every byte");
    content
}

fn write_content(
    to: &mut Encoder<&mut Vec<u8>>,
    keys: &AccountKeys,
    factors: &[EnrolledFactor],
    past: &[PastPassword],
    present: &PastPassword,
) -> Written {
    // EXPOSE: the keys are what is sealed.
    to.array(4)?.bytes(keys.kem.seed().expose())?.bytes(keys.signing.seed().expose())?;
    to.array(factors.len() as u64)?;
    for factor in factors {
        to.array(4)?.u8(factor.asked.factors())?.bytes(factor.asked.name())?.str(&factor.label)?;
        // EXPOSE: the factors are what is sealed.
        to.bytes(factor.secret.expose())?;
    }
    to.array(past.len() as u64 + 1)?;
    for password in past.iter().chain([present]) {
        to.array(3)?.bytes(&password.salt)?;
        write_params(to, password.params)?;
        // EXPOSE: the hash is what is sealed.
        to.bytes(password.hash.expose())?;
    }
    to.ok()
}

/// Reads what was sealed. It was authenticated, so only its shape is checked.
pub(super) fn content_from(plain: &[u8]) -> Result<SlotContent, Error> {
    let from = &mut Decoder::new(plain);
    array(from, 4)?;
    let keys = AccountKeys {
        kem: KemPrivate::from_seed(secret(from)?),
        signing: SigningKey::from_seed(secret(from)?),
    };
    let mut factors = Vec::new();
    for _ in 0..array_up_to(from, MOST_FACTORS)? {
        array(from, 4)?;
        let asked = Asked::from_parts(from.u8()?, from.bytes()?);
        let asked = asked.filter(|asked| *asked != Asked::Nothing);
        let asked = asked.ok_or_else(|| Error::message("an unknown factor"))?;
        factors.push(EnrolledFactor { asked, label: text(from, LABEL_CHARS)?, secret: secret(from)? });
    }
    let mut passwords = Vec::new();
    for _ in 0..array_up_to(from, PASSWORDS_REMEMBERED)? {
        array(from, 3)?;
        passwords.push(PastPassword { salt: bytes(from)?, params: read_params(from)?, hash: secret(from)? });
    }
    if from.position() == plain.len() {
        Ok(SlotContent { keys, factors, passwords })
    } else {
        Err(Error::message("bytes after the content"))
    }
}

fn secret(from: &mut Decoder<'_>) -> Result<SecretBytes<32>, Error> {
    SecretBytes::copied_from(from.bytes()?).ok_or_else(|| Error::message("a secret of another length"))
}
