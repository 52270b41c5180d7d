//! Pages for secrets: hidden from the kernel's own view of memory where it can (`memfd_secret(2)`), else locked in
//! memory; never written to a core dump or to swap, not there for children. Handed out in small slots to `secret` alone.
//!
//! One of the few files of the house with `unsafe`.

#![expect(unsafe_code, reason = "the system calls that make such pages, and the slots cut from them")]

use std::ptr::{NonNull, null_mut};
use std::sync::{Mutex, MutexGuard, PoisonError};

use zeroize::Zeroize;

/// One slot: as much as any secret of fixed length needs.
pub(super) const SLOT_BYTES: usize = 64;

/// How much is asked of the system at a time. Small, because an ordinary user may lock but 8 MiB.
const REGION_BYTES: usize = 16 << 10;

/// The smallest piece of memory that the system gives on its own; it rounds up where its pages are larger.
const PAGE_BYTES: usize = 4 << 10;

type SlotBytes = [u8; SLOT_BYTES];

/// A slot that is this holder's alone; wiped and handed back when it is dropped.
pub(super) struct Slot(NonNull<SlotBytes>);

// SAFETY: a slot is owned by its holder and lies in memory that is never unmapped, so it may change threads.
unsafe impl Send for Slot {}
// SAFETY: a shared slot is only read.
unsafe impl Sync for Slot {}

impl Slot {
    /// A slot of zeros.
    pub(super) fn new() -> Self {
        let mut free = Free::lock();
        if free.0.is_empty() {
            free.extend();
        }
        Self(free.0.pop().expect("a new region has slots"))
    }

    pub(super) fn bytes(&self) -> &SlotBytes {
        // SAFETY: the pointer is aligned (bytes are), its memory is initialised (zeros from the system, then only
        // written as bytes), lives as long as the process, and nobody writes to it while `self` is borrowed.
        unsafe { self.0.as_ref() }
    }

    pub(super) fn bytes_mut(&mut self) -> &mut SlotBytes {
        // SAFETY: as above, and `self` is borrowed by one holder only; no two slots overlap.
        unsafe { self.0.as_mut() }
    }
}

impl Drop for Slot {
    fn drop(&mut self) {
        self.bytes_mut().zeroize();
        Free::lock().0.push(self.0);
    }
}

/// The slots that nobody holds. All are zeros.
struct Free(Vec<NonNull<SlotBytes>>);

// SAFETY: the pointers are only handed on, each to one holder; see `Slot`.
unsafe impl Send for Free {}

static FREE: Mutex<Free> = Mutex::new(Free(Vec::new()));

impl Free {
    fn lock() -> MutexGuard<'static, Self> {
        // A panic while the lock was held left at worst one slot that nobody gets.
        FREE.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn extend(&mut self) {
        let region = hidden_region(REGION_BYTES)
            .or_else(|| locked_region(REGION_BYTES))
            .expect("the system gives a few pages of memory");
        for place in 0..REGION_BYTES / SLOT_BYTES {
            // SAFETY: every place lies within the region, which is REGION_BYTES long.
            self.0.push(unsafe { region.add(place) });
        }
    }
}

/// A page that holds one secret and nothing else; wiped and given back to the system when it is dropped.
pub(super) struct OwnPage(NonNull<SlotBytes>);

// SAFETY: the page is owned by its holder alone and is unmapped only when that is dropped.
unsafe impl Send for OwnPage {}
// SAFETY: a shared page is only read.
unsafe impl Sync for OwnPage {}

impl OwnPage {
    /// A page of zeros.
    pub(super) fn new() -> Self {
        let page = hidden_region(PAGE_BYTES).or_else(|| locked_region(PAGE_BYTES));
        Self(page.expect("the system gives a page of memory"))
    }

    pub(super) fn bytes(&self) -> &SlotBytes {
        // SAFETY: the page is aligned, holds initialised bytes, is longer than a slot, and lives as long as `self`.
        unsafe { self.0.as_ref() }
    }

    pub(super) fn bytes_mut(&mut self) -> &mut SlotBytes {
        // SAFETY: as above, and `self` is borrowed by one holder only.
        unsafe { self.0.as_mut() }
    }
}

impl Drop for OwnPage {
    fn drop(&mut self) {
        self.bytes_mut().zeroize();
        // SAFETY: the page was mapped with this length by `new`, and nobody can reach it any more.
        unsafe { libc::munmap(self.0.as_ptr().cast(), PAGE_BYTES) };
    }
}

/// Pages that only this process can reach: not the kernel, not a debugger, not a core dump. Not in every kernel.
fn hidden_region(bytes: usize) -> Option<NonNull<SlotBytes>> {
    // SAFETY: memfd_secret takes flags and gives a descriptor or -1; it touches no memory of ours.
    let descriptor = unsafe { libc::syscall(libc::SYS_memfd_secret, libc::O_CLOEXEC) };
    let descriptor = libc::c_int::try_from(descriptor).ok().filter(|descriptor| *descriptor >= 0)?;
    let length = libc::off_t::try_from(bytes).ok()?;
    // SAFETY: the descriptor is ours and open.
    let sized = unsafe { libc::ftruncate(descriptor, length) } == 0;
    let region = if sized { map(bytes, libc::MAP_SHARED, descriptor) } else { None };
    // SAFETY: the descriptor is ours, and a mapping does not need it any more.
    unsafe { libc::close(descriptor) };
    region
}

/// Ordinary pages that are not swapped out and not dumped; where even that is refused, ordinary pages.
fn locked_region(bytes: usize) -> Option<NonNull<SlotBytes>> {
    let region = map(bytes, libc::MAP_PRIVATE | libc::MAP_ANONYMOUS, -1)?;
    // SAFETY: the region is mapped and `bytes` long; neither call changes what it holds.
    unsafe {
        libc::mlock(region.as_ptr().cast(), bytes);
        libc::madvise(region.as_ptr().cast(), bytes, libc::MADV_DONTDUMP);
    }
    Some(region)
}

/// Maps a region of zeros that children do not get.
fn map(bytes: usize, flags: libc::c_int, descriptor: libc::c_int) -> Option<NonNull<SlotBytes>> {
    let access = libc::PROT_READ | libc::PROT_WRITE;
    // SAFETY: no address is asked for, so no mapping that is there is touched.
    let region = unsafe { libc::mmap(null_mut(), bytes, access, flags, descriptor, 0) };
    if region == libc::MAP_FAILED {
        return None;
    }
    // SAFETY: the region was mapped just above with this length.
    unsafe { libc::madvise(region, bytes, libc::MADV_DONTFORK) };
    NonNull::new(region.cast())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::os::unix::fs::FileExt;

    /// The lines of /proc/self/smaps about the mapping that holds an address.
    fn mapping_of(address: usize) -> String {
        let smaps = std::fs::read_to_string("/proc/self/smaps").unwrap();
        let mut found = String::new();
        let mut inside = false;
        for line in smaps.lines() {
            let range = line.split(' ').next().and_then(|range| range.split_once('-'));
            if let Some((Ok(start), Ok(end))) =
                range.map(|(start, end)| (usize::from_str_radix(start, 16), usize::from_str_radix(end, 16)))
            {
                inside = (start..end).contains(&address);
            }
            if inside {
                found.push_str(line);
                found.push('\n');
            }
        }
        found
    }

    /// Not dumped, not inherited: the flags of proc(5) for the mapping.
    fn is_kept(address: usize) -> bool {
        let mapping = mapping_of(address);
        let flags = mapping.lines().find_map(|line| line.strip_prefix("VmFlags:")).unwrap();
        ["dd", "dc"].iter().all(|flag| flags.split(' ').any(|has| has == *flag))
    }

    #[test]
    fn slots_lie_in_pages_that_are_neither_dumped_nor_inherited() {
        let address = Slot::new().0.as_ptr().addr();
        assert!(is_kept(address));
        if mapping_of(address).contains("secretmem") {
            // Hidden from everyone who reads the process's memory through the kernel.
            let memory = std::fs::File::open("/proc/self/mem").unwrap();
            let at = u64::try_from(address).unwrap();
            assert!(memory.read_exact_at(&mut [0; SLOT_BYTES], at).is_err());
        }
    }

    #[test]
    fn where_the_kernel_hides_nothing_pages_are_kept_all_the_same() {
        assert!(is_kept(locked_region(REGION_BYTES).unwrap().as_ptr().addr()));
    }

    #[test]
    fn a_page_of_its_own_is_kept_like_the_others_and_comes_empty() {
        let mut page = OwnPage::new();
        page.bytes_mut()[0] = 7;
        let address = page.0.as_ptr().addr();
        assert!(is_kept(address));
        assert_eq!(page.bytes()[0], 7);
        drop(page);
        assert_eq!(OwnPage::new().bytes(), &[0; SLOT_BYTES]);
    }

    #[test]
    fn slots_do_not_overlap_and_come_back_wiped() {
        let mut held: Vec<Slot> = (0..1000).map(|_| Slot::new()).collect();
        for (number, slot) in (0_u16..).zip(&mut held) {
            assert_eq!(slot.bytes(), &[0; SLOT_BYTES]);
            slot.bytes_mut()[..2].copy_from_slice(&number.to_be_bytes());
        }
        for (number, slot) in (0_u16..).zip(&held) {
            assert_eq!(slot.bytes()[..2], number.to_be_bytes());
        }
        drop(held);
        let again: Vec<Slot> = (0..1000).map(|_| Slot::new()).collect();
        assert!(again.iter().all(|slot| slot.bytes() == &[0; SLOT_BYTES]));
    }

    #[test]
    fn slots_pass_between_threads() {
        let mut slot = Slot::new();
        slot.bytes_mut()[0] = 7;
        let thread = std::thread::spawn(move || slot.bytes()[0]);
        assert_eq!(thread.join().unwrap(), 7);
    }
}
