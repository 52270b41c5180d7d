//! Argon2id version 1.3 (RFC 9106): passwords into keys, and the bounds that its parameters keep to.
//!
//! Which profile a vault has is decided by `vault`, where the cheap one cannot be given to a real vault.

use std::time::{Duration, Instant};

use argon2::{Algorithm, Argon2, Params, Version};

use super::secret::{Password, SecretBytes};

/// No parameters ask for more memory than this: 2 GiB.
pub const MOST_MEMORY_KIB: u32 = 2 << 20;

/// No parameters ask for more passes than this.
pub const MOST_PASSES: u32 = 16;

/// How long a derivation should take on the machine that it was calibrated on.
const AIM: Duration = Duration::from_secs(1);

/// Calibrated memory is a multiple of this.
const MEMORY_STEP_KIB: u32 = 32 << 10;

/// Which floor the parameters keep to. Only a sample vault's founding makes `Sample`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Profile {
    /// At least 256 MiB and 3 passes.
    Real,
    /// Cheap, because the passwords are published: at least 8 MiB and 1 pass.
    Sample,
}

impl Profile {
    /// The cheapest parameters of this profile.
    pub const fn floor(self) -> Argon2Params {
        match self {
            Self::Real => Argon2Params { memory_kib: 256 << 10, passes: 3, lanes: 1 },
            Self::Sample => Argon2Params { memory_kib: 8 << 10, passes: 1, lanes: 1 },
        }
    }
}

/// Argon2id's cost.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Argon2Params {
    /// How much memory is filled, in KiB.
    pub memory_kib: u32,
    /// How many times it is passed over.
    pub passes: u32,
    /// Always 1: more would be computed one after the other.
    pub lanes: u32,
}

/// Parameters out of bounds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the Argon2id parameters are outside what this kind of vault allows")]
pub struct BadParams;

/// Why no key was derived.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum KdfError {
    /// The parameters are out of bounds.
    #[error(transparent)]
    Params(#[from] BadParams),
    /// The machine did not give the memory that the parameters ask for.
    #[error("the machine did not give the memory that deriving a key from a password needs")]
    NoMemory,
}

/// Refuses parameters under the profile's floor or over the bounds.
pub fn check_params(params: Argon2Params, profile: Profile) -> Result<(), BadParams> {
    let floor = profile.floor();
    let in_bounds = (floor.memory_kib..=MOST_MEMORY_KIB).contains(&params.memory_kib)
        && (floor.passes..=MOST_PASSES).contains(&params.passes)
        && params.lanes == floor.lanes;
    if in_bounds { Ok(()) } else { Err(BadParams) }
}

/// Derives 32 bytes from the NFC form of a password. Slow on purpose: about a second for a real vault.
pub fn derive_password_key(
    password: &Password,
    salt: &[u8; 32],
    params: Argon2Params,
    profile: Profile,
) -> Result<SecretBytes<32>, KdfError> {
    check_params(params, profile)?;
    // EXPOSE: Argon2id reads the password.
    let text = password.expose_nfc();
    let argon2_params =
        Params::new(params.memory_kib, params.passes, params.lanes, Some(32)).or(Err(BadParams))?;
    let argon2 = Argon2::new(Algorithm::Argon2id, Version::V0x13, argon2_params);
    let mut derived = Ok(());
    // The memory that was filled goes back to the system, which clears it before anyone gets it.
    let key = SecretBytes::filled_by(|key| derived = argon2.hash_password_into(text.as_bytes(), salt, key));
    match derived {
        Ok(()) => Ok(key),
        Err(argon2::Error::OutOfMemory) => Err(KdfError::NoMemory),
        Err(_) => Err(BadParams.into()),
    }
}

/// Measures this machine: the parameters that take about a second, within the profile's bounds and a quarter of the
/// machine's memory, and how long one derivation with them took. Takes two or three seconds for a real vault.
///
/// A machine that does not give the memory for the floor gets the floor and no time; deriving will say so.
pub fn calibrate(profile: Profile) -> (Argon2Params, Duration) {
    let floor = profile.floor();
    let Some(took) = measure(floor, profile) else { return (floor, Duration::ZERO) };
    let wanted = match profile {
        Profile::Real => scaled(floor, took, quarter_of_memory_kib()),
        Profile::Sample => floor,
    };
    if wanted == floor {
        return (floor, took);
    }
    match measure(wanted, profile) {
        Some(took) => (wanted, took),
        None => (floor, took),
    }
}

/// `floor` with the memory that fills the aimed time, given how long the floor took. Pure.
fn scaled(floor: Argon2Params, took: Duration, room_kib: u32) -> Argon2Params {
    let aimed = u128::from(floor.memory_kib) * AIM.as_micros() / took.as_micros().max(1);
    let most = room_kib.clamp(floor.memory_kib, MOST_MEMORY_KIB);
    let memory_kib = u32::try_from(aimed).unwrap_or(u32::MAX).clamp(floor.memory_kib, most);
    Argon2Params { memory_kib: (memory_kib - memory_kib % MEMORY_STEP_KIB).max(floor.memory_kib), ..floor }
}

fn measure(params: Argon2Params, profile: Profile) -> Option<Duration> {
    let password = Password::from_chars(&['m'; 16]);
    let start = Instant::now();
    derive_password_key(&password, &[0; 32], params, profile).ok()?;
    Some(start.elapsed())
}

fn quarter_of_memory_kib() -> u32 {
    let memory = rustix::system::sysinfo();
    #[expect(clippy::useless_conversion, reason = "the field is narrower on 32-bit machines")]
    let bytes = u64::from(memory.totalram).saturating_mul(u64::from(memory.mem_unit));
    u32::try_from(bytes / 4 / 1024).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    const SAMPLE: Argon2Params = Profile::Sample.floor();

    fn password(text: &str) -> Password {
        Password::from_chars(&text.chars().collect::<Vec<_>>())
    }

    #[test]
    fn password_and_salt_both_matter() {
        let derive =
            |text, salt| derive_password_key(&password(text), &salt, SAMPLE, Profile::Sample).unwrap();
        let key = derive("correct horse", [1; 32]);
        assert!(key.same_as(&derive("correct horse", [1; 32])));
        assert!(!key.same_as(&derive("correct horsf", [1; 32])));
        assert!(!key.same_as(&derive("correct horse", [2; 32])));
    }

    #[test]
    fn parameters_out_of_bounds_are_refused() {
        let real = Profile::Real.floor();
        assert_eq!(check_params(real, Profile::Real), Ok(()));
        assert_eq!(check_params(Argon2Params { memory_kib: MOST_MEMORY_KIB, ..real }, Profile::Real), Ok(()));
        for bad in [
            SAMPLE,
            Argon2Params { memory_kib: real.memory_kib - 1, ..real },
            Argon2Params { memory_kib: MOST_MEMORY_KIB + 1, ..real },
            Argon2Params { passes: 2, ..real },
            Argon2Params { passes: MOST_PASSES + 1, ..real },
            Argon2Params { lanes: 0, ..real },
            Argon2Params { lanes: 2, ..real },
        ] {
            assert_eq!(check_params(bad, Profile::Real), Err(BadParams), "{bad:?}");
        }
        let cheaper = Argon2Params { memory_kib: SAMPLE.memory_kib - 1, ..SAMPLE };
        assert_eq!(check_params(cheaper, Profile::Sample), Err(BadParams));
    }

    #[test]
    fn calibration_keeps_to_the_bounds() {
        let floor = Profile::Real.floor();
        let secs = Duration::from_secs_f64;
        assert_eq!(scaled(floor, secs(5.0), u32::MAX), floor);
        assert_eq!(scaled(floor, secs(0.5), u32::MAX).memory_kib, 512 << 10);
        assert_eq!(scaled(floor, secs(0.001), u32::MAX).memory_kib, MOST_MEMORY_KIB);
        assert_eq!(scaled(floor, secs(0.25), 600 << 10).memory_kib, 576 << 10);
        assert_eq!(scaled(floor, secs(0.25), 1), floor);
        assert_eq!(scaled(floor, Duration::ZERO, u32::MAX).memory_kib, MOST_MEMORY_KIB);
        assert_eq!(calibrate(Profile::Sample).0, SAMPLE);
    }
}
