//! Whatever stands where what stays of an archived segment should: it is read or refused, and what was read is written
//! again as it was.

#![no_main]

libfuzzer_sys::fuzz_target!(|input: &[u8]| {
    let _is_one = strongroom::audit::fuzzing::archived(input);
});
