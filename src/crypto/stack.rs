//! Wipes what calls left behind on a thread's stack: keys and passwords pass over it where a crate computes with them.
//!
//! Done where such work ends: after a log-in, at the end of a job, when the vault is locked. Not for what is still in use.

use std::hint::black_box;

use zeroize::Zeroize;

/// How deep it wipes: more than key work reaches (ML-KEM's matrices are its largest part), and far less than the 2 MiB
/// that a thread has.
const DEPTH_BYTES: usize = 512 << 10;

/// Wipes the part of this thread's stack that calls made before have left.
#[inline(never)]
#[expect(clippy::large_stack_arrays, reason = "room on the stack is the very thing that is wiped")]
pub fn wipe_left_over() {
    let mut left = [0_u8; DEPTH_BYTES];
    left.zeroize();
    black_box(&mut left);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_fits_a_thread() {
        std::thread::spawn(wipe_left_over).join().unwrap();
    }
}
