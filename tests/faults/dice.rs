//! Random numbers that are the same in every run: `SplitMix64` over a named seed.

/// A source of numbers for one campaign.
pub(crate) struct Dice(u64);

impl Dice {
    pub(crate) fn seeded(seed: u64) -> Self {
        Self(seed)
    }

    pub(crate) fn number(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// From 0 to `end - 1`.
    pub(crate) fn below(&mut self, end: u64) -> u64 {
        self.number() % end.max(1)
    }

    pub(crate) fn bytes(&mut self, len: usize) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(len + 8);
        while bytes.len() < len {
            bytes.extend(self.number().to_le_bytes());
        }
        bytes.truncate(len);
        bytes
    }

    /// `wanted` different numbers from 1 to `last`, or all of them if there are fewer, in a random order.
    pub(crate) fn points(&mut self, wanted: usize, last: u64) -> Vec<u64> {
        let mut all: Vec<u64> = (1..=last).collect();
        for index in (1..all.len()).rev() {
            all.swap(index, usize::try_from(self.below(index as u64 + 1)).unwrap());
        }
        all.truncate(wanted);
        all
    }
}

/// How many of something: the first in an ordinary run, the second in a long one.
pub(crate) fn either<T>(ordinary: T, long: T) -> T {
    if std::env::var_os("STRONGROOM_LONG").is_some() { long } else { ordinary }
}
