//! Secrets: wiped when dropped, never shown, never copied by accident.
//!
//! Holds the bytes and nothing else; what they are for is said by the types of `keys`. Secrets of fixed length live in
//! `pages`; passwords, whose length is not known before, on the heap.

use std::fmt::Write as _;

use subtle::ConstantTimeEq;
use unicode_normalization::UnicodeNormalization;
use zeroize::{Zeroize, Zeroizing};

use super::pages::{OwnPage, SLOT_BYTES, Slot};

/// `N` secret bytes (at most 64) in a page of secrets, wiped when dropped. No `Debug`, no `Clone`, no `Deref`.
pub struct SecretBytes<const N: usize>(Slot);

impl<const N: usize> SecretBytes<N> {
    /// Draws new bytes from the operating system.
    ///
    /// # Panics
    /// If the operating system has no randomness to give, which on Linux means it is broken.
    pub fn generate() -> Self {
        Self::filled_by(|bytes| getrandom::fill(bytes).expect("the operating system gives randomness"))
    }

    /// Takes the bytes over; the caller's copy is wiped.
    pub fn from_exposed(bytes: &mut [u8; N]) -> Self {
        let secret = Self::filled_by(|own| own.copy_from_slice(bytes));
        bytes.zeroize();
        secret
    }

    /// A copy of `bytes`, which stay the caller's to wipe; nothing if there are not exactly `N`.
    pub fn copied_from(bytes: &[u8]) -> Option<Self> {
        (bytes.len() == N).then(|| Self::filled_by(|own| own.copy_from_slice(bytes)))
    }

    /// Lets `fill` write the bytes where they will stay, so that no copy passes over the stack.
    ///
    /// # Panics
    /// If the system does not give a few pages of memory.
    pub fn filled_by(fill: impl FnOnce(&mut [u8; N])) -> Self {
        const { assert!(N <= SLOT_BYTES, "a secret of fixed length fits a slot") };
        let mut slot = Slot::new();
        fill(slot.bytes_mut().first_chunk_mut().expect("a secret of fixed length fits a slot"));
        Self(slot)
    }

    /// Lets `fill` write other bytes in the place of these.
    ///
    /// # Panics
    /// Never: a slot is longer than any secret of fixed length.
    pub(super) fn refill(&mut self, fill: impl FnOnce(&mut [u8; N])) {
        fill(self.0.bytes_mut().first_chunk_mut().expect("a secret of fixed length fits a slot"));
    }

    /// A second holder of the same secret, for another thread or connection.
    #[must_use]
    pub fn duplicate(&self) -> Self {
        Self::filled_by(|own| own.copy_from_slice(self.bytes()))
    }

    /// Looks inside. Each call says why in an `// EXPOSE:` comment.
    pub fn expose(&self) -> &[u8; N] {
        self.bytes()
    }

    /// Compares in constant time.
    pub fn same_as(&self, other: &Self) -> bool {
        self.bytes().ct_eq(other.bytes()).into()
    }

    fn bytes(&self) -> &[u8; N] {
        self.0.bytes().first_chunk().expect("a secret of fixed length fits a slot")
    }
}

/// 32 random bytes in a page of their own, for what must be gone for certain: dropping it gives the page back to the
/// system, wiped. What a short code seals is worth nothing without them.
pub struct Pepper(OwnPage);

impl Pepper {
    /// Draws new bytes from the operating system.
    ///
    /// # Panics
    /// If the operating system has no randomness or no page of memory to give.
    pub fn generate() -> Self {
        let mut page = OwnPage::new();
        getrandom::fill(page.bytes_mut()).expect("the operating system gives randomness");
        Self(page)
    }

    /// Looks inside. Each call says why in an `// EXPOSE:` comment.
    ///
    /// # Panics
    /// Never: a page is longer than 32 bytes.
    pub fn expose(&self) -> &[u8; 32] {
        self.0.bytes().first_chunk().expect("a page is longer than 32 bytes")
    }
}

/// A password as typed, wiped when dropped. How long it may and must be is for policy to say.
pub struct Password(Zeroizing<String>);

impl Password {
    /// Takes over characters (from the window's secret field, from a file's first line).
    pub fn from_chars(chars: &[char]) -> Self {
        // Room for all from the start: a string that grows leaves its old bytes behind.
        let mut text = Zeroizing::new(String::with_capacity(chars.len() * char::MAX_LEN_UTF8));
        text.extend(chars);
        Self(text)
    }

    /// Takes over a text.
    pub fn from_text(text: Zeroizing<String>) -> Self {
        Self(text)
    }

    /// The NFC form (Unicode annex 15), for derivation and for judging strength. Each call says why in an
    /// `// EXPOSE:` comment.
    pub fn expose_nfc(&self) -> Zeroizing<String> {
        // NFC makes no text of UTF-8 more than three times as long (Unicode annex 15, section 8).
        let mut nfc = Zeroizing::new(String::with_capacity(self.0.len() * 3));
        nfc.extend(self.0.nfc());
        nfc
    }
}

/// Lower-case hexadecimal digits of bytes that are secret, in a text that is wiped.
pub fn secret_hex(bytes: &[u8]) -> Zeroizing<String> {
    let mut text = Zeroizing::new(String::with_capacity(bytes.len() * 2));
    for byte in bytes {
        write!(text, "{byte:02x}").expect("a string takes every character");
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn taking_bytes_over_wipes_the_callers() {
        let mut bytes = [7; 32];
        let secret = SecretBytes::from_exposed(&mut bytes);
        assert_eq!(bytes, [0; 32]);
        assert_eq!(secret.expose(), &[7; 32]);
        assert!(secret.same_as(&secret.duplicate()));
        assert!(!secret.same_as(&SecretBytes::generate()));
        assert!(SecretBytes::<32>::copied_from(&[1; 31]).is_none());
    }

    #[test]
    fn a_password_is_the_same_however_its_accents_are_typed() {
        let composed = Password::from_text(Zeroizing::new("păstrăv șoim".to_owned()));
        let decomposed: Vec<char> = "pa\u{306}stra\u{306}v s\u{326}oim".chars().collect();
        assert_eq!(*composed.expose_nfc(), *Password::from_chars(&decomposed).expose_nfc());
    }
}
