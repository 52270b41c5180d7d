//! Whatever lies in a segment of the log: walking over it ends, and says so.

#![no_main]

libfuzzer_sys::fuzz_target!(|input: &[u8]| strongroom::audit::fuzzing::frames(input));
