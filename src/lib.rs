//! Strongroom keeps a business's most sensitive customer files on one workstation, in a locked room,
//! that is never on a network.
//!
//! This page is the map of the house. `src/vault/FORMAT.md` gives every byte on disk.
//!
//! # The floors
//!
//! A room imports only from lower floors; rooms of one floor do not know each other, and nothing imports
//! [`ui`] or [`cli`]. `tests/architecture.rs` reads the imports and holds this table.
//!
//! | floor | room | is |
//! |---|---|---|
//! | 0 | [`base`] | ids, client codes, clock, atomic file writes, size limits |
//! | 1 | [`crypto`] | secrets, Argon2id, AEAD, HPKE, signatures, hashes, randomness |
//! | 1 | [`policy`] | pure: acts, roles, facts, and who may do what |
//! | 1 | [`texts`] | what the program says, in English and Romanian |
//! | 1 | [`document`] | what readers of files produce: text, tables, pictures |
//! | 1 | [`confine`] | what the process may not do: system calls, files; the proof of it at each start |
//! | 2 | [`keys`] | keyslots, wraps, statements' signatures, recovery shares |
//! | 2 | [`parcel`] | age and tar streams, in and out, with limits |
//! | 2 | [`viewing`] | bytes to `document`, in memory |
//! | 3 | [`store`] | SQLCipher connections, pragmas, migrations, chunked content in stacks |
//! | 4 | [`vault`] | the folder on disk: layout, header, seat lock, `Vault<Sealed>` to `Vault<Opened>` |
//! | 5 | [`staff`] | accounts, the statement chain and its authority, screening, agreements, grants, leaving, throttling; makes `Vault<Verified>` |
//! | 5 | [`audit`] | the access log: append, checkpoints, proofs; its index, its review, what is taken out of it |
//! | 5 | [`records`] | customers, codes, records, search, moving, exporting, writing again under new keys |
//! | 6 | [`airgap`] | the interface guard, and the rows of the posture |
//! | 6 | [`backup`] | media, generations, verifying, restoring, rehearsing |
//! | 6 | [`paper`] | everything printed: plain structs in, PDF bytes out |
//! | 7 | [`app`] | one function per thing a person can do: decide, log, act; the worker; snapshots |
//! | 8 | [`cli`] | the command line |
//! | 8 | [`ui`] | the window |
//!
//! # The processes
//!
//! A command runs confined ([`confine`]) to the paths of its arguments. The window's process is confined to its vault,
//! and beside it stands the one that was started first, the attendant ([`app::attendant`]): it has no key, no window and no
//! network, prints, opens tokens, and starts the next stage (chooser, new vault, vault, a restore in the place of a vault or
//! by recovery sheets, which alone reaches around it) in a process of its own.
//!
//! # The keys
//!
//! ```text
//! password ─Argon2id─┐
//! keyfile (32 B) ────┼─HKDF─► KEK ─opens─► keyslot ─► the account's two private keys
//! token secret ──────┘      (+ commitment)              KEM (X-Wing: X25519 + ML-KEM-768)    Ed25519
//!                                                         │ unwraps (HPKE)                     │ signs
//!         registry key · log-reader key · restore key · group keys (records, identities)   statements, checkpoints
//!                                                         │ derives (HKDF: kind, n, epoch)
//!                                      one key per database: records · identities · each stack · index
//!
//! a two-person group's key ─2 of n─► shares, one wrapped to each person; whole to recovery
//! recovery seed ─3 of 5 sheets─► X-Wing · X25519 (age) · Ed25519: opens every wrap, may enrol a supervisor
//! ```
//!
//! Laws: a key-encrypting key only ever protects or derives keys; a content key serves one thing; each kind of
//! key is its own type. Purpose and place (vault, group, epoch, account, format version) are in the associated
//! data of everything sealed, and every signed message starts with `strongroom/<kind>/v1\0` and the vault id.

pub mod airgap;
pub mod app;
pub mod audit;
pub mod backup;
pub mod base;
pub mod cli;
pub mod confine;
pub mod crypto;
pub mod document;
pub mod keys;
pub mod paper;
pub mod parcel;
pub mod policy;
pub mod records;
pub mod staff;
pub mod store;
pub mod texts;
pub mod ui;
pub mod vault;
pub mod viewing;
