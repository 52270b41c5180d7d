//! Diffie-Hellman on NIST P-256 (FIPS 186-5, SP 800-56A), for FIDO2 tokens alone: their PIN protocol prescribes it.

use p256::elliptic_curve::ecdh::diffie_hellman;
use p256::elliptic_curve::sec1::ToSec1Point;
use p256::{PublicKey, SecretKey};

use super::secret::SecretBytes;

/// A public point, as its two coordinates.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Point {
    /// The first coordinate, big-endian.
    pub x: [u8; 32],
    /// The second coordinate, big-endian.
    pub y: [u8; 32],
}

/// Coordinates that are not on the curve.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("this is no point of the curve")]
pub struct BadPoint;

/// A private key for one exchange.
pub struct ExchangeKey(SecretKey);

impl ExchangeKey {
    /// Draws a new one.
    pub fn generate() -> Self {
        loop {
            // Fewer than one in 2^32 draws is not below the order of the curve.
            if let Some(key) = Self::from_secret(&SecretBytes::generate()) {
                return key;
            }
        }
    }

    /// The key with these bytes; none if they are zero or not below the order of the curve.
    pub fn from_secret(secret: &SecretBytes<32>) -> Option<Self> {
        // EXPOSE: the key is made of them; its copy is wiped when it is dropped.
        SecretKey::from_slice(secret.expose()).ok().map(Self)
    }

    /// The public half.
    ///
    /// # Panics
    /// Never: a public key is not the point at infinity.
    pub fn public(&self) -> Point {
        let point = self.0.public_key().to_sec1_point(false);
        let coordinates = point.x().zip(point.y());
        coordinates
            .map(|(x, y)| Point { x: (*x).into(), y: (*y).into() })
            .expect("a public key has two coordinates of 32 bytes")
    }

    /// The first coordinate of the shared point.
    pub fn agree(&self, other: &Point) -> Result<SecretBytes<32>, BadPoint> {
        let sec1 = [[4].as_slice(), &other.x, &other.y].concat();
        let public = PublicKey::from_sec1_bytes(&sec1).or(Err(BadPoint))?;
        let shared = diffie_hellman(self.0.to_nonzero_scalar(), public.as_affine());
        Ok(SecretBytes::filled_by(|own| own.copy_from_slice(shared.raw_secret_bytes())))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn unhex(text: &str) -> [u8; 32] {
        let mut bytes = [0; 32];
        for (byte, pair) in bytes.iter_mut().zip(text.as_bytes().chunks_exact(2)) {
            *byte = u8::from_str_radix(std::str::from_utf8(pair).unwrap(), 16).unwrap();
        }
        bytes
    }

    #[test]
    fn known_answer() {
        // NIST CAVP, ECC CDH primitive, P-256, count 0.
        let other = Point {
            x: unhex("700c48f77f56584c5cc632ca65640db91b6bacce3a4df6b42ce7cc838833d287"),
            y: unhex("db71e509e3fd9b060ddb20ba5c51dcc5948d46fbf640dfe0441782cab85fa4ac"),
        };
        let mut secret = unhex("7d7dc5f71eb29ddaf80d6214632eeae03d9058af1fb6d22ed80badb62bc1a534");
        let key = ExchangeKey::from_secret(&SecretBytes::from_exposed(&mut secret)).unwrap();
        let shared = key.agree(&other).unwrap();
        assert_eq!(
            shared.expose(),
            &unhex("46fc62106420ff012e54a434fbdd2d25ccc5852060561e68040dd7778997bd7b")
        );
        let off = Point { y: other.x, ..other };
        assert_eq!(key.agree(&off).err(), Some(BadPoint));
    }

    #[test]
    fn both_sides_agree() {
        let (one, two) = (ExchangeKey::generate(), ExchangeKey::generate());
        let [a, b] = [one.agree(&two.public()).unwrap(), two.agree(&one.public()).unwrap()];
        assert!(a.same_as(&b));
        assert!(ExchangeKey::from_secret(&SecretBytes::from_exposed(&mut [0; 32])).is_none());
    }
}
