//! What the kernel is not asked for any more (seccomp): everything that this program never does, and that code which took
//! it over would begin with. The filter is put on every thread at once and is handed on to children.
//!
//! Refused, not killed: libraries that try something and go on without it do so. A call by another table of system calls
//! (32 bit) ends the process; one by the x32 table is refused.

use std::collections::BTreeMap;

use seccompiler::{
    BpfProgram, SeccompAction, SeccompCmpArgLen, SeccompCmpOp, SeccompCondition, SeccompFilter, SeccompRule,
    TargetArch, sock_filter,
};

use super::ConfineError;

/// Refused whatever the arguments: other processes' memory, queues that hide calls, mounts and namespaces, code for the
/// kernel, its keys, its clock, files by handle, and names' permissions (those of open files may be set).
const REFUSED: &[libc::c_long] = &[
    libc::SYS_ptrace,
    libc::SYS_process_vm_readv,
    libc::SYS_process_vm_writev,
    libc::SYS_process_madvise,
    libc::SYS_pidfd_getfd,
    libc::SYS_kcmp,
    libc::SYS_io_uring_setup,
    libc::SYS_io_uring_enter,
    libc::SYS_io_uring_register,
    libc::SYS_mount,
    libc::SYS_umount2,
    libc::SYS_pivot_root,
    libc::SYS_chroot,
    libc::SYS_fsopen,
    libc::SYS_fsconfig,
    libc::SYS_fsmount,
    libc::SYS_fspick,
    libc::SYS_move_mount,
    libc::SYS_open_tree,
    libc::SYS_mount_setattr,
    libc::SYS_unshare,
    libc::SYS_setns,
    libc::SYS_swapon,
    libc::SYS_swapoff,
    libc::SYS_bpf,
    libc::SYS_perf_event_open,
    libc::SYS_userfaultfd,
    libc::SYS_init_module,
    libc::SYS_finit_module,
    libc::SYS_delete_module,
    libc::SYS_kexec_load,
    libc::SYS_reboot,
    libc::SYS_keyctl,
    libc::SYS_add_key,
    libc::SYS_request_key,
    libc::SYS_settimeofday,
    libc::SYS_clock_settime,
    libc::SYS_clock_adjtime,
    libc::SYS_adjtimex,
    libc::SYS_sethostname,
    libc::SYS_setdomainname,
    libc::SYS_open_by_handle_at,
    libc::SYS_name_to_handle_at,
    libc::SYS_fanotify_init,
    libc::SYS_quotactl,
    libc::SYS_acct,
    libc::SYS_syslog,
    libc::SYS_vhangup,
    libc::SYS_truncate,
    libc::SYS_fchmodat,
    libc::SYS_fchownat,
    libc::SYS_setxattr,
    libc::SYS_lsetxattr,
    libc::SYS_removexattr,
    libc::SYS_lremovexattr,
    // fchmodat2 of Linux 6.6, setxattrat and removexattrat of 6.13, open_tree_attr of 6.15: the same number everywhere.
    452,
    463,
    466,
    467,
];

/// The same, where there are older ways to say it.
#[cfg(target_arch = "x86_64")]
const REFUSED_HERE: &[libc::c_long] = &[
    libc::SYS_kexec_file_load,
    libc::SYS_chmod,
    libc::SYS_chown,
    libc::SYS_lchown,
    libc::SYS_utime,
    libc::SYS_utimes,
    libc::SYS_futimesat,
    libc::SYS_iopl,
    libc::SYS_ioperm,
    libc::SYS_modify_ldt,
];
#[cfg(not(target_arch = "x86_64"))]
const REFUSED_HERE: &[libc::c_long] = &[libc::SYS_kexec_file_load];

/// Answered as if the kernel did not know them: what they are asked for lies behind a pointer that no filter can follow,
/// and libraries fall back on the plain calls.
const UNKNOWN: &[libc::c_long] = &[libc::SYS_clone3, libc::SYS_openat2];

/// `clone` with one of these makes a namespace.
const NAMESPACES: [i32; 7] = [
    libc::CLONE_NEWNS,
    libc::CLONE_NEWCGROUP,
    libc::CLONE_NEWUTS,
    libc::CLONE_NEWIPC,
    libc::CLONE_NEWUSER,
    libc::CLONE_NEWPID,
    libc::CLONE_NEWNET,
];

/// Typing into a terminal for others, and moving its contents.
const TERMINAL_TRICKS: [u64; 2] = [0x5412, 0x541c];

/// System calls of the x32 table bear this bit; their numbers are otherwise those of the table that is filtered.
#[cfg(target_arch = "x86_64")]
const X32: u32 = 0x4000_0000;

type Rules = BTreeMap<i64, Vec<SeccompRule>>;

/// Puts the filter on every thread of the process, for good.
///
/// # Errors
/// [`ConfineError::Calls`] where the kernel does not take it, or a thread has another filter already.
pub fn forbid_calls() -> Result<(), ConfineError> {
    forbid(&[libc::AF_UNIX])
}

/// The same for a process that starts others which still have to hear the kernel's news of the network: sockets by which
/// the kernel tells of itself (netlink) may be made, too.
///
/// # Errors
/// As [`forbid_calls`].
pub fn forbid_calls_but_news() -> Result<(), ConfineError> {
    forbid(&[libc::AF_UNIX, libc::AF_NETLINK])
}

fn forbid(sockets: &[i32]) -> Result<(), ConfineError> {
    let refused = |error: &dyn std::fmt::Display| ConfineError::Calls(error.to_string());
    for (rules, answer) in [
        (refused_rules().map_err(|e| refused(&e))?, libc::EPERM),
        (socket_rules(sockets).map_err(|e| refused(&e))?, libc::EAFNOSUPPORT),
        (always(UNKNOWN), libc::ENOSYS),
    ] {
        let program = program(rules, answer).map_err(|e| refused(&e))?;
        seccompiler::apply_filter_all_threads(&program).map_err(|e| refused(&e))?;
    }
    Ok(())
}

fn always(calls: &[libc::c_long]) -> Rules {
    calls.iter().map(|call| (*call, Vec::new())).collect()
}

type Made<T> = Result<T, seccompiler::BackendError>;

fn refused_rules() -> Made<Rules> {
    let mut rules = always(REFUSED);
    rules.extend(always(REFUSED_HERE));
    let namespaces = NAMESPACES.map(|bit| masked(0, unsigned(bit), unsigned(bit)));
    rules.insert(libc::SYS_clone, namespaces.into_iter().collect::<Made<_>>()?);
    let tricks = TERMINAL_TRICKS.map(|trick| when(1, SeccompCmpOp::Eq, trick));
    rules.insert(libc::SYS_ioctl, tricks.into_iter().collect::<Made<_>>()?);
    // A file that may only be read must not be emptied by opening it: kernels before 6.2 would.
    let emptied = unsigned(libc::O_TRUNC);
    let mode = unsigned(libc::O_TRUNC | libc::O_ACCMODE);
    rules.insert(libc::SYS_openat, vec![masked(2, mode, emptied)?]);
    #[cfg(target_arch = "x86_64")]
    rules.insert(libc::SYS_open, vec![masked(1, mode, emptied)?]);
    // The times of open files may be set, which have no path here.
    let named = SeccompCondition::new(1, SeccompCmpArgLen::Qword, SeccompCmpOp::Ne, 0)?;
    rules.insert(libc::SYS_utimensat, vec![SeccompRule::new(vec![named])?]);
    Ok(rules)
}

/// No socket but of these families.
fn socket_rules(families: &[i32]) -> Made<Rules> {
    let others = || {
        let differs = |family: &i32| condition(0, SeccompCmpOp::Ne, unsigned(*family));
        SeccompRule::new(families.iter().map(differs).collect::<Made<_>>()?)
    };
    [libc::SYS_socket, libc::SYS_socketpair].into_iter().map(|call| Ok((call, vec![others()?]))).collect()
}

/// Matches when the lower half of this argument compares like that.
fn when(argument: u8, how: SeccompCmpOp, value: u64) -> Made<SeccompRule> {
    SeccompRule::new(vec![condition(argument, how, value)?])
}

fn condition(argument: u8, how: SeccompCmpOp, value: u64) -> Made<SeccompCondition> {
    SeccompCondition::new(argument, SeccompCmpArgLen::Dword, how, value)
}

fn masked(argument: u8, mask: u64, value: u64) -> Made<SeccompRule> {
    when(argument, SeccompCmpOp::MaskedEq(mask), value)
}

/// A constant of the C headers as the kernel compares it.
fn unsigned(value: i32) -> u64 {
    u64::from(value.cast_unsigned())
}

fn program(rules: Rules, answer: i32) -> Made<BpfProgram> {
    let here = TargetArch::try_from(std::env::consts::ARCH)?;
    let answer = SeccompAction::Errno(answer.cast_unsigned());
    let filter = SeccompFilter::new(rules, SeccompAction::Allow, answer, here)?;
    let mut program = without_x32();
    program.extend(BpfProgram::try_from(filter)?);
    Ok(program)
}

/// The first steps of the filter: no call of the x32 table.
#[cfg(target_arch = "x86_64")]
fn without_x32() -> BpfProgram {
    let step = |code: u32, k: u32, jf: u8| {
        let code = u16::try_from(code).expect("the codes of BPF's steps are 16 bits long");
        sock_filter { code, jt: 0, jf, k }
    };
    let unknown = libc::SECCOMP_RET_ERRNO | libc::ENOSYS.cast_unsigned();
    vec![
        // The number of the call is the first word of what a filter sees.
        step(libc::BPF_LD | libc::BPF_W | libc::BPF_ABS, 0, 0),
        step(libc::BPF_JMP | libc::BPF_JGE | libc::BPF_K, X32, 1),
        step(libc::BPF_RET | libc::BPF_K, unknown, 0),
    ]
}

#[cfg(not(target_arch = "x86_64"))]
fn without_x32() -> BpfProgram {
    Vec::new()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_filters_are_small_enough_for_the_kernel() {
        for (rules, answer) in [
            (refused_rules().unwrap(), libc::EPERM),
            (socket_rules(&[libc::AF_UNIX, libc::AF_NETLINK]).unwrap(), libc::EAFNOSUPPORT),
            (always(UNKNOWN), libc::ENOSYS),
        ] {
            let steps = program(rules, answer).unwrap().len();
            assert!((8..4096).contains(&steps), "{steps}");
        }
    }
}
