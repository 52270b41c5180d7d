//! A vault before anyone is logged in: what can be known of it, its access log, and the way in.
//!
//! Unlocking is one act in a fixed order: the air gap, the throttle, the keyslot, the statements, the event; each
//! refusal is in the log before it is told. Used by the worker and by the command line.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::audit::{self, BootId, Event, Log, Opening, Outcome, Seen};
use crate::base::clock::{SharedClock, WallTime};
use crate::crypto::secret::Password;
use crate::keys::code::{CodeDeriving, CodeError, CodeKey};
use crate::keys::keyslot::SecondFactor;
use crate::policy::{Act, Role, decide};
use crate::staff::code::CodeUnlockError;
use crate::staff::throttle::SECOND_STEP_FAILURES;
use crate::staff::{self, Verified};
use crate::vault::anchor::LogHead;
use crate::vault::{Layout, Opened, Sealed, Vault, VaultKind};

use super::acts::Job;
use super::acts::log::breaks::{self, BreakWish, FoundBreak};
pub use super::air_gap::air_gap;
use super::air_gap::not_air_gapped;
use super::alarm::{Witnessed, alarm, told};
use super::confinement;
use super::opening::{Derived, SlotOpening};
use super::patience::{self, Patience};
use super::problem::{Problem, ProblemKind};
use super::request::GivenFactor;
use super::session::Session;
use super::snapshot::{AirGapFace, Colour, Settled, VaultFace};
use super::tokens::{self, FindTokens};
use super::way_back::WayBack;

/// A vault whose plain files were read, and a session of its log.
pub struct Entrance {
    vault: Vault<Sealed>,
    log: Arc<Log>,
    clock: SharedClock,
    system_root: PathBuf,
    tokens: FindTokens,
    patience: Arc<Patience>,
}

/// Whether there is a vault in `folder`, sound or not.
pub fn holds_vault(folder: &Path) -> bool {
    Layout::new(folder).header().is_file()
}

/// Whether there is a vault in `folder`, or what is left of one that lost its header.
pub fn holds_remains(folder: &Path) -> bool {
    let layout = Layout::new(folder);
    holds_vault(folder) || [layout.accounts(), layout.groups(), layout.audit()].iter().all(|own| own.is_dir())
}

/// Reads the plain files of a vault.
pub(super) fn open_sealed(folder: &Path) -> Result<Vault<Sealed>, Problem> {
    Vault::open(folder).map_err(|error| Problem::from(error).with("path", folder.display()))
}

/// Whether the folder holds a vault, and of which kind; writes nothing.
pub fn look_at(folder: &Path, system_root: &Path) -> Result<VaultFace, Problem> {
    let vault = open_sealed(folder)?;
    Ok(face_of(&vault, air_gap(system_root)))
}

fn face_of<S>(vault: &Vault<S>, air_gap: AirGapFace) -> VaultFace {
    VaultFace {
        path: vault.layout().folder().to_owned(),
        business: vault.business().to_owned(),
        sample: vault.kind() == VaultKind::Sample,
        air_gap,
        confinement: confinement::face(),
    }
}

/// What a session of the vault's log is opened with.
pub(super) fn opening_of(vault: &Vault<Sealed>) -> Opening {
    let (reader_epoch, reader) = vault.header().reader();
    Opening {
        folder: vault.layout().audit(),
        vault: vault.id(),
        reader_epoch,
        reader: reader.clone(),
        boot: BootId::of_this_machine(),
        machine: Arc::new(vault.machine().duplicate()),
    }
}

impl Entrance {
    /// Reads the plain files of the vault in `folder` and starts a session of its log.
    pub fn open(folder: &Path, clock: SharedClock, system_root: PathBuf) -> Result<Self, Problem> {
        let vault = open_sealed(folder)?;
        let access_log = Log::open(opening_of(&vault), Arc::clone(&clock))?;
        // Without room in the log the vault can still be looked at from outside; nobody gets in.
        if access_log.append(&Event::new(Act::ProgramStart)).is_err() {
            log::warn!("the start of the program could not be logged");
        }
        checkpoint_by_machine(&access_log);
        let tokens = tokens::of_this_machine(system_root.clone());
        let log = Arc::new(access_log);
        let patience = Arc::new(Patience::begin(&vault, Arc::clone(&log), Arc::clone(&clock)));
        Ok(Self { vault, log, clock, system_root, tokens, patience })
    }

    /// The same with other tokens than those of this machine.
    #[must_use]
    pub fn with_tokens(mut self, tokens: FindTokens) -> Self {
        self.tokens = tokens;
        self
    }

    /// The vault, closed.
    pub(super) const fn sealed(&self) -> &Vault<Sealed> {
        &self.vault
    }

    /// Its log.
    pub(super) fn access_log(&self) -> &Log {
        &self.log
    }

    /// Its log, for another thread.
    pub(super) fn shared_log(&self) -> Arc<Log> {
        Arc::clone(&self.log)
    }

    /// Its clock.
    pub(super) fn clock(&self) -> SharedClock {
        Arc::clone(&self.clock)
    }

    /// The root of the system that the guard looks at.
    pub(super) fn system_root(&self) -> &Path {
        &self.system_root
    }

    /// The wall clock's time.
    pub(super) fn wall(&self) -> WallTime {
        self.clock.wall()
    }

    /// What is known without a key.
    pub fn face(&self) -> VaultFace {
        face_of(&self.vault, air_gap(&self.system_root))
    }

    /// Logs in with the password alone. Takes as long as the password's derivation, for an unknown login too.
    pub fn unlock(&self, login: &str, password: &Password) -> Result<Session, Problem> {
        self.unlock_with(login, password, &GivenFactor::Nothing)
    }

    /// Logs in with a password and what is given besides it.
    pub fn unlock_with(
        &self,
        login: &str,
        password: &Password,
        given: &GivenFactor,
    ) -> Result<Session, Problem> {
        match self.let_in(login, password, given, None)? {
            Settled::Done(session) => Ok(session),
            Settled::Waiting(_) | Settled::SecondNeeded(_) => Err(Problem::new(ProblemKind::SecondNeeded)),
        }
    }

    /// Logs in a supervisor who accepts that the log is not what they or their groups saw of it. Where there is no such
    /// break, it is refused.
    pub fn unlock_accepting(
        &self,
        login: &str,
        password: &Password,
        given: &GivenFactor,
        wish: &BreakWish<'_>,
    ) -> Result<Settled<Session>, Problem> {
        self.let_in(login, password, given, Some(wish))
    }

    fn let_in(
        &self,
        login: &str,
        password: &Password,
        given: &GivenFactor,
        accepts: Option<&BreakWish<'_>>,
    ) -> Result<Settled<Session>, Problem> {
        let opening = self.opening_of(login)?;
        let derived = opening.open(password, given)?;
        self.let_in_derived(derived, opening.failed_before, accepts)
    }

    /// What is slow about a log-in, for any thread; unless it would come too early to try again, or the vault is another
    /// program's.
    pub(super) fn opening_of(&self, login: &str) -> Result<SlotOpening, Problem> {
        self.require_air_gap()?;
        let opening = SlotOpening::of(&self.vault, &self.tokens, &self.patience, login)?;
        self.vault.require_seat()?;
        Ok(opening)
    }

    /// Lets someone in whose keyslot was opened.
    pub(super) fn let_in_derived(
        &self,
        derived: Derived,
        failed_before: u32,
        accepts: Option<&BreakWish<'_>>,
    ) -> Result<Settled<Session>, Problem> {
        self.require_air_gap()?;
        let handle = derived.slot.handle();
        let opened = self.vault.unlock_opened(derived.slot)?;
        let event = patience::attempt(Act::LogIn, handle);
        Ok(match self.admit(opened, event, failed_before, accepts)? {
            Settled::Done(mut session) => {
                self.patience.forget(handle);
                session.stick = derived.stick;
                Settled::Done(session)
            }
            needed => needed,
        })
    }

    /// The waiting for this person's token before a log-in, unless it would come too early to try again.
    pub(super) fn token_of(&self, login: &str, pin: Option<Password>) -> Result<Job<SecondFactor>, Problem> {
        self.require_air_gap()?;
        self.patience.require(self.vault.account_handle(login), login)?;
        Ok(tokens::answer(&self.vault, &self.tokens, login, pin))
    }

    /// What a code is derived with, unless it would come too early to try again.
    pub(super) fn coming_back(&self, way_back: &WayBack) -> Result<CodeDeriving, Problem> {
        self.require_air_gap()?;
        self.patience.require(way_back.hold.handle(), way_back.login())?;
        Ok(way_back.hold.deriving())
    }

    /// Comes back to a session that locked itself, with what the code derived to. A wrong code is in the log before it is
    /// told.
    pub(super) fn come_back(&self, way_back: &mut WayBack, key: &CodeKey) -> Result<Session, Problem> {
        self.require_air_gap()?;
        let handle = way_back.hold.handle();
        let failed_before = self.patience.require(handle, way_back.login())?;
        let opened = way_back.hold.unlock(&self.vault, key);
        if let Err(CodeUnlockError::Code(CodeError::Wrong(_) | CodeError::Gone)) = &opened {
            let account = way_back.hold.owner().account;
            let _receipt =
                self.log.append(&Event::new(Act::CodeFailed).by(account).outcome(Outcome::Failed))?;
        }
        let event = Event::new(Act::LogIn).with_words("code");
        let Settled::Done(mut session) = self.admit(opened?, event, failed_before, None)? else {
            return Err(Problem::new(ProblemKind::SecondNeeded));
        };
        session.goes_on_from(way_back.began);
        session.stick.clone_from(&way_back.stick);
        Ok(session)
    }

    /// Verifies the statements and lets the person in, logged by `event`.
    fn admit(
        &self,
        opened: Vault<Opened>,
        event: Event,
        failed_before: u32,
        accepts: Option<&BreakWish<'_>>,
    ) -> Result<Settled<Session>, Problem> {
        // Deriving takes a second: a network may have come up in it.
        self.require_air_gap()?;
        let verified = match staff::verify(opened, self.clock.wall()) {
            Ok(verified) => verified,
            Err(alarm) => {
                let words = alarm.to_string();
                let _receipt =
                    self.log.append(&Event::new(Act::LogIn).outcome(Outcome::Failed).with_words(&words))?;
                return Err(alarm.into());
            }
        };
        let account = verified.person().account;
        let found = self.require_log_of(&verified, accepts.is_some())?;
        if let Err(refusal) = decide(Act::LogIn, &verified.facts(None)) {
            let _receipt = self.log.append(&Event::new(Act::LogIn).by(account).outcome(Outcome::Refused))?;
            return Err(shut_out(&verified).unwrap_or_else(|| refusal.into()));
        }
        if failed_before >= SECOND_STEP_FAILURES && verified.person().role != Role::Supervisor {
            // The count stays. A supervisor only waits: else ten wrong passwords for each would lock the house.
            let _receipt = self.log.append(&Event::new(Act::LogIn).by(account).outcome(Outcome::Refused))?;
            return Err(Problem::new(ProblemKind::AskSupervisor));
        }
        let mut session =
            Session::begin(verified, Arc::clone(&self.log), Arc::clone(&self.clock), failed_before);
        session.tokens = Some(Arc::clone(&self.tokens));
        session.system_root.clone_from(&self.system_root);
        session.patience = Some(Arc::clone(&self.patience));
        if let Some(wish) = accepts {
            // Until it is accepted nothing is locked in order: that would put the anchor to what the log is now.
            match session.accept_break(found, wish)? {
                Settled::Done(()) => {}
                Settled::Waiting(number) => return Ok(Settled::Waiting(number)),
                Settled::SecondNeeded(needed) => return Ok(Settled::SecondNeeded(needed)),
            }
        }
        let _receipt = self.log.append(&event.by(account))?;
        session.witness.checkpoint();
        session.certify();
        session.seal_held_keys();
        session.wrap_to_sheets(None);
        session.tidy();
        Ok(Settled::Done(session))
    }

    /// The log grew from what this person's last session left: every frame since is walked over. If it did not, it is known
    /// to be lost, or is to be accepted now, and then it is told; else nobody gets in.
    fn require_log_of(&self, vault: &Vault<Verified>, accepts: bool) -> Result<Option<FoundBreak>, Problem> {
        let anchor = vault.anchor();
        let Some(LogHead { events: count, hash: root }) = anchor.log else { return Ok(None) };
        let seen = Seen { count, root };
        let problem = match audit::check_since(&vault.layout().audit(), vault.id(), seen) {
            Ok(Ok(_head)) => return Ok(None),
            Ok(Err(_parted)) if breaks::is_known_lost(vault, anchor.at)? => return Ok(None),
            Ok(Err(parted)) => {
                let alarm = alarm(parted, &Witnessed::Own, Some(anchor.at));
                if accepts {
                    return Ok(Some(FoundBreak { alarm, seen: Some(seen) }));
                }
                alarm
            }
            Err(error) => error.into(),
        };
        let words = told(&problem);
        let event = Event::new(Act::LogIn).by(vault.person().account).outcome(Outcome::Failed);
        let _receipt = self.log.append(&event.with_words(&words))?;
        let may = problem.is_break() && decide(Act::LogBreakAccept, &vault.facts(None)).is_ok();
        Err(if may { problem.with("may", "accept") } else { problem })
    }

    pub(super) fn require_air_gap(&self) -> Result<(), Problem> {
        if self.vault.kind() == VaultKind::Sample {
            return Ok(());
        }
        self.require_confinement()?;
        let seen = air_gap(&self.system_root);
        if seen.colour == Colour::Red {
            let words = seen.devices().join(" ");
            let event = Event::new(Act::NetworkRefused).outcome(Outcome::Refused).with_words(&words);
            let _receipt = self.log.append(&event)?;
            return Err(not_air_gapped(&seen));
        }
        Ok(())
    }
}

impl Entrance {
    /// A process that could do what it must not opens no real vault.
    fn require_confinement(&self) -> Result<(), Problem> {
        let Err(problem) = confinement::require() else { return Ok(()) };
        let words = told(&problem);
        let _receipt =
            self.log.append(&Event::new(Act::LogIn).outcome(Outcome::Refused).with_words(&words))?;
        Err(problem)
    }
}

/// What someone is told whom time or a supervisor has shut out, and whom to see.
fn shut_out(vault: &Vault<Verified>) -> Option<Problem> {
    let standing = vault.standing();
    let why = standing.why?;
    let problem = Problem::new(ProblemKind::Lapsed).with("why", why.key());
    Some(if standing.see.is_empty() { problem } else { problem.with("see", standing.see.join(", ")) })
}

impl Drop for Entrance {
    /// The program leaves the vault. A start without an end is a program that was killed, or a log that was full.
    fn drop(&mut self) {
        if self.log.append(&Event::new(Act::ProgramEnd)).is_err() {
            log::warn!("the end of the program could not be logged");
        }
        checkpoint_by_machine(&self.log);
    }
}

/// Signs the log while nobody is logged in.
fn checkpoint_by_machine(access_log: &Log) {
    if access_log.checkpoint(None).is_err() {
        log::warn!("a checkpoint of the access log could not be written");
    }
}
