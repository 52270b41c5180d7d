//! CTAPHID (CTAP 2.1, 11.2): messages cut into packets of 64 bytes, on a channel that the token hands out.

use std::io;
use std::time::Duration;

use zeroize::Zeroizing;

use crate::crypto::random::random_bytes;

use super::{PACKET_BYTES, TokenError, Transport};

const BROADCAST: [u8; 4] = [0xff; 4];
const INIT: u8 = 0x06;
const CBOR: u8 = 0x10;
const KEEPALIVE: u8 = 0x3b;
const ERROR: u8 = 0x3f;
/// The first packet of a message has this bit in its command.
const FIRST: u8 = 0x80;
/// What follows the header of a message's first packet, and of those after it.
const FIRST_BYTES: usize = PACKET_BYTES - 7;
const NEXT_BYTES: usize = PACKET_BYTES - 5;
/// The longest message: what fits the first packet and 128 more (11.2.4).
const MOST_BYTES: usize = FIRST_BYTES + 128 * NEXT_BYTES;
/// The token speaks CBOR (11.2.9.1.3).
const CAPABILITY_CBOR: u8 = 0x04;

/// A token says every 100 ms that it still waits to be touched; one that says nothing for this long is gone.
const SILENCE: Duration = Duration::from_secs(3);
/// After this many such messages, over half a minute, nobody is going to touch it.
const MOST_KEEPALIVES: u32 = 400;
/// How many packets for others are passed over.
const MOST_STRANGERS: u32 = 1_000;

/// A channel to one token.
pub(super) struct Channel<T> {
    transport: T,
    id: [u8; 4],
}

impl<T: Transport> Channel<T> {
    /// Has the token hand out a channel.
    pub(super) fn open(transport: T) -> Result<Self, TokenError> {
        let mut channel = Self { transport, id: BROADCAST };
        let nonce: [u8; 8] = random_bytes();
        channel.send(INIT, &nonce)?;
        // Answers to others who open a channel now come to everybody, too.
        for _ in 0..MOST_STRANGERS {
            let answer = channel.receive(INIT)?;
            let Some((echo, rest)) = answer.split_first_chunk::<8>() else {
                return Err(TokenError::Protocol("a short answer to INIT"));
            };
            if *echo != nonce {
                continue;
            }
            let (id, about) =
                rest.split_first_chunk().ok_or(TokenError::Protocol("a short answer to INIT"))?;
            if about.get(4).is_none_or(|capabilities| capabilities & CAPABILITY_CBOR == 0) {
                return Err(TokenError::Unsupported("CBOR"));
            }
            channel.id = *id;
            return Ok(channel);
        }
        Err(TokenError::Protocol("no answer to INIT"))
    }

    /// Sends a command of CTAP 2 and waits for its answer, the status taken off.
    pub(super) fn call(&mut self, command: &[u8]) -> Result<Zeroizing<Vec<u8>>, TokenError> {
        self.send(CBOR, command)?;
        let answer = self.receive(CBOR)?;
        match answer.split_first() {
            Some((0, body)) => Ok(Zeroizing::new(body.to_vec())),
            Some((status, _)) => Err(refusal(*status)),
            None => Err(TokenError::Protocol("an empty answer")),
        }
    }

    fn send(&mut self, command: u8, message: &[u8]) -> Result<(), TokenError> {
        let length = u16::try_from(message.len()).ok().filter(|_| message.len() <= MOST_BYTES);
        let length = length.ok_or(TokenError::Unsupported("so long a message"))?;
        let (first, rest) = message.split_at(message.len().min(FIRST_BYTES));
        let [high, low] = length.to_be_bytes();
        self.transport.send(&packet(self.id, &[command | FIRST, high, low], first))?;
        for (number, part) in (0_u8..).zip(rest.chunks(NEXT_BYTES)) {
            self.transport.send(&packet(self.id, &[number], part))?;
        }
        Ok(())
    }

    /// The next whole message on the channel, which answers `command`.
    fn receive(&mut self, command: u8) -> Result<Zeroizing<Vec<u8>>, TokenError> {
        for _ in 0..MOST_KEEPALIVES {
            let first = self.packet()?;
            let [kind, high, low] = [first[4], first[5], first[6]];
            let length = usize::from(u16::from_be_bytes([high, low]));
            match kind ^ FIRST {
                KEEPALIVE => {}
                ERROR => return Err(TokenError::Protocol("it answered with an error of its channel")),
                other if other == command => return self.rest(&first[7..], length),
                _ => return Err(TokenError::Protocol("an answer to something else")),
            }
        }
        Err(TokenError::NotTouched)
    }

    fn rest(&mut self, first: &[u8], length: usize) -> Result<Zeroizing<Vec<u8>>, TokenError> {
        if length > MOST_BYTES {
            return Err(TokenError::Protocol("too long a message"));
        }
        let mut message = Zeroizing::new(Vec::with_capacity(length + PACKET_BYTES));
        message.extend_from_slice(first);
        let mut expected = 0;
        while message.len() < length {
            let packet = self.packet()?;
            if packet[4] != expected {
                return Err(TokenError::Protocol("packets out of order"));
            }
            expected += 1;
            message.extend_from_slice(&packet[5..]);
        }
        message.truncate(length);
        Ok(message)
    }

    /// The next packet of this channel.
    fn packet(&mut self) -> Result<[u8; PACKET_BYTES], TokenError> {
        for _ in 0..MOST_STRANGERS {
            let packet = self.transport.receive(SILENCE)?;
            if packet.first_chunk() == Some(&self.id) {
                return Ok(packet);
            }
        }
        Err(io::Error::from(io::ErrorKind::TimedOut).into())
    }
}

/// Channel, header, content, zeros.
fn packet(channel: [u8; 4], header: &[u8], content: &[u8]) -> [u8; PACKET_BYTES] {
    let mut packet = [0; PACKET_BYTES];
    let bytes = channel.iter().chain(header).chain(content);
    packet.iter_mut().zip(bytes).for_each(|(to, from)| *to = *from);
    packet
}

/// What a status means here (CTAP 2.1, 8.2).
const fn refusal(status: u8) -> TokenError {
    match status {
        0x19 => TokenError::Twice,
        0x2e => TokenError::NotThisOne,
        0x27 | 0x2f | 0x3a | 0x3b => TokenError::NotTouched,
        0x31 | 0x33 | 0x3f => TokenError::WrongHolder,
        0x32 | 0x34 | 0x3c => TokenError::Blocked,
        0x35 => TokenError::PinNotSet,
        0x36 => TokenError::PinNeeded,
        other => TokenError::Status(other),
    }
}
