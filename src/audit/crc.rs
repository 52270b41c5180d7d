//! CRC-32 as in IEEE 802.3: catches accidents, no forgery; those are what the hash chain is for.

/// How many bytes are taken at once: table `n` says what a byte does that `n` others follow.
const AT_ONCE: usize = 8;

static TABLES: [[u32; 256]; AT_ONCE] = tables();

const fn tables() -> [[u32; 256]; AT_ONCE] {
    let mut tables = [[0; 256]; AT_ONCE];
    let (mut byte, mut value) = (0, 0_u32);
    while byte < 256 {
        let mut remainder = value;
        let mut bit = 0;
        while bit < 8 {
            remainder = if remainder & 1 == 1 { 0xEDB8_8320 ^ (remainder >> 1) } else { remainder >> 1 };
            bit += 1;
        }
        tables[0][byte] = remainder;
        byte += 1;
        value += 1;
    }
    let mut followed = 1;
    while followed < AT_ONCE {
        let mut byte = 0;
        while byte < 256 {
            let before = tables[followed - 1][byte];
            tables[followed][byte] = tables[0][(before & 0xFF) as usize] ^ (before >> 8);
            byte += 1;
        }
        followed += 1;
    }
    tables
}

/// The CRC-32 of some bytes.
pub(super) fn crc32(bytes: &[u8]) -> u32 {
    let (eights, rest) = bytes.as_chunks::<AT_ONCE>();
    let crc = eights.iter().fold(!0, |crc: u32, eight| {
        let mixed = u64::from_le_bytes(*eight) ^ u64::from(crc);
        let bytes = TABLES.iter().rev().zip(mixed.to_le_bytes());
        bytes.fold(0, |crc, (table, byte)| crc ^ table[usize::from(byte)])
    });
    !rest.iter().fold(crc, |crc, byte| {
        let [low, ..] = crc.to_le_bytes();
        TABLES[0][usize::from(low ^ byte)] ^ (crc >> 8)
    })
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_known_answer() {
        assert_eq!(super::crc32(b"123456789"), 0xCBF4_3926);
        assert_eq!(super::crc32(b""), 0);
    }

    #[test]
    fn bytes_at_once_and_one_by_one_give_the_same() {
        let bytes: Vec<u8> = (0..100u32).map(|n| (n * 37 % 251) as u8).collect();
        for end in 0..bytes.len() {
            let by_one = bytes[..end].iter().fold(!0u32, |crc, byte| {
                (0..8).fold(crc ^ u32::from(*byte), |crc, _| {
                    if crc & 1 == 1 { 0xEDB8_8320 ^ (crc >> 1) } else { crc >> 1 }
                })
            });
            assert_eq!(super::crc32(&bytes[..end]), !by_one, "{end}");
        }
    }
}
