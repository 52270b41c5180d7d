//! The recovery sheets of a vault that is open: which set is in use, and putting another in its place.
//!
//! A new set lives in memory until three of its sheets were typed in again; until then, and if anything ends before, the
//! set of before is the vault's. The sheets themselves are issued by `sheet_press`.

use std::collections::BTreeSet;
use std::path::Path;

use zeroize::Zeroizing;

use crate::audit::Event;
use crate::base::id::GroupId;
use crate::keys::recovery::{RecoveryPublic, RecoverySeed, SHEETS_NEEDED, SHEETS_PRINTED};
use crate::keys::words;
use crate::policy::Act;
use crate::staff::CoSigner;
use crate::texts::Language;
use crate::vault::owed_sheets;

use super::super::failure::cannot_write;
use super::super::problem::{Problem, ProblemKind};
use super::super::recovery::seed;
use super::super::request::Consent;
use super::super::session::Session;
use super::super::sheet_press::{Heading, SheetPress};
use super::super::snapshot::{NewSheetsFace, ReplacedSheets, Settled, SheetsFace, Will};
use super::people::consent::Intent;

/// A set of sheets that was drawn and is not the vault's yet.
pub(in crate::app) struct NewSheets {
    press: SheetPress,
    public: RecoveryPublic,
}

impl Session {
    /// Which recovery sheets are in use, and what they do not open yet.
    pub fn sheets(&self) -> Result<SheetsFace, Problem> {
        let _permit = self.permit(Act::RecoveryReplace, None)?;
        let house = self.vault.house();
        let behind = self.behind_sheets();
        let mut names: Vec<String> = behind.iter().filter_map(|group| self.group_name(*group)).collect();
        names.sort();
        let replaced = house
            .replaced_sets()
            .iter()
            .map(|set| ReplacedSheets { set: set.recovery.sheet_set().to_string(), at: set.at });
        Ok(SheetsFace {
            set: house.recovery().sheet_set().to_string(),
            since: house.replaced_sets().last().map(|set| set.at),
            replaced: replaced.collect(),
            behind: behind.len() as u64,
            behind_names: names,
            owed: self.sheets_are_owed(),
            may: self.vault.may_replace_recovery().is_ok(),
        })
    }

    fn behind_sheets(&self) -> BTreeSet<GroupId> {
        self.vault.house().unwrapped_to_recovery().filter_map(|(_, group)| group).collect()
    }

    /// How many groups the sheets in use do not open yet.
    pub(super) fn groups_behind_sheets(&self) -> u64 {
        self.behind_sheets().len() as u64
    }

    /// Whether nobody has said yet that the sheets in use are kept.
    pub(in crate::app) fn sheets_are_owed(&self) -> bool {
        let set = owed_sheets::owed(self.vault.layout());
        set.is_some_and(|set| set == self.vault.house().recovery().sheet_set())
    }

    /// The sheets in use are kept: enough of them were just seen.
    pub(in crate::app) fn settle_sheets(&self) -> Result<(), Problem> {
        if !self.sheets_are_owed() {
            return Ok(());
        }
        self.log_mine(&Event::new(Act::SheetsIssue).with_words("kept"))?;
        let layout = self.vault.layout();
        owed_sheets::settle(layout).map_err(|error| cannot_write(&layout.owed_sheets(), &error))
    }

    /// Draws a new set, to be printed or saved. Nothing of the vault changes; one that was drawn before is forgotten.
    pub fn draw_sheets(&mut self) -> Result<NewSheetsFace, Problem> {
        let permit = self.permit(Act::RecoveryReplace, None)?;
        self.vault.may_replace_recovery()?;
        self.witness.log(&self.witness.event(permit.act()).with_words("drawn"))?;
        let seed = RecoverySeed::generate();
        let public = seed.public();
        let fingerprint = self.vault.header().founding_digest();
        let heading = Heading {
            business: self.vault.business().to_owned(),
            fingerprint_words: words::fingerprint(fingerprint).map(str::to_owned).to_vec(),
            sample: self.is_sample(),
            home: self.vault.layout().folder().to_owned(),
        };
        let clock = self.witness.clock().clone();
        let sheets = seed.split(SHEETS_NEEDED, SHEETS_PRINTED)?;
        let face = NewSheetsFace {
            set: public.sheet_set().to_string(),
            sheets: SHEETS_PRINTED,
            needed: SHEETS_NEEDED,
            fingerprint_words: heading.fingerprint_words.clone(),
        };
        self.new_sheets = Some(NewSheets { press: SheetPress::new(sheets, heading, clock), public });
        Ok(face)
    }

    /// Forgets a set that was drawn. What was printed of it is waste paper.
    pub fn drop_sheets(&mut self) {
        self.new_sheets = None;
    }

    /// Saves one of the new sheets.
    pub fn save_new_sheet(&self, number: u8, path: &Path, language: Language) -> Result<(), Problem> {
        let _permit = self.permit(Act::SheetsIssue, None)?;
        self.require_file_outside(path)?;
        self.press()?.save(number, path, language, &|event| self.log_mine(event))
    }

    /// Prints one of the new sheets.
    pub fn print_new_sheet(&self, number: u8, language: Language) -> Result<(), Problem> {
        let _permit = self.permit(Act::SheetsIssue, None)?;
        self.press()?.print(number, language, &|event| self.log_mine(event))
    }

    fn press(&self) -> Result<&SheetPress, Problem> {
        let drawn = self.new_sheets.as_ref().map(|drawn| &drawn.press);
        drawn.ok_or_else(|| Problem::new(ProblemKind::NotFound).with("what", ""))
    }

    fn log_mine(&self, event: &Event) -> Result<(), Problem> {
        self.witness.log(&event.clone().by(self.witness.account()))
    }

    /// Whether these are enough of the sheets that were drawn.
    pub fn check_new_sheets(&self, typed: &[Zeroizing<String>]) -> Result<(), Problem> {
        self.new_seed(typed).map(drop)
    }

    fn new_seed(&self, typed: &[Zeroizing<String>]) -> Result<RecoverySeed, Problem> {
        let drawn =
            self.new_sheets.as_ref().ok_or_else(|| Problem::new(ProblemKind::NotFound).with("what", ""))?;
        let seed = seed(typed)?;
        if seed.fits(&drawn.public) {
            Ok(seed)
        } else {
            Err(Problem::new(ProblemKind::Sheets).with("why", "sheet-not-new"))
        }
    }

    /// Puts the new set in the place of the one before, which is still the vault's until this succeeded: for two, with
    /// enough of the new sheets typed in again.
    pub fn replace_sheets(
        &mut self,
        typed: &[Zeroizing<String>],
        reason: &str,
        consent: &Consent,
    ) -> Result<Settled<()>, Problem> {
        let permit = self.permit(Act::RecoveryReplace, None)?;
        self.vault.may_replace_recovery()?;
        let seed = self.new_seed(typed)?;
        if reason.trim().is_empty() {
            return Err(Problem::bad_input("reason", "empty"));
        }
        let intent = Intent {
            permit: &permit,
            will: Will { key: "recovery", named: Vec::new() },
            about: None,
            needs_two: true,
            ask: None,
            words: format!("set {}: {}", seed.public().sheet_set(), reason.trim()),
        };
        let settled = self.settle(intent, consent, |session, consent| {
            let wall = session.witness.wall();
            session.vault.replace_recovery(&permit, &seed, reason, consent, wall)
        })?;
        if let Settled::Done(()) = settled {
            self.new_sheets = None;
            self.sheets_checked.borrow_mut().clear();
            // Of no weight any more: it names the set of before.
            drop(owed_sheets::settle(self.vault.layout()));
            self.go_on_after(&seed);
        }
        Ok(settled)
    }

    fn go_on_after(&self, seed: &RecoverySeed) {
        let (epoch, reader) = self.vault.header().reader();
        if self.witness.access_log().renew(epoch, reader).is_err() {
            // Until the program is started again, what it logs can be read with the reader key of before.
            log::warn!("the access log could not be renewed for its new reader key");
        }
        self.certify();
        let words = format!("set {}", seed.public().sheet_set());
        self.witness.note_end(self.witness.event(Act::RecoveryReplace).with_words(&words), None);
    }

    /// Wraps the groups that are open to the sheets in use, where they are wrapped to those of before: what two decided when
    /// they replaced the sheets. `beside` is who opened with this person what takes two.
    pub(in crate::app) fn wrap_to_sheets(&mut self, beside: Option<&CoSigner>) {
        let groups = self.vault.groups_to_wrap(beside.is_some());
        if groups.is_empty() {
            return;
        }
        let event = |group| self.witness.event_in(Act::RecoveryReplace, group);
        let events: Vec<Event> = groups.into_iter().map(event).collect();
        let wall = self.witness.wall();
        let wrapped = self
            .witness
            .log_all(&events)
            .and_then(|()| self.vault.wrap_to_recovery(beside, wall).map_err(Problem::from));
        if wrapped.is_err() {
            log::warn!("a group could not be wrapped to the new recovery sheets yet");
        }
    }
}
