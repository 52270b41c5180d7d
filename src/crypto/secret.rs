//! Secrets: wiped when dropped, never shown, never copied by accident.
use zeroize::Zeroizing;
/// `N` secret bytes on the heap. No `Debug`, no `Clone`, no `Deref`.
pub struct SecretBytes<const N: usize>(Box<Zeroizing<[u8; N]>>);
impl<const N: usize> SecretBytes<N> {
    /// Draws new bytes.
    pub fn generate() -> Self {
        todo!()
    }
    /// Takes the bytes over; the caller's copy is wiped.
    pub fn from_exposed(_bytes: &mut [u8; N]) -> Self {
        todo!()
    }
    /// Looks inside. Each call says why in an `// EXPOSE:` comment.
    pub fn expose(&self) -> &[u8; N] {
        &self.0
    }
}
/// A password as typed: at most 1024 bytes of UTF-8 (NFC is applied at use), wiped when dropped.
pub struct Password(Zeroizing<String>);
impl Password {
    /// Takes over characters (from the window's secret field, from a file's first line).
    pub fn from_chars(_chars: &[char]) -> Self {
        todo!()
    }
    /// Takes over a text.
    pub fn from_text(text: Zeroizing<String>) -> Self {
        Self(text)
    }
    /// The NFC form, for derivation and for judging strength.
    pub fn expose_nfc(&self) -> Zeroizing<String> {
        todo!()
    }
}
