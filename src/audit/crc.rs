//! CRC-32 as in IEEE 802.3: catches accidents, no forgery; those are what the hash chain is for.

const TABLE: [u32; 256] = table();

const fn table() -> [u32; 256] {
    let mut table = [0; 256];
    let mut byte = 0;
    let mut value: u32 = 0;
    while byte < 256 {
        let mut remainder = value;
        let mut bit = 0;
        while bit < 8 {
            remainder = if remainder & 1 == 1 { 0xEDB8_8320 ^ (remainder >> 1) } else { remainder >> 1 };
            bit += 1;
        }
        table[byte] = remainder;
        byte += 1;
        value += 1;
    }
    table
}

/// The CRC-32 of some bytes.
pub(super) fn crc32(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(!0, |crc: u32, byte| {
        let [low, ..] = crc.to_le_bytes();
        TABLE[usize::from(low ^ byte)] ^ (crc >> 8)
    })
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_known_answer() {
        assert_eq!(super::crc32(b"123456789"), 0xCBF4_3926);
    }
}
