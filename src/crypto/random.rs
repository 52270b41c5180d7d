//! Randomness from the operating system, for bytes that are no secret. Secrets draw their own (`secret`).

/// Random bytes that are no secret: salts, nonces, commitments' blinding.
///
/// # Panics
/// If the operating system has no randomness to give, which on Linux means it is broken.
pub fn random_bytes<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    fill(&mut bytes);
    bytes
}

/// Fills bytes that are no secret with random ones.
///
/// # Panics
/// As [`random_bytes`] does.
pub(super) fn fill(bytes: &mut [u8]) {
    getrandom::fill(bytes).expect("the operating system gives randomness");
}
