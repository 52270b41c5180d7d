//! X25519 (RFC 7748): public halves, and points that no honest key has. Called by `hpke` and, for the public keys of
//! age recipients, by `keys`. No shared secret leaves this file.

use x25519_dalek::{PublicKey, StaticSecret};

use super::secret::SecretBytes;

/// The public half of an X25519 secret: 32 bytes, an age recipient before its text form.
pub fn public_of(secret: &SecretBytes<32>) -> [u8; 32] {
    // EXPOSE: the public half is computed from the secret; the copy is wiped when it is dropped.
    PublicKey::from(&StaticSecret::from(*secret.expose())).to_bytes()
}

/// Whether a public point has small order: every secret then gives the same, known, all-zero result (RFC 7748,
/// section 6.1). Clamped secrets are multiples of eight, so one of them finds all such points, however encoded.
pub fn has_small_order(public: &[u8; 32]) -> bool {
    !StaticSecret::from([1; 32]).diffie_hellman(&PublicKey::from(*public)).was_contributory()
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    /// The u-coordinates of small order (<https://cr.yp.to/ecdh.html#validate>), little-endian.
    const SMALL_ORDER: [&str; 7] = [
        "0000000000000000000000000000000000000000000000000000000000000000",
        "0100000000000000000000000000000000000000000000000000000000000000",
        "e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800",
        "5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f1157",
        "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
    ];

    pub(crate) fn small_order_points() -> Vec<[u8; 32]> {
        let mut points = Vec::new();
        for text in SMALL_ORDER {
            let mut point = [0; 32];
            for (byte, pair) in point.iter_mut().zip(text.as_bytes().chunks_exact(2)) {
                *byte = u8::from_str_radix(std::str::from_utf8(pair).unwrap(), 16).unwrap();
            }
            points.push(point);
            // The highest bit is ignored by X25519, so each point has a second spelling.
            point[31] |= 0x80;
            points.push(point);
        }
        points
    }

    #[test]
    fn small_order_points_are_recognised() {
        assert!(small_order_points().iter().all(has_small_order));
        assert!(!has_small_order(&public_of(&SecretBytes::generate())));
    }
}
