//! What is given back to the heap is wiped first, whoever gives it back: our own code, the database, the graphics
//! driver. So texts and names that were shown do not lie about after the vault is locked.
//!
//! It stands in the place of the C library's own `free` and `realloc`, for the program and for every library that it
//! loads; the linker sees to that, nobody calls it. Not for memory that is never given back, which its holders
//! wipe, nor for stacks: see [`super::stack`].

#![expect(
    unsafe_code,
    reason = "these two functions are the C library's, and nothing else wipes for all libraries"
)]

use std::ffi::{CStr, c_void};
use std::ptr::null_mut;

unsafe extern "C" {
    fn __libc_free(block: *mut c_void);
    fn __libc_malloc(bytes: usize) -> *mut c_void;
}

/// `free(3)`: wipes the block, all of it that could be written to, and gives it back.
///
/// # Safety
/// As the C library's: `block` is null or came from its allocator and was not given back yet.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn free(block: *mut c_void) {
    if block.is_null() {
        return;
    }
    // SAFETY: the block is the caller's, and so many of its bytes may be written to. `explicit_bzero` is not left out
    // by the compiler and touches no errno.
    unsafe {
        libc::explicit_bzero(block, libc::malloc_usable_size(block));
        __libc_free(block);
    }
}

/// `realloc(3)`: what moves leaves nothing behind, and what shrinks nothing at its end.
///
/// # Safety
/// As the C library's: `block` is null or came from its allocator and was not given back yet.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn realloc(block: *mut c_void, bytes: usize) -> *mut c_void {
    if block.is_null() {
        // SAFETY: takes any size.
        return unsafe { __libc_malloc(bytes) };
    }
    if bytes == 0 {
        // SAFETY: handed on as it came.
        unsafe { free(block) };
        return null_mut();
    }
    // SAFETY: the block is the caller's, and `had` of its bytes may be read and written to.
    unsafe {
        let had = libc::malloc_usable_size(block);
        if bytes <= had && bytes >= had / 2 {
            libc::explicit_bzero(block.byte_add(bytes), had - bytes);
            return block;
        }
        let moved = __libc_malloc(bytes);
        if !moved.is_null() {
            block.cast::<u8>().copy_to_nonoverlapping(moved.cast::<u8>(), had.min(bytes));
            free(block);
        }
        moved
    }
}

/// Whether it is ours that libraries find when they look for the C library's, and whether it wipes: part of the self-test
/// at the start.
pub fn wipes() -> bool {
    found(c"free") == free as *mut c_void && found(c"realloc") == realloc as *mut c_void && comes_back_empty()
}

/// What a library finds that looks for this function.
fn found(name: &CStr) -> *mut c_void {
    // SAFETY: the name ends with a zero byte; looking it up changes nothing.
    unsafe { libc::dlsym(libc::RTLD_DEFAULT, name.as_ptr()) }
}

/// A block that is given back and had again holds nothing of what was in it, but for the allocator's own notes at its
/// beginning. Where another block is had, this says nothing against it.
fn comes_back_empty() -> bool {
    const BYTES: usize = 1000;
    const NOTES: usize = 16;
    // SAFETY: a block of this size is written to while it is ours, and read when it is ours again; what is read was
    // written by this thread, or by the allocator.
    unsafe {
        let block = libc::malloc(BYTES).cast::<u8>();
        if block.is_null() {
            return false;
        }
        block.write_bytes(0xa5, BYTES);
        free(block.cast());
        let again = libc::malloc(BYTES).cast::<u8>();
        let left = again == block && (NOTES..BYTES).any(|at| again.add(at).read_volatile() == 0xa5);
        free(again.cast());
        !left
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn libraries_find_the_free_that_wipes() {
        assert!(wipes());
    }

    #[test]
    fn what_grows_and_shrinks_keeps_its_content() {
        let mut text: Vec<u8> = Vec::new();
        for size in [1, 20, 24, 25, 100, 1000, 999, 600, 100_000, 400_000, 30, 24] {
            text.resize(size, 7);
            text.shrink_to_fit();
            assert_eq!(text.len(), size);
            assert!(text.iter().all(|byte| *byte == 7));
        }
    }

    #[test]
    fn what_shrinks_in_its_place_is_wiped_at_its_end() {
        // SAFETY: as `malloc(3)` and `realloc(3)` say; only bytes are read that the block still has room for.
        unsafe {
            let block = libc::malloc(4000).cast::<u8>();
            block.write_bytes(7, 4000);
            let less = realloc(block.cast(), 3000).cast::<u8>();
            assert_eq!((*less, *less.add(2999), *less.add(3000), *less.add(3999)), (7, 7, 0, 0));
            free(less.cast());
        }
    }
}
