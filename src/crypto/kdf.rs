//! Argon2id (RFC 9106): passwords into keys.
use super::secret::{Password, SecretBytes};
use std::time::Duration;
/// Which floor the parameters keep to. Only a sample vault's founding makes `Sample`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Profile {
    /// ≥ 256 MiB, 3 passes
    Real,
    /// cheap: published passwords (8 MiB, 1 pass)
    Sample,
}
/// Argon2id's cost.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Argon2Params {
    /// KiB
    pub memory_kib: u32,
    /// passes
    pub passes: u32,
    /// lanes
    pub lanes: u32,
}
/// Parameters out of bounds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the Argon2id parameters are outside what this kind of vault allows")]
pub struct BadParams;
/// Derives 32 bytes.
pub fn derive_password_key(
    _password: &Password,
    _salt: &[u8; 32],
    _params: Argon2Params,
    _profile: Profile,
) -> Result<SecretBytes<32>, BadParams> {
    todo!()
}
/// Measures this machine: the parameters that take about a second, and how long they took.
pub fn calibrate(_profile: Profile) -> (Argon2Params, Duration) {
    todo!()
}
