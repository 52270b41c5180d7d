//! age's X25519 recipients and identities: 32 bytes, and the Bech32 text (BIP-173) that stock `age` reads.
//!
//! Keys are not made here: `keys` derives them.

use std::fmt;
use std::str::FromStr;

use zeroize::Zeroizing;

use crate::crypto::secret::SecretBytes;
use crate::crypto::x25519::has_small_order;

use super::error::ParcelError;

/// The alphabet of Bech32.
const ALPHABET: &[u8; 32] = b"qpzry9x8gf2tvdw0s3jn54khce6mua7l";

/// Whom a parcel is sealed to: an X25519 public key.
#[derive(Clone, PartialEq, Eq)]
pub struct Recipient {
    text: String,
    inner: age::x25519::Recipient,
}

/// What opens parcels: an X25519 secret, wiped when dropped.
pub struct Identity(age::x25519::Identity);

impl Recipient {
    /// The recipient with this public key. Keys of small order are refused: everyone could open what they seal.
    pub fn from_public(public: &[u8; 32]) -> Result<Self, ParcelError> {
        if has_small_order(public) {
            return Err(ParcelError::BadKey);
        }
        bech32("age", public).parse()
    }

    pub(super) fn inner(&self) -> &dyn age::Recipient {
        &self.inner
    }
}

impl fmt::Display for Recipient {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl fmt::Debug for Recipient {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl FromStr for Recipient {
    type Err = ParcelError;

    fn from_str(text: &str) -> Result<Self, ParcelError> {
        let inner = text.parse().map_err(|_what: &str| ParcelError::BadKey)?;
        Ok(Self { text: text.to_owned(), inner })
    }
}

impl Identity {
    /// The identity with this secret.
    pub fn from_secret(secret: &SecretBytes<32>) -> Result<Self, ParcelError> {
        // EXPOSE: the age crate takes an identity in its text form; the text is wiped.
        let text = Zeroizing::new(bech32("age-secret-key-", secret.expose()));
        text.parse().map(Self).map_err(|_what: &str| ParcelError::BadKey)
    }

    /// Whom parcels that this opens are sealed to, as text.
    pub fn recipient(&self) -> String {
        self.0.to_public().to_string()
    }

    pub(super) fn inner(&self) -> &dyn age::Identity {
        &self.0
    }
}

/// Bech32 of 32 bytes under a prefix in lower case.
fn bech32(prefix: &str, bytes: &[u8; 32]) -> String {
    let values = fives(bytes);
    let sum = checksum(prefix, &values);
    let mut text = Zeroizing::new(String::with_capacity(prefix.len() + 1 + values.len() + sum.len()));
    text.push_str(prefix);
    text.push('1');
    text.extend(
        values
            .iter()
            .chain(&sum)
            .filter_map(|value| ALPHABET.get(usize::from(*value)))
            .map(|c| char::from(*c)),
    );
    text.to_string()
}

/// The bits of the bytes in fives, padded with zeros.
fn fives(bytes: &[u8; 32]) -> Zeroizing<Vec<u8>> {
    let mut values = Zeroizing::new(Vec::with_capacity(52));
    let (mut held, mut bits) = (0_u32, 0_u32);
    for byte in bytes {
        held = (held << 8) | u32::from(*byte);
        bits += 8;
        while bits >= 5 {
            bits -= 5;
            values.push(five(held >> bits));
        }
        held &= (1 << bits) - 1;
    }
    values.push(five(held << (5 - bits)));
    values
}

/// The lowest five bits.
fn five(bits: u32) -> u8 {
    let [low, ..] = bits.to_le_bytes();
    low & 31
}

fn checksum(prefix: &str, values: &[u8]) -> [u8; 6] {
    let high = prefix.bytes().map(|byte| byte >> 5);
    let low = prefix.bytes().map(|byte| byte & 31);
    let all = high.chain([0]).chain(low).chain(values.iter().copied()).chain([0; 6]);
    let mut sum = 1_u32;
    for value in all {
        let top = sum >> 25;
        sum = ((sum & 0x01ff_ffff) << 5) ^ u32::from(value);
        for (bit, generator) in
            [0x3b6a_57b2, 0x2650_8e6d, 0x1ea1_19fa, 0x3d42_33dd, 0x2a14_62b3].iter().enumerate()
        {
            if (top >> bit) & 1 == 1 {
                sum ^= generator;
            }
        }
    }
    sum ^= 1;
    std::array::from_fn(|place| five(sum >> (5 * (5 - place))))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::crypto::x25519::public_of;

    #[test]
    fn a_secret_and_its_public_half_are_one_key_to_age() {
        for _ in 0..16 {
            let secret = SecretBytes::generate();
            let identity = Identity::from_secret(&secret).unwrap();
            let recipient = Recipient::from_public(&public_of(&secret)).unwrap();
            assert_eq!(identity.recipient(), recipient.to_string());
            assert_eq!(recipient.to_string().parse::<Recipient>().unwrap(), recipient);
        }
    }

    #[test]
    fn what_is_no_key_is_refused() {
        assert!(Recipient::from_public(&[0; 32]).is_err());
        assert!("age1qqqq".parse::<Recipient>().is_err());
    }
}
