//! Small sealed files, such as a key that travels: a few hundred bytes in one age file.

use std::io::{Read, Write};

use zeroize::Zeroizing;

use super::error::ParcelError;
use super::recipient::{Identity, Recipient};

/// Seals `plain` to all of the recipients; any one of them opens it.
pub fn seal_small(recipients: &[Recipient], plain: &[u8]) -> Result<Vec<u8>, ParcelError> {
    let encryptor = age::Encryptor::with_recipients(recipients.iter().map(Recipient::inner))?;
    let mut sealed = Vec::new();
    let mut writer = encryptor.wrap_output(&mut sealed)?;
    writer.write_all(plain)?;
    writer.finish()?;
    Ok(sealed)
}

/// Opens what [`seal_small`] made, of at most `limit_bytes`.
pub fn open_small(
    identity: &Identity,
    sealed: &[u8],
    limit_bytes: usize,
) -> Result<Zeroizing<Vec<u8>>, ParcelError> {
    let decryptor = age::Decryptor::new(sealed)?;
    let reader = decryptor.decrypt(std::iter::once(identity.inner()))?;
    // Room for all from the start: a vector that grows leaves its old bytes behind.
    let mut plain = Zeroizing::new(Vec::with_capacity(limit_bytes + 1));
    reader.take(u64::try_from(limit_bytes).unwrap_or(u64::MAX).saturating_add(1)).read_to_end(&mut plain)?;
    if plain.len() > limit_bytes { Err(ParcelError::TooLarge) } else { Ok(plain) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::crypto::secret::SecretBytes;
    use crate::crypto::x25519::public_of;

    #[test]
    fn each_of_two_opens_it_and_nobody_else() {
        let secrets: [SecretBytes<32>; 3] = std::array::from_fn(|_| SecretBytes::generate());
        let [a, b, other] = &secrets;
        let to = [a, b].map(|secret| Recipient::from_public(&public_of(secret)).unwrap());
        let sealed = seal_small(&to, b"a key").unwrap();
        for secret in [a, b] {
            let opened = open_small(&Identity::from_secret(secret).unwrap(), &sealed, 5).unwrap();
            assert_eq!(&opened[..], b"a key");
        }
        let by = |secret| open_small(&Identity::from_secret(secret).unwrap(), &sealed, 4);
        assert!(matches!(by(other), Err(ParcelError::NotOpened)));
        assert!(matches!(by(a), Err(ParcelError::TooLarge)));
    }

    #[test]
    fn every_flipped_bit_is_seen() {
        let secret = SecretBytes::generate();
        let identity = Identity::from_secret(&secret).unwrap();
        let sealed = seal_small(&[Recipient::from_public(&public_of(&secret)).unwrap()], b"a key").unwrap();
        for place in 0..sealed.len() {
            let mut changed = sealed.clone();
            changed[place] ^= 1 << (place % 8);
            assert!(open_small(&identity, &changed, 5).is_err(), "{place}");
        }
    }
}
