//! AES-256 in CBC mode (NIST SP 800-38A, 6.2) over whole blocks, for FIDO2 tokens alone: their PIN protocol prescribes
//! it. It authenticates nothing; the protocol does that beside it. Nothing of the vault is sealed with it.

use aes::Aes256;
use aes::cipher::{BlockCipherDecrypt, BlockCipherEncrypt, KeyInit};
use zeroize::Zeroizing;

use super::secret::SecretBytes;

/// The length of a block and of the initialisation vector.
pub const BLOCK_BYTES: usize = 16;

/// Bytes that are not whole blocks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not whole blocks")]
pub struct NotBlocks;

/// Encrypts whole blocks.
pub fn encrypt(key: &SecretBytes<32>, iv: [u8; BLOCK_BYTES], plain: &[u8]) -> Result<Vec<u8>, NotBlocks> {
    let (blocks, []) = plain.as_chunks::<BLOCK_BYTES>() else { return Err(NotBlocks) };
    let cipher = cipher(key);
    let mut previous = iv;
    let mut encrypted = Vec::with_capacity(plain.len());
    for block in blocks {
        previous.iter_mut().zip(block).for_each(|(chained, byte)| *chained ^= byte);
        let mut chained = previous.into();
        cipher.encrypt_block(&mut chained);
        previous = chained.into();
        encrypted.extend_from_slice(&previous);
    }
    Ok(encrypted)
}

/// Decrypts whole blocks.
pub fn decrypt(
    key: &SecretBytes<32>,
    iv: [u8; BLOCK_BYTES],
    encrypted: &[u8],
) -> Result<Zeroizing<Vec<u8>>, NotBlocks> {
    let (blocks, []) = encrypted.as_chunks::<BLOCK_BYTES>() else { return Err(NotBlocks) };
    let cipher = cipher(key);
    let mut previous = iv;
    let mut plain = Zeroizing::new(Vec::with_capacity(encrypted.len()));
    for block in blocks {
        let mut chained = (*block).into();
        cipher.decrypt_block(&mut chained);
        let chained = Zeroizing::new(<[u8; BLOCK_BYTES]>::from(chained));
        plain.extend(chained.iter().zip(previous).map(|(byte, before)| byte ^ before));
        previous = *block;
    }
    Ok(plain)
}

fn cipher(key: &SecretBytes<32>) -> Aes256 {
    // EXPOSE: the cipher takes the key in; its copy is wiped when it is dropped.
    Aes256::new(key.expose().into())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn unhex<const N: usize>(text: &str) -> [u8; N] {
        let mut bytes = [0; N];
        for (byte, pair) in bytes.iter_mut().zip(text.as_bytes().chunks_exact(2)) {
            *byte = u8::from_str_radix(std::str::from_utf8(pair).unwrap(), 16).unwrap();
        }
        bytes
    }

    #[test]
    fn known_answers() {
        // NIST SP 800-38A, F.2.5 (CBC-AES256.Encrypt), the first two blocks.
        let key = "603deb1015ca71be2b73aef0857d77811f352c073b6108d72d9810a30914dff4";
        let key = SecretBytes::from_exposed(&mut unhex(key));
        let iv = unhex("000102030405060708090a0b0c0d0e0f");
        let plain: [u8; 32] = unhex("6bc1bee22e409f96e93d7e117393172aae2d8a571e03ac9c9eb76fac45af8e51");
        let expected: [u8; 32] = unhex("f58c4c04d6e5f1ba779eabfb5f7bfbd69cfc4e967edb808d679f777bc6702c7d");
        let encrypted = encrypt(&key, iv, &plain).unwrap();
        assert_eq!(encrypted, expected);
        assert_eq!(**decrypt(&key, iv, &encrypted).unwrap(), plain);
        assert_eq!(encrypt(&key, iv, &plain[..31]), Err(NotBlocks));
        assert_eq!(decrypt(&key, iv, &encrypted[..17]), Err(NotBlocks));
    }
}
