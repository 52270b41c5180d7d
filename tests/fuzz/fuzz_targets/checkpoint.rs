//! Whatever stands in a note, a file of checkpoints, or one of certificates: it is read or refused, and what was read is
//! written again as it was.

#![no_main]

libfuzzer_sys::fuzz_target!(|input: &[u8]| strongroom::audit::fuzzing::notes(input));
