//! A way to a token that can be given up: whoever waits for a touch looks, several times a second, whether they were
//! asked to stop, and then has the token stop blinking (`CTAPHID_CANCEL`; CTAP 2.1, 11.2.9.1.5).

use std::io;
use std::time::Duration;

use crate::base::job::CancelFlag;

use super::{PACKET_BYTES, Transport};

/// How long is waited between two looks.
const LOOK_EVERY: Duration = Duration::from_millis(100);

/// `CTAPHID_CANCEL` as the first packet of an empty message.
const CANCEL: u8 = 0x11 | 0x80;

/// A transport that stops when it is asked to.
pub struct Stoppable<T> {
    transport: T,
    stop: CancelFlag,
    /// The channel that was spoken on last.
    channel: [u8; 4],
}

impl<T: Transport> Stoppable<T> {
    /// Over another one.
    pub const fn new(transport: T, stop: CancelFlag) -> Self {
        Self { transport, stop, channel: [0xff; 4] }
    }

    fn give_up(&mut self) -> io::Error {
        let mut packet = [0; PACKET_BYTES];
        packet.iter_mut().zip(self.channel.iter().chain(&[CANCEL])).for_each(|(to, from)| *to = *from);
        // A token that is gone need not be told.
        drop(self.transport.send(&packet));
        io::ErrorKind::Interrupted.into()
    }
}

impl<T: Transport> Transport for Stoppable<T> {
    fn send(&mut self, packet: &[u8; PACKET_BYTES]) -> io::Result<()> {
        if self.stop.is_cancelled() {
            return Err(io::ErrorKind::Interrupted.into());
        }
        self.channel = [packet[0], packet[1], packet[2], packet[3]];
        self.transport.send(packet)
    }

    fn receive(&mut self, within: Duration) -> io::Result<[u8; PACKET_BYTES]> {
        let mut left = within;
        loop {
            if self.stop.is_cancelled() {
                return Err(self.give_up());
            }
            let step = left.min(LOOK_EVERY);
            match self.transport.receive(step) {
                Err(error) if error.kind() == io::ErrorKind::TimedOut && left > step => left -= step,
                other => return other,
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Says nothing for a while; then the person stops waiting.
    struct Silent {
        looks: u32,
        stop: CancelFlag,
        sent: Vec<[u8; PACKET_BYTES]>,
    }

    impl Transport for &mut Silent {
        fn send(&mut self, packet: &[u8; PACKET_BYTES]) -> io::Result<()> {
            self.sent.push(*packet);
            Ok(())
        }

        fn receive(&mut self, within: Duration) -> io::Result<[u8; PACKET_BYTES]> {
            assert!(within <= LOOK_EVERY);
            self.looks += 1;
            if self.looks == 5 {
                self.stop.cancel();
            }
            Err(io::ErrorKind::TimedOut.into())
        }
    }

    #[test]
    fn waiting_ends_when_it_is_stopped_and_the_token_is_told_on_its_channel() {
        let stop = CancelFlag::default();
        let mut silent = Silent { looks: 0, stop: stop.clone(), sent: Vec::new() };
        let mut way = Stoppable::new(&mut silent, stop);
        let mut packet = [0; PACKET_BYTES];
        packet[..5].copy_from_slice(&[1, 2, 3, 4, 0x90]);
        way.send(&packet).unwrap();
        let ended = way.receive(Duration::from_mins(1)).unwrap_err();
        assert_eq!(ended.kind(), io::ErrorKind::Interrupted);
        assert!(way.send(&packet).is_err(), "nothing more is asked of it");
        assert_eq!(silent.looks, 5);
        assert_eq!(silent.sent[1][..7], [1, 2, 3, 4, CANCEL, 0, 0]);
    }

    #[test]
    fn a_silence_lasts_as_long_as_it_was_asked_for() {
        let stop = CancelFlag::default();
        let mut silent = Silent { looks: 10, stop: stop.clone(), sent: Vec::new() };
        let ended = Stoppable::new(&mut silent, stop).receive(LOOK_EVERY * 30).unwrap_err();
        assert_eq!((ended.kind(), silent.looks), (io::ErrorKind::TimedOut, 40));
    }
}
