//! The commands and answers of CTAP 2.1 that a second factor needs (section 6), in canonical CBOR: map keys in order,
//! shortest numbers, definite lengths. Says nothing of packets and of keys.

use minicbor::data::Type;
use minicbor::decode::Error;
use minicbor::{Decoder, Encoder};

use crate::crypto::hash::Digest;
use crate::crypto::p256::Point;
use crate::keys::cbor::{Written, encoded};

use super::TokenError;
use super::pin::{SealedSalt, Shared};

const MAKE: u8 = 0x01;
const ASSERT: u8 = 0x02;
const INFO: u8 = 0x04;
const CLIENT_PIN: u8 = 0x06;

const KEY_AGREEMENT: u8 = 0x02;
const TOKEN_BY_PIN_OLD: u8 = 0x05;
const TOKEN_BY_FINGER: u8 = 0x06;
const TOKEN_BY_PIN: u8 = 0x09;

/// PIN/UV protocol two.
const PROTOCOL: u8 = 2;
/// ECDSA on P-256 with SHA-256 (COSE).
const ES256: i8 = -7;

/// What a PIN token is for (6.5.5.7).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Permission {
    /// makeCredential.
    Make,
    /// getAssertion.
    Assert,
}

impl Permission {
    const fn bits(self) -> u8 {
        match self {
            Self::Make => 1,
            Self::Assert => 2,
        }
    }
}

/// How the token is shown that its holder is there.
pub(super) enum Verification {
    /// By a proof made with a PIN token.
    Proof([u8; 32]),
    /// It looks itself, while it does the command.
    BuiltIn,
}

/// What makes one assertion.
pub(super) struct Described<'a> {
    pub(super) relying_party: &'a str,
    pub(super) about: &'a Digest,
    pub(super) verification: &'a Verification,
}

/// authenticatorGetInfo.
pub(super) fn report() -> Vec<u8> {
    vec![INFO]
}

/// clientPIN, getKeyAgreement.
pub(super) fn key_agreement() -> Vec<u8> {
    command(CLIENT_PIN, |to| to.map(2)?.u8(1)?.u8(PROTOCOL)?.u8(2)?.u8(KEY_AGREEMENT)?.ok())
}

/// clientPIN: a token for whoever knows the PIN; of tokens that know permissions, for one command alone.
pub(super) fn token_by_pin(shared: &Shared, pin_hash: &[u8], with: Option<(Permission, &str)>) -> Vec<u8> {
    let sub = if with.is_some() { TOKEN_BY_PIN } else { TOKEN_BY_PIN_OLD };
    command(CLIENT_PIN, |to| {
        to.map(if with.is_some() { 6 } else { 4 })?.u8(1)?.u8(PROTOCOL)?.u8(2)?.u8(sub)?.u8(3)?;
        write_point(to, &shared.ours)?;
        to.u8(6)?.bytes(pin_hash)?;
        write_permission(to, with)
    })
}

/// clientPIN: a token for whose finger the token knows.
pub(super) fn token_by_finger(shared: &Shared, permission: Permission, relying_party: &str) -> Vec<u8> {
    command(CLIENT_PIN, |to| {
        to.map(5)?.u8(1)?.u8(PROTOCOL)?.u8(2)?.u8(TOKEN_BY_FINGER)?.u8(3)?;
        write_point(to, &shared.ours)?;
        write_permission(to, Some((permission, relying_party)))
    })
}

/// makeCredential: not kept on the token (`rk` is false), with `hmac-secret`.
pub(super) fn make(
    relying_party: &str,
    about: &Digest,
    user: &[u8; 16],
    others: &[Vec<u8>],
    verification: &Verification,
) -> Vec<u8> {
    command(MAKE, |to| {
        let proof = matches!(verification, Verification::Proof(_));
        let built_in = u64::from(!proof);
        to.map(6 + u64::from(!others.is_empty()) + built_in + 2 * u64::from(proof) - built_in)?;
        to.u8(1)?.bytes(&about.0)?;
        to.u8(2)?.map(1)?.str("id")?.str(relying_party)?;
        to.u8(3)?.map(2)?.str("id")?.bytes(user)?.str("name")?.str("Strongroom")?;
        to.u8(4)?.array(1)?.map(2)?.str("alg")?.i8(ES256)?.str("type")?.str("public-key")?;
        if !others.is_empty() {
            to.u8(5)?;
            write_credentials(to, others)?;
        }
        to.u8(6)?.map(1)?.str("hmac-secret")?.bool(true)?;
        to.u8(7)?.map(1 + built_in)?.str("rk")?.bool(false)?;
        if !proof {
            to.str("uv")?.bool(true)?;
        }
        write_proof(to, [8, 9], verification)
    })
}

/// getAssertion, with `hmac-secret` over one salt.
pub(super) fn assert(
    described: &Described<'_>,
    credentials: &[Vec<u8>],
    shared: &Shared,
    salt: &SealedSalt,
) -> Vec<u8> {
    command(ASSERT, |to| {
        let proof = matches!(described.verification, Verification::Proof(_));
        to.map(5 + 2 * u64::from(proof))?;
        to.u8(1)?.str(described.relying_party)?.u8(2)?.bytes(&described.about.0)?;
        to.u8(3)?;
        write_credentials(to, credentials)?;
        to.u8(4)?.map(1)?.str("hmac-secret")?.map(4)?.u8(1)?;
        write_point(to, &shared.ours)?;
        to.u8(2)?.bytes(&salt.encrypted)?.u8(3)?.bytes(&salt.proof)?.u8(4)?.u8(PROTOCOL)?;
        to.u8(5)?.map(1 + u64::from(!proof))?.str("up")?.bool(true)?;
        if !proof {
            to.str("uv")?.bool(true)?;
        }
        write_proof(to, [6, 7], described.verification)
    })
}

fn command(number: u8, write: impl FnOnce(&mut Encoder<&mut Vec<u8>>) -> Written) -> Vec<u8> {
    let mut bytes = vec![number];
    bytes.extend(encoded(write));
    bytes
}

fn write_point(to: &mut Encoder<&mut Vec<u8>>, point: &Point) -> Written {
    // COSE: an elliptic-curve key, ECDH-ES with HKDF-256, P-256 (6.5.6).
    to.map(5)?.i8(1)?.u8(2)?.i8(3)?.i8(-25)?.i8(-1)?.u8(1)?;
    to.i8(-2)?.bytes(&point.x)?.i8(-3)?.bytes(&point.y)?.ok()
}

fn write_permission(to: &mut Encoder<&mut Vec<u8>>, with: Option<(Permission, &str)>) -> Written {
    if let Some((permission, relying_party)) = with {
        to.u8(9)?.u8(permission.bits())?.u8(10)?.str(relying_party)?;
    }
    to.ok()
}

fn write_credentials(to: &mut Encoder<&mut Vec<u8>>, credentials: &[Vec<u8>]) -> Written {
    to.array(credentials.len() as u64)?;
    for credential in credentials {
        to.map(2)?.str("id")?.bytes(credential)?.str("type")?.str("public-key")?;
    }
    to.ok()
}

fn write_proof(to: &mut Encoder<&mut Vec<u8>>, keys: [u8; 2], verification: &Verification) -> Written {
    if let Verification::Proof(proof) = verification {
        to.u8(keys[0])?.bytes(proof)?.u8(keys[1])?.u8(PROTOCOL)?;
    }
    to.ok()
}

/// What a token can do.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(super) struct Report {
    pub(super) hmac_secret: bool,
    pub(super) pin_protocol_two: bool,
    /// A PIN is set.
    pub(super) pin_set: bool,
    /// It recognises its holder itself, and someone is enrolled.
    pub(super) built_in: bool,
    /// Its PIN tokens are for one command.
    pub(super) tokens: bool,
}

impl Report {
    /// Reads the answer to [`report`].
    pub(super) fn from_answer(answer: &[u8]) -> Result<Self, TokenError> {
        let mut report = Self::default();
        each(answer, |key, from| match key {
            2 => each_element(from, |from| {
                report.hmac_secret |= from.str()? == "hmac-secret";
                Ok(())
            }),
            4 => each_option(from, |option, on| match option {
                "clientPin" => report.pin_set = on,
                "uv" => report.built_in = on,
                "pinUvAuthToken" => report.tokens = on,
                _ => {}
            }),
            6 => each_element(from, |from| {
                report.pin_protocol_two |= from.u64()? == u64::from(PROTOCOL);
                Ok(())
            }),
            _ => from.skip(),
        })?;
        Ok(report)
    }
}

/// The token's half, from the answer to [`key_agreement`].
pub(super) fn agreement_key(answer: &[u8]) -> Result<Point, TokenError> {
    let (mut x, mut y) = (None, None);
    each(answer, |key, from| if key == 1 { read_point(from, &mut x, &mut y) } else { from.skip() })?;
    let point = x.zip(y).map(|(x, y)| Point { x, y });
    point.ok_or(TokenError::Protocol("no key to agree with"))
}

/// The encrypted token, from the answers to [`token_by_pin`] and [`token_by_finger`].
pub(super) fn sealed_token(answer: &[u8]) -> Result<Vec<u8>, TokenError> {
    let mut token = None;
    each(answer, |key, from| {
        if key == 2 {
            token = Some(from.bytes()?.to_vec());
            Ok(())
        } else {
            from.skip()
        }
    })?;
    token.ok_or(TokenError::Protocol("no PIN token"))
}

/// What a token says in an answer, under its signature (which is not checked: what counts is the secret).
pub(super) struct AuthenticatorData {
    /// SHA-256 of the relying party.
    pub(super) relying_party: Digest,
    pub(super) touched: bool,
    pub(super) verified: bool,
    pub(super) credential: Option<Vec<u8>>,
    pub(super) made_with_hmac_secret: bool,
    pub(super) hmac_secret: Option<Vec<u8>>,
}

impl AuthenticatorData {
    /// From the answer to [`make`].
    pub(super) fn of_made(answer: &[u8]) -> Result<Self, TokenError> {
        Self::within(answer)
    }

    /// From the answer to [`assert`].
    pub(super) fn of_assertion(answer: &[u8]) -> Result<Self, TokenError> {
        Self::within(answer)
    }

    fn within(answer: &[u8]) -> Result<Self, TokenError> {
        let mut bytes = None;
        each(answer, |key, from| {
            if key == 2 {
                bytes = Some(from.bytes()?.to_vec());
                Ok(())
            } else {
                from.skip()
            }
        })?;
        let bytes = bytes.ok_or(TokenError::Protocol("no authenticator data"))?;
        Self::parse(&bytes).ok_or(TokenError::Protocol("authenticator data that do not parse"))
    }

    /// `WebAuthn` level 2, 6.1: hash (32), flags, counter (4), then what the flags say.
    fn parse(bytes: &[u8]) -> Option<Self> {
        let (relying_party, rest) = bytes.split_first_chunk::<32>()?;
        let (flags, rest) = rest.split_first()?;
        let (_counter, mut rest) = rest.split_first_chunk::<4>()?;
        let mut data = Self {
            relying_party: Digest(*relying_party),
            touched: flags & 0x01 != 0,
            verified: flags & 0x04 != 0,
            credential: None,
            made_with_hmac_secret: false,
            hmac_secret: None,
        };
        if flags & 0x40 != 0 {
            let (_model, after) = rest.split_first_chunk::<16>()?;
            let (length, after) = after.split_first_chunk::<2>()?;
            let (credential, after) = after.split_at_checked(usize::from(u16::from_be_bytes(*length)))?;
            data.credential = Some(credential.to_vec());
            let mut key = Decoder::new(after);
            key.skip().ok()?;
            rest = after.get(key.position()..)?;
        }
        if flags & 0x80 != 0 {
            let mut extensions = Decoder::new(rest);
            data.read_extensions(&mut extensions).ok()?;
            rest = rest.get(extensions.position()..)?;
        }
        rest.is_empty().then_some(data)
    }

    fn read_extensions(&mut self, from: &mut Decoder<'_>) -> Result<(), Error> {
        for _ in 0..length(from.map()?)? {
            let ours = from.str()? == "hmac-secret";
            match from.datatype()? {
                Type::Bool if ours => self.made_with_hmac_secret = from.bool()?,
                Type::Bytes if ours => self.hmac_secret = Some(from.bytes()?.to_vec()),
                _ => from.skip()?,
            }
        }
        Ok(())
    }
}

/// Reads a map whose keys are small numbers.
fn each(
    answer: &[u8],
    mut take: impl FnMut(u8, &mut Decoder<'_>) -> Result<(), Error>,
) -> Result<(), TokenError> {
    let from = &mut Decoder::new(answer);
    let mut read = || {
        for _ in 0..length(from.map()?)? {
            let key = from.u8()?;
            take(key, from)?;
        }
        Ok::<(), Error>(())
    };
    read().or(Err(TokenError::Protocol("an answer that does not parse")))
}

fn each_element(
    from: &mut Decoder<'_>,
    mut take: impl FnMut(&mut Decoder<'_>) -> Result<(), Error>,
) -> Result<(), Error> {
    (0..length(from.array()?)?).try_for_each(|_| take(from))
}

fn each_option(from: &mut Decoder<'_>, mut take: impl FnMut(&str, bool)) -> Result<(), Error> {
    for _ in 0..length(from.map()?)? {
        let option = from.str()?;
        take(option, from.bool()?);
    }
    Ok(())
}

fn read_point(
    from: &mut Decoder<'_>,
    x: &mut Option<[u8; 32]>,
    y: &mut Option<[u8; 32]>,
) -> Result<(), Error> {
    for _ in 0..length(from.map()?)? {
        match from.i8()? {
            -2 => *x = from.bytes()?.try_into().ok(),
            -3 => *y = from.bytes()?.try_into().ok(),
            _ => from.skip()?,
        }
    }
    Ok(())
}

/// Tokens write definite lengths.
fn length(length: Option<u64>) -> Result<u64, Error> {
    length.ok_or_else(|| Error::message("an indefinite length"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_token_is_judged_by_what_it_reports() {
        // {1: ["FIDO_2_1"], 2: ["credProtect", "hmac-secret"], 3: h'00', 4: {"rk": true, "uv": false, "clientPin": true,
        //  "pinUvAuthToken": true}, 5: 1200, 6: [2, 1]}
        let answer = encoded(|to| {
            to.map(6)?.u8(1)?.array(1)?.str("FIDO_2_1")?;
            to.u8(2)?.array(2)?.str("credProtect")?.str("hmac-secret")?.u8(3)?.bytes(&[0])?;
            to.u8(4)?.map(4)?.str("rk")?.bool(true)?.str("uv")?.bool(false)?;
            to.str("clientPin")?.bool(true)?.str("pinUvAuthToken")?.bool(true)?;
            to.u8(5)?.u16(1200)?.u8(6)?.array(2)?.u8(2)?.u8(1)?.ok()
        });
        let all = Report {
            hmac_secret: true,
            pin_protocol_two: true,
            pin_set: true,
            built_in: false,
            tokens: true,
        };
        assert_eq!(Report::from_answer(&answer).ok(), Some(all));
        assert_eq!(Report::from_answer(&[0xa0]).ok(), Some(Report::default()));
        assert!(Report::from_answer(&answer[..answer.len() - 1]).is_err());
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(256))]
        #[test]
        fn no_answer_makes_reading_panic(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
            drop(Report::from_answer(&bytes));
            drop(agreement_key(&bytes));
            drop(sealed_token(&bytes));
            drop(AuthenticatorData::within(&bytes));
            drop(AuthenticatorData::parse(&bytes));
        }
    }
}
