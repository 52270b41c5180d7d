//! A FIDO2 token in software, for where none can be plugged in: CTAPHID packets in and out, canonical CBOR, getInfo,
//! clientPIN with PIN/UV protocol two, makeCredential and getAssertion with `hmac-secret`, after CTAP 2.1.
//!
//! Written apart from the program's side, from the specification; it refuses whatever that does not allow. What it
//! lacks of a real one is what nobody here asks for: resident keys, and signatures (random bytes stand for them).

use std::collections::VecDeque;
use std::io;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use aes::cipher::{BlockCipherDecrypt, BlockCipherEncrypt, KeyInit};
use hmac::{Hmac, Mac};
use p256::elliptic_curve::sec1::ToSec1Point;
use p256::{PublicKey, SecretKey};
use sha2::{Digest, Sha256};
use strongroom::app::tokens::{FindTokens, TokenLink};
use strongroom::keys::token::{PACKET_BYTES, Transport};

use crate::soft_cbor::{Value, text};

type Status = u8;
const INVALID_COMMAND: Status = 0x01;
const INVALID_CBOR: Status = 0x12;
const MISSING_PARAMETER: Status = 0x14;
const CREDENTIAL_EXCLUDED: Status = 0x19;
const UNSUPPORTED_ALGORITHM: Status = 0x26;
const OPERATION_DENIED: Status = 0x27;
const NO_CREDENTIALS: Status = 0x2e;
const PIN_INVALID: Status = 0x31;
const PIN_BLOCKED: Status = 0x32;
const PIN_AUTH_INVALID: Status = 0x33;
const PIN_NOT_SET: Status = 0x35;
const PUAT_REQUIRED: Status = 0x36;

/// The token itself.
pub(crate) struct SoftToken {
    master: [u8; 32],
    pub(crate) pin: Option<String>,
    /// A finger is enrolled and laid on.
    pub(crate) finger: bool,
    /// It knows permissions (CTAP 2.1), not only plain PIN tokens (CTAP 2.0).
    pub(crate) permissions: bool,
    /// Someone touches it when it blinks.
    pub(crate) touched: bool,
    /// It blinks, and nobody comes, until the wait is given up.
    pub(crate) blinks: bool,
    /// It blinks now.
    pub(crate) blinking: bool,
    /// The wait was given up.
    pub(crate) given_up: bool,
    pub(crate) protocols: Vec<i64>,
    retries: u8,
    agreement: SecretKey,
    pin_token: Option<([u8; 32], i64)>,
    channel: u32,
    gathering: Option<Message>,
    answers: VecDeque<[u8; PACKET_BYTES]>,
}

/// A message on its way in.
struct Message {
    channel: [u8; 4],
    command: u8,
    length: usize,
    bytes: Vec<u8>,
    next: u8,
}

/// A plug of a token: many may be held, it stays one token.
#[derive(Clone)]
pub(crate) struct Plug(pub(crate) Arc<Mutex<SoftToken>>);

impl Plug {
    pub(crate) fn new(pin: Option<&str>) -> Self {
        Self(Arc::new(Mutex::new(SoftToken {
            master: random(),
            pin: pin.map(str::to_owned),
            finger: false,
            permissions: true,
            touched: true,
            blinks: false,
            blinking: false,
            given_up: false,
            protocols: vec![2, 1],
            retries: 8,
            agreement: scalar(),
            pin_token: None,
            channel: 0x0100_0000,
            gathering: None,
            answers: VecDeque::new(),
        })))
    }

    /// What finds these tokens and no others.
    pub(crate) fn found(plugs: &[Self]) -> FindTokens {
        let plugs = plugs.to_vec();
        Arc::new(move || plugs.iter().cloned().map(|plug| Box::new(plug) as TokenLink).collect())
    }
}

impl Transport for Plug {
    fn send(&mut self, packet: &[u8; PACKET_BYTES]) -> io::Result<()> {
        self.0.lock().unwrap().take(packet);
        Ok(())
    }

    fn receive(&mut self, within: Duration) -> io::Result<[u8; PACKET_BYTES]> {
        let mut token = self.0.lock().unwrap();
        if let (true, None) = (token.blinks, token.answers.front()) {
            drop(token);
            // As a real one: it says that it waits, as often as that.
            std::thread::park_timeout(within);
            token = self.0.lock().unwrap();
            let channel = token.channel.to_be_bytes();
            token.push(&[channel.as_slice(), &[0x3b | 0x80, 0, 1, 2]].concat());
        }
        token.answers.pop_front().ok_or_else(|| io::ErrorKind::TimedOut.into())
    }
}

// CTAPHID, 11.2.4.
impl SoftToken {
    fn take(&mut self, packet: &[u8; PACKET_BYTES]) {
        let channel: [u8; 4] = packet[..4].try_into().unwrap();
        if packet[4] & 0x80 != 0 {
            let length = usize::from(u16::from_be_bytes([packet[5], packet[6]]));
            let message =
                Message { channel, command: packet[4] & 0x7f, length, bytes: packet[7..].to_vec(), next: 0 };
            self.gathering = Some(message);
        } else {
            let message = self.gathering.as_mut().expect("a packet in the middle needs a first one");
            assert_eq!((channel, packet[4]), (message.channel, message.next), "packets in order");
            message.next += 1;
            message.bytes.extend_from_slice(&packet[5..]);
        }
        if self.gathering.as_ref().is_some_and(|message| message.bytes.len() >= message.length) {
            let message = self.gathering.take().unwrap();
            let (bytes, padding) = message.bytes.split_at(message.length);
            assert!(padding.iter().all(|byte| *byte == 0), "what follows the message is zeros");
            self.answer(message.channel, message.command, bytes);
        }
    }

    fn answer(&mut self, channel: [u8; 4], command: u8, message: &[u8]) {
        match command {
            0x06 => {
                assert_eq!((channel, message.len()), ([0xff; 4], 8), "INIT comes on the broadcast channel");
                // Somebody else opens a channel at the same time.
                self.reply([0xff; 4], 0x06, &[[9; 8].as_slice(), &[1, 1, 1, 1, 2, 5, 7, 1, 0x04]].concat());
                self.channel += 1;
                let about = [self.channel.to_be_bytes().as_slice(), &[2, 5, 7, 1, 0x04]].concat();
                self.reply([0xff; 4], 0x06, &[message, &about].concat());
            }
            0x10 => {
                assert_eq!(channel, self.channel.to_be_bytes(), "the channel that was handed out");
                if self.blinks && [0x01, 0x02].contains(&message[0]) {
                    self.blinking = true;
                    return;
                }
                let answer = match self.command(channel, message) {
                    Ok(body) => [vec![0], body].concat(),
                    Err(status) => vec![status],
                };
                self.reply(channel, 0x10, &answer);
            }
            0x11 => {
                assert_eq!(channel, self.channel.to_be_bytes(), "the channel that was handed out");
                self.given_up = std::mem::take(&mut self.blinking);
            }
            other => panic!("no command of CTAPHID that is asked for: {other:#x}"),
        }
    }

    fn reply(&mut self, channel: [u8; 4], command: u8, message: &[u8]) {
        let length = u16::try_from(message.len()).unwrap().to_be_bytes();
        let (first, rest) = message.split_at(message.len().min(57));
        self.push(&[channel.as_slice(), &[command | 0x80], &length, first].concat());
        for (number, part) in (0..).zip(rest.chunks(59)) {
            self.push(&[channel.as_slice(), &[number], part].concat());
        }
    }

    fn push(&mut self, bytes: &[u8]) {
        let mut packet = [0; PACKET_BYTES];
        packet[..bytes.len()].copy_from_slice(bytes);
        self.answers.push_back(packet);
    }

    /// It blinks for a while; then it is touched, or not.
    fn wait_for_touch(&mut self, channel: [u8; 4]) -> Result<(), Status> {
        for _ in 0..3 {
            self.push(&[channel.as_slice(), &[0x3b | 0x80, 0, 1, 2]].concat());
        }
        if self.touched { Ok(()) } else { Err(OPERATION_DENIED) }
    }
}

// The commands, section 6.
impl SoftToken {
    fn command(&mut self, channel: [u8; 4], message: &[u8]) -> Result<Vec<u8>, Status> {
        let (command, body) = message.split_first().ok_or(INVALID_COMMAND)?;
        if *command == 0x04 {
            return if body.is_empty() { Ok(self.info().to_bytes()) } else { Err(INVALID_CBOR) };
        }
        let body = Value::from_canonical(body).ok_or(INVALID_CBOR)?;
        match command {
            0x01 => self.make(channel, &body),
            0x02 => self.assert(channel, &body),
            0x06 => self.client_pin(&body),
            _ => Err(INVALID_COMMAND),
        }
    }

    fn info(&self) -> Value {
        let strings = |list: &[&str]| Value::Array(list.iter().map(|entry| text(entry)).collect());
        let mut options = vec![
            (text("rk"), Value::Bool(true)),
            (text("up"), Value::Bool(true)),
            (text("clientPin"), Value::Bool(self.pin.is_some())),
            (text("pinUvAuthToken"), Value::Bool(self.permissions)),
        ];
        if self.finger {
            options.push((text("uv"), Value::Bool(true)));
        }
        Value::Map(vec![
            (Value::Int(1), strings(&["FIDO_2_0", "FIDO_2_1"])),
            (Value::Int(2), strings(&["credProtect", "hmac-secret"])),
            (Value::Int(3), Value::Bytes(vec![0x5f; 16])),
            (Value::Int(4), Value::Map(options)),
            (Value::Int(5), Value::Int(1200)),
            (Value::Int(6), Value::Array(self.protocols.iter().map(|number| Value::Int(*number)).collect())),
        ])
    }

    fn client_pin(&mut self, body: &Value) -> Result<Vec<u8>, Status> {
        assert_eq!(int(body, 1)?, 2, "protocol two");
        let sub = int(body, 2)?;
        if sub == 2 {
            // A new key for each exchange: whoever keeps an old one is found out.
            self.agreement = scalar();
            return Ok(Value::Map(vec![(Value::Int(1), cose(&self.agreement.public_key()))]).to_bytes());
        }
        let shared = self.shared(entry(body, 3)?)?;
        let permission = match sub {
            5 => {
                assert!(!self.permissions, "a token of 2.1 is asked with permissions");
                3
            }
            6 | 9 => {
                assert_eq!(entry(body, 10)?, &text("strongroom.invalid"));
                int(body, 9)?
            }
            _ => return Err(INVALID_COMMAND),
        };
        if sub == 6 {
            assert!(self.finger, "a finger is asked for where one is enrolled");
        } else {
            self.check_pin(&shared, entry(body, 6)?.bytes().ok_or(MISSING_PARAMETER)?)?;
        }
        let token: [u8; 32] = random();
        self.pin_token = Some((token, permission));
        Ok(Value::Map(vec![(Value::Int(2), Value::Bytes(shared.encrypt(&token)))]).to_bytes())
    }

    fn check_pin(&mut self, shared: &Shared, sealed: &[u8]) -> Result<(), Status> {
        let pin = self.pin.clone().ok_or(PIN_NOT_SET)?;
        if self.retries == 0 {
            return Err(PIN_BLOCKED);
        }
        if shared.decrypt(sealed) == Sha256::digest(pin.as_bytes())[..16] {
            self.retries = 8;
            return Ok(());
        }
        self.retries -= 1;
        self.agreement = scalar();
        Err(if self.retries == 0 { PIN_BLOCKED } else { PIN_INVALID })
    }

    fn make(&mut self, channel: [u8; 4], body: &Value) -> Result<Vec<u8>, Status> {
        let about = entry(body, 1)?.bytes().filter(|hash| hash.len() == 32).ok_or(MISSING_PARAMETER)?;
        let party = entry(body, 2)?.at(&text("id")).ok_or(MISSING_PARAMETER)?.clone();
        entry(body, 3)?.at(&text("id")).and_then(Value::bytes).ok_or(MISSING_PARAMETER)?;
        let es256 = Value::Map(vec![(text("alg"), Value::Int(-7)), (text("type"), text("public-key"))]);
        // Both sides write the map's keys in the same order, so they can be compared as they are.
        if !entry(body, 4)?.array().contains(&es256) {
            return Err(UNSUPPORTED_ALGORITHM);
        }
        assert_eq!(entry(body, 6)?, &Value::Map(vec![(text("hmac-secret"), Value::Bool(true))]));
        self.require_verified(body, about, [8, 9], 1)?;
        self.wait_for_touch(channel)?;
        if body.at(&Value::Int(5)).is_some_and(|list| self.own(list, &party).is_some()) {
            return Err(CREDENTIAL_EXCLUDED);
        }
        let nonce: [u8; 16] = random();
        let credential = [nonce.as_slice(), &self.mark(&nonce, &party)].concat();
        let mut data = self.head(&party, 0x01 | 0x04 | 0x40 | 0x80);
        data.extend_from_slice(&[0x5f; 16]);
        data.extend_from_slice(&u16::try_from(credential.len()).unwrap().to_be_bytes());
        data.extend_from_slice(&credential);
        data.extend(cose_es256(&scalar().public_key()).to_bytes());
        data.extend(Value::Map(vec![(text("hmac-secret"), Value::Bool(true))]).to_bytes());
        Ok(Value::Map(vec![
            (Value::Int(1), text("none")),
            (Value::Int(2), Value::Bytes(data)),
            (Value::Int(3), Value::Map(Vec::new())),
        ])
        .to_bytes())
    }

    fn assert(&mut self, channel: [u8; 4], body: &Value) -> Result<Vec<u8>, Status> {
        let party = entry(body, 1)?.clone();
        let about = entry(body, 2)?.bytes().filter(|hash| hash.len() == 32).ok_or(MISSING_PARAMETER)?;
        self.require_verified(body, about, [6, 7], 2)?;
        let credential = self.own(entry(body, 3)?, &party).ok_or(NO_CREDENTIALS)?;
        let asked = entry(body, 4)?.at(&text("hmac-secret")).ok_or(MISSING_PARAMETER)?;
        assert_eq!(int(asked, 4)?, 2, "protocol two");
        let shared = self.shared(entry(asked, 1)?)?;
        let sealed = entry(asked, 2)?.bytes().ok_or(MISSING_PARAMETER)?;
        if entry(asked, 3)?.bytes() != Some(&hmac(&shared.authenticates, sealed)) {
            return Err(PIN_AUTH_INVALID);
        }
        let salt = shared.decrypt(sealed);
        assert_eq!(salt.len(), 32, "one salt");
        self.wait_for_touch(channel)?;
        // 12.5: another secret for those who did not prove themselves; here everyone did.
        let with_verification = hmac(&self.master, &[b"with uv".as_slice(), &credential].concat());
        let output = shared.encrypt(&hmac(&with_verification, &salt));
        let mut data = self.head(&party, 0x01 | 0x04 | 0x80);
        data.extend(Value::Map(vec![(text("hmac-secret"), Value::Bytes(output))]).to_bytes());
        let described =
            Value::Map(vec![(text("id"), Value::Bytes(credential)), (text("type"), text("public-key"))]);
        Ok(Value::Map(vec![
            (Value::Int(1), described),
            (Value::Int(2), Value::Bytes(data)),
            (Value::Int(3), Value::Bytes(random::<71>().to_vec())),
        ])
        .to_bytes())
    }

    /// 6.1.2 and 6.2.2: a proof made with a PIN token for this very command, or its own sensor.
    fn require_verified(
        &mut self,
        body: &Value,
        about: &[u8],
        keys: [i64; 2],
        permission: i64,
    ) -> Result<(), Status> {
        let options = body.at(&Value::Int(if permission == 1 { 7 } else { 5 }));
        let own_sensor = options.and_then(|options| options.at(&text("uv"))) == Some(&Value::Bool(true));
        let Some(proof) = body.at(&Value::Int(keys[0])) else {
            return if own_sensor && self.finger { Ok(()) } else { Err(PUAT_REQUIRED) };
        };
        assert!(!own_sensor, "a proof and `uv` exclude each other");
        assert_eq!(int(body, keys[1])?, 2, "protocol two");
        // A token of 2.1 is for one command: it is used up.
        let (token, permissions) = self.pin_token.take().ok_or(PIN_AUTH_INVALID)?;
        if proof.bytes() != Some(&hmac(&token, about)) || permissions & permission == 0 {
            return Err(PIN_AUTH_INVALID);
        }
        if !self.permissions {
            self.pin_token = Some((token, permissions));
        }
        Ok(())
    }

    fn head(&self, party: &Value, flags: u8) -> Vec<u8> {
        let Value::Text(party) = party else { panic!("the relying party is a text") };
        [Sha256::digest(party.as_bytes()).as_slice(), &[flags], &[0, 0, 0, 1]].concat()
    }

    fn mark(&self, nonce: &[u8], party: &Value) -> [u8; 32] {
        hmac(&self.master, &[nonce, &party.to_bytes()].concat())
    }

    /// The first of a list of credentials that this token made.
    fn own(&self, list: &Value, party: &Value) -> Option<Vec<u8>> {
        list.array().iter().find_map(|descriptor| {
            assert_eq!(descriptor.at(&text("type")), Some(&text("public-key")));
            let id = descriptor.at(&text("id"))?.bytes()?;
            let (nonce, mark) = id.split_at_checked(16)?;
            (mark == self.mark(nonce, party)).then(|| id.to_vec())
        })
    }

    fn shared(&self, theirs: &Value) -> Result<Shared, Status> {
        assert_eq!((int(theirs, 1)?, int(theirs, 3)?, int(theirs, -1)?), (2, -25, 1), "6.5.6");
        let [x, y] = [entry(theirs, -2)?, entry(theirs, -3)?].map(|part| part.bytes().unwrap_or_default());
        let theirs = PublicKey::from_sec1_bytes(&[&[4], x, y].concat()).expect("a point of the curve");
        let point = p256::ecdh::diffie_hellman(self.agreement.to_nonzero_scalar(), theirs.as_affine());
        // HKDF by hand, RFC 5869: extract with 32 zeros, one block of output each.
        let extracted = hmac(&[0; 32], point.raw_secret_bytes());
        let expand = |label: &str| hmac(&extracted, &[label.as_bytes(), &[1]].concat());
        Ok(Shared { authenticates: expand("CTAP2 HMAC key"), encrypts: expand("CTAP2 AES key") })
    }
}

/// 6.5.7.
struct Shared {
    authenticates: [u8; 32],
    encrypts: [u8; 32],
}

impl Shared {
    fn encrypt(&self, plain: &[u8]) -> Vec<u8> {
        let cipher = aes::Aes256::new(&self.encrypts.into());
        let mut all = random::<16>().to_vec();
        for block in plain.chunks(16) {
            let before = &all[all.len() - 16..];
            let mixed: Vec<u8> = block.iter().zip(before).map(|(a, b)| a ^ b).collect();
            let mut mixed = <[u8; 16]>::try_from(mixed).unwrap().into();
            cipher.encrypt_block(&mut mixed);
            all.extend_from_slice(&mixed);
        }
        all
    }

    fn decrypt(&self, sealed: &[u8]) -> Vec<u8> {
        let cipher = aes::Aes256::new(&self.encrypts.into());
        let blocks: Vec<&[u8]> = sealed.chunks(16).collect();
        let pairs = blocks.iter().zip(&blocks[1..]);
        pairs
            .flat_map(|(before, block)| {
                let mut plain = <[u8; 16]>::try_from(*block).unwrap().into();
                cipher.decrypt_block(&mut plain);
                plain.iter().zip(*before).map(|(a, b)| a ^ b).collect::<Vec<u8>>()
            })
            .collect()
    }
}

fn entry(map: &Value, key: i64) -> Result<&Value, Status> {
    map.at(&Value::Int(key)).ok_or(MISSING_PARAMETER)
}

fn int(map: &Value, key: i64) -> Result<i64, Status> {
    entry(map, key)?.int().ok_or(INVALID_CBOR)
}

fn cose(public: &PublicKey) -> Value {
    key_for(public, -25)
}

fn cose_es256(public: &PublicKey) -> Value {
    key_for(public, -7)
}

fn key_for(public: &PublicKey, algorithm: i64) -> Value {
    let point = public.to_sec1_point(false);
    let [x, y] = [point.x(), point.y()].map(|part| Value::Bytes(part.unwrap().to_vec()));
    let entries = [(1, Value::Int(2)), (3, Value::Int(algorithm)), (-1, Value::Int(1)), (-2, x), (-3, y)];
    Value::Map(entries.map(|(key, value)| (Value::Int(key), value)).to_vec())
}

fn hmac(key: &[u8], message: &[u8]) -> [u8; 32] {
    let mut mac = <Hmac<Sha256> as KeyInit>::new_from_slice(key).unwrap();
    mac.update(message);
    mac.finalize().into_bytes().into()
}

fn random<const N: usize>() -> [u8; N] {
    strongroom::crypto::random::random_bytes()
}

fn scalar() -> SecretKey {
    std::iter::repeat_with(random::<32>).find_map(|bytes| SecretKey::from_slice(&bytes).ok()).unwrap()
}
