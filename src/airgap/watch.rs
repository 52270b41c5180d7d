//! The kernel's news of interfaces, addresses and routes: a netlink socket that only listens.
//!
//! It must be opened before the process confines itself, which forbids every socket but those of the machine itself; an
//! open one goes on delivering. What the news say is not read: they are the reason to look at once. Opened by `cli` at
//! the program's start and given to a [`Guard`](super::guard::Guard), which does without it by looking once a second.

use std::io;
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
use std::sync::Arc;

use rustix::io::Errno;
use rustix::net::netlink::SocketAddrNetlink;
use rustix::net::{AddressFamily, RecvFlags, SocketFlags, SocketType, bind, recv, socket_with};

/// `RTMGRP_LINK`, `RTMGRP_IPV4_IFADDR`, `RTMGRP_IPV4_ROUTE`, `RTMGRP_IPV6_IFADDR` and `RTMGRP_IPV6_ROUTE` of
/// `rtnetlink.h` (rtnetlink(7)).
const GROUPS: u32 = 0x1 | 0x10 | 0x40 | 0x100 | 0x400;

/// Longer news are cut off; their beginning is reason enough.
const NEWS_BYTES: usize = 4096;

/// An open ear for news of the network. Clones share it.
#[derive(Debug, Clone)]
pub struct Watch {
    socket: Arc<OwnedFd>,
}

impl Watch {
    /// Begins to listen in the network namespace of this process.
    ///
    /// # Errors
    /// What the system says where it has no netlink, or where the process is confined already.
    pub fn open() -> io::Result<Self> {
        let flags = SocketFlags::CLOEXEC | SocketFlags::NONBLOCK;
        // Protocol 0 of this family is NETLINK_ROUTE.
        let socket = socket_with(AddressFamily::NETLINK, SocketType::RAW, flags, None)?;
        bind(&socket, &SocketAddrNetlink::new(0, GROUPS))?;
        Ok(Self { socket: Arc::new(socket) })
    }

    /// Takes everything in that came; whether the watch goes on. News that were lost for want of room are news, too.
    pub(super) fn drain(&self) -> bool {
        let mut news = [0_u8; NEWS_BYTES];
        loop {
            match recv(&*self.socket, &mut news, RecvFlags::empty()) {
                Ok((_, 0)) => return false,
                Ok(_) => {}
                Err(Errno::AGAIN) => return true,
                Err(Errno::INTR | Errno::NOBUFS) => {}
                Err(_lost) => return false,
            }
        }
    }
}

impl AsFd for Watch {
    fn as_fd(&self) -> BorrowedFd<'_> {
        self.socket.as_fd()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_new_watch_has_no_news_and_goes_on() {
        let watch = Watch::open().unwrap();
        assert!(watch.drain());
    }
}
