//! The attempts that must fail: each is made so that it changes nothing even where it is let through.
//!
//! One of the few files with `unsafe`: system calls that no library wraps.

#![expect(unsafe_code, reason = "system calls that must fail, and that no library makes")]

use std::io;
use std::os::fd::{FromRawFd, OwnedFd};

/// How a refusal is told: the filter's answers, those of the rules for files, and those of a kernel without it.
const REFUSALS: [i32; 4] = [libc::EPERM, libc::EACCES, libc::EAFNOSUPPORT, libc::ENOSYS];

/// Whether this is how a refusal is told.
pub(super) fn is_refusal(error: &io::Error) -> bool {
    error.raw_os_error().is_some_and(|code| REFUSALS.contains(&code))
}

/// Whether a system call is refused. Any other answer, also a complaint about its arguments, means that it was let
/// through.
fn is_refused(number: libc::c_long, arguments: [libc::c_long; 5]) -> bool {
    let [first, second, third, fourth, fifth] = arguments;
    // SAFETY: every caller of this file passes numbers and null pointers only, with which none of these calls touches
    // memory of ours or makes anything but a descriptor.
    let answer = unsafe { libc::syscall(number, first, second, third, fourth, fifth, 0) };
    answer < 0 && is_refusal(&io::Error::last_os_error())
}

/// Whether a socket of this family is refused.
pub(super) fn socket(family: i32) -> bool {
    [libc::SOCK_DGRAM, libc::SOCK_STREAM, libc::SOCK_RAW, libc::SOCK_SEQPACKET].into_iter().all(|kind| {
        // SAFETY: takes numbers and gives a descriptor or -1.
        let made = unsafe { libc::socket(family, kind | libc::SOCK_CLOEXEC, 0) };
        let error = io::Error::last_os_error();
        if made >= 0 {
            // SAFETY: the descriptor was made just above and is nobody else's.
            drop(unsafe { OwnedFd::from_raw_fd(made) });
            return false;
        }
        is_refusal(&error)
    })
}

/// Whether a pair of sockets of this family is refused.
pub(super) fn socket_pair(family: i32) -> bool {
    is_refused(libc::SYS_socketpair, [family.into(), libc::SOCK_STREAM.into(), 0, 0, 0])
}

/// Whether a queue of system calls is refused.
pub(super) fn io_uring() -> bool {
    is_refused(libc::SYS_io_uring_setup, [1, 0, 0, 0, 0])
        && is_refused(libc::SYS_io_uring_enter, [-1, 0, 0, 0, 0])
        && is_refused(libc::SYS_io_uring_register, [-1, 0, 0, 0, 0])
}

/// Whether tracing is refused. No process has this number.
pub(super) fn ptrace() -> bool {
    is_refused(libc::SYS_ptrace, [0x4206, libc::c_long::from(i32::MAX), 0, 0, 0])
}

/// Whether the memory of processes, our own here, can be neither read nor written by the kernel's help.
pub(super) fn process_memory() -> bool {
    let own = libc::c_long::from(std::process::id().cast_signed());
    is_refused(libc::SYS_process_vm_readv, [own, 0, 0, 0, 0])
        && is_refused(libc::SYS_process_vm_writev, [own, 0, 0, 0, 0])
}

/// Whether mounting is refused, old and new way.
pub(super) fn mount() -> bool {
    is_refused(libc::SYS_mount, [0; 5])
        && is_refused(libc::SYS_umount2, [0; 5])
        && is_refused(libc::SYS_fsopen, [0; 5])
        && is_refused(libc::SYS_open_tree, [-1, 0, 0, 0, 0])
}

/// Whether namespaces are refused. Each asks for a contradiction as well, so that none is made.
pub(super) fn namespaces() -> bool {
    let contradiction = libc::c_long::from(libc::CLONE_NEWUSER | libc::CLONE_FS);
    is_refused(libc::SYS_unshare, [libc::c_long::from(libc::CLONE_NEWUSER) | 1, 0, 0, 0, 0])
        && is_refused(libc::SYS_clone, [contradiction, 0, 0, 0, 0])
        && is_refused(libc::SYS_clone3, [0; 5])
        && is_refused(libc::SYS_setns, [-1, 0, 0, 0, 0])
}

/// Whether code for the kernel is refused.
pub(super) fn kernel_code() -> bool {
    is_refused(libc::SYS_bpf, [-1, 0, 0, 0, 0])
        && is_refused(libc::SYS_init_module, [0; 5])
        && is_refused(libc::SYS_finit_module, [-1, 0, 0, 0, 0])
        && is_refused(libc::SYS_delete_module, [0; 5])
        && is_refused(libc::SYS_perf_event_open, [0; 5])
        && is_refused(libc::SYS_userfaultfd, [1, 0, 0, 0, 0])
}

/// Whether the kernel's key rings are refused.
pub(super) fn key_rings() -> bool {
    is_refused(libc::SYS_keyctl, [-1, 0, 0, 0, 0])
        && is_refused(libc::SYS_add_key, [0; 5])
        && is_refused(libc::SYS_request_key, [0; 5])
}

/// Whether shortening a file by its name is refused, and emptying one that is opened for reading.
pub(super) fn shortening() -> bool {
    let null = c"/dev/null";
    // SAFETY: the name ends with a zero and outlives the call; emptying this device does nothing.
    let opened = unsafe { libc::open(null.as_ptr(), libc::O_RDONLY | libc::O_TRUNC | libc::O_CLOEXEC) };
    let error = io::Error::last_os_error();
    if opened >= 0 {
        // SAFETY: the descriptor was made just above and is nobody else's.
        drop(unsafe { OwnedFd::from_raw_fd(opened) });
        return false;
    }
    is_refusal(&error) && is_refused(libc::SYS_truncate, [0; 5])
}

/// Whether the kernel has pages that it cannot show.
pub(super) fn secret_pages() -> bool {
    // SAFETY: takes flags and gives a descriptor or -1; it touches no memory of ours.
    let made = unsafe { libc::syscall(libc::SYS_memfd_secret, libc::O_CLOEXEC) };
    let Ok(made) = i32::try_from(made) else { return false };
    if made >= 0 {
        // SAFETY: the descriptor was made just above and is nobody else's.
        drop(unsafe { OwnedFd::from_raw_fd(made) });
    }
    made >= 0
}
