//! Randomness from the operating system, for bytes that are no secret. Secrets draw their own (`secret`).

/// Random bytes that are no secret: salts, nonces, commitments' blinding.
///
/// # Panics
/// If the operating system has no randomness to give, which on Linux means it is broken.
pub fn random_bytes<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).expect("the operating system gives randomness");
    bytes
}
