//! Randomness from the operating system.
/// Random bytes that are no secret: salts, nonces.
pub fn random_bytes<const N: usize>() -> [u8; N] {
    todo!()
}
