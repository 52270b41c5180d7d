//! The drill: a generation restored onto a spare folder with the restore key, opened there with the keys that travelled
//! in it, counted, compared with its manifest and with the counts of when it was copied, and removed again. The recovery
//! sheets stay in their envelopes.
//!
//! Its result is signed by whoever rehearsed it; an event tells of it, and the register keeps it.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use crate::audit::{self, FoundingRoot, LogKeys, Seen, VerifyError};
use crate::backup::chain::{Generation, Shelf};
use crate::backup::drill::{CountsRow, DRILLS, Drill, FOUND, ROWS, Rows, rows_name};
use crate::backup::register;
use crate::backup::restore::{Restored, remove_staging};
use crate::base::clock::WallTime;
use crate::base::id::{AccountId, GenerationId, GroupId};
use crate::base::job::{Progress, Watch};
use crate::base::wrong::Wrong;
use crate::crypto::sign::SigningKey;
use crate::parcel::Identity;
use crate::policy::{Act, Role};
use crate::records::{FreeFloor, GroupKeys, GroupStore, RowCounts, Setting};
use crate::staff::copied::OpenedCopy;
use crate::store::Access;
use crate::vault::{Layout, Sealed, Vault};

use super::super::super::entrance::open_sealed;
use super::super::super::failure::internal;
use super::super::super::problem::{Problem, ProblemKind};
use super::super::super::session::Session;
use super::super::super::snapshot::{DrillFace, DrillRow};
use super::super::super::witness::Witness;
use super::super::Job;
use super::key_of;
use super::look::Looked;
use super::restore::{Interrupted, unseal};

/// Everything that a drill takes, on whichever thread it is done.
struct Rehearsing {
    witness: Witness,
    vault: crate::base::id::VaultId,
    shelf: Shelf,
    generation: Option<GenerationId>,
    identity: Identity,
    to: PathBuf,
    label: String,
    words: String,
    person: (AccountId, SigningKey),
}

impl Session {
    /// Looks at the medium at `mount`, and rehearses a restore onto `to`, a spare folder that is not there or is empty.
    pub fn drill(
        &mut self,
        mount: &Path,
        generation: Option<GenerationId>,
        to: &Path,
    ) -> Result<Job<DrillFace>, Problem> {
        let looked = self.look_and_wait(Act::Drill, mount, Some(to))?;
        self.drill_on(looked, generation)
    }

    /// Rehearses a restore of a generation, or of the newest, onto the spare folder that was looked at, and removes what
    /// was restored again. Takes the restore key that it was sealed to. [`Self::keep_drill`] is to follow.
    pub fn drill_on(
        &mut self,
        looked: Looked,
        generation: Option<GenerationId>,
    ) -> Result<Job<DrillFace>, Problem> {
        let permit = self.permit(Act::Drill, None)?;
        let (Looked { mark, shelf, .. }, to) = looked.onto(permit.act())?;
        let identity = self.restore_identity(permit.act(), &shelf, generation)?;
        let words = format!("{} onto {}", mark.label, to.display());
        self.witness.log(&self.witness.event(permit.act()).with_words(&words))?;
        let rehearsing = Rehearsing {
            witness: self.witness.clone(),
            vault: self.vault.id(),
            shelf,
            generation,
            identity,
            to,
            label: mark.label,
            words,
            person: (self.witness.account(), self.vault.signing().duplicate()),
        };
        Ok(Job::new(move |watch| rehearsing.run(watch)))
    }

    /// Keeps the signed result in the register.
    pub fn keep_drill(&mut self, face: &DrillFace) -> Result<(), Problem> {
        let permit = self.permit(Act::Drill, None)?;
        Ok(self.vault.keep_media_row(&permit, &face.drill.row_name(), &face.signed)?)
    }

    /// The drills of the register whose signature is a supervisor's, the newest first.
    pub fn drills(&self) -> Result<Vec<DrillRow>, Problem> {
        let permit = self.permit(Act::Media, None)?;
        self.witness.log(&self.witness.event(permit.act()).with_words("list of drills"))?;
        self.known_drills()
    }

    /// When a restore was last rehearsed and passed.
    pub(in crate::app) fn last_drill(&self) -> Result<Option<WallTime>, Problem> {
        let drills = self.known_drills()?;
        Ok(drills.iter().filter(|row| row.drill.passed()).map(|row| row.drill.wall).max())
    }

    /// The same, by whoever asked before.
    pub(super) fn known_drills(&self) -> Result<Vec<DrillRow>, Problem> {
        let house = self.vault.house();
        let supervisor = |account| house.person(account).filter(|person| person.role == Role::Supervisor);
        let media = register::media(&self.vault.media_rows("medium/")?);
        let rows = self.vault.media_rows(DRILLS)?;
        let read = rows.iter().filter_map(|(_, note)| {
            let key_of = |account| supervisor(account).and_then(|_| key_of(house, account));
            let (drill, by) = Drill::verified(note, self.vault.id(), key_of)?;
            let label = media.iter().find(|(id, _)| *id == drill.medium).map(|(_, row)| row.label.clone());
            let by = house.person(by).map(|person| person.name.clone()).unwrap_or_default();
            Some(DrillRow { drill, medium: label.unwrap_or_default(), by })
        });
        let mut drills: Vec<DrillRow> = read.collect();
        drills.sort_by_key(|row| std::cmp::Reverse(row.drill.wall));
        Ok(drills)
    }
}

impl Rehearsing {
    fn run(self, watch: &mut Watch<'_>) -> Result<DrillFace, Problem> {
        let done = self.rehearse(watch);
        let found = done.as_ref().map_or(0, |face| face.drill.found.len() as u64);
        let result = match &done {
            Ok(face) if face.drill.passed() => "passed",
            Ok(_) => "failed",
            Err(_) => "not finished",
        };
        let words = format!("{}: {result}", self.words);
        let event = self.witness.event(Act::Drill).with_words(&words).counting(found);
        self.witness.note_end(event, done.as_ref().err());
        done
    }

    fn rehearse(&self, watch: &mut Watch<'_>) -> Result<DrillFace, Problem> {
        let to = (self.to.as_path(), Interrupted::BegunAnew);
        let (one, restored, staging) = unseal(&self.shelf, self.generation, &self.identity, to, watch)?;
        let looked = self.look(one, restored, &staging, watch);
        // A rehearsal leaves nothing behind, whatever it came to.
        drop(remove_staging(&staging));
        let drill = looked?;
        let signed = drill.sign((self.person.0, &self.person.1)).map_err(internal)?;
        Ok(DrillFace { drill, medium: self.label.clone(), made: one.manifest.made, signed })
    }

    /// Every file is as its manifest says already; this is about what is in them.
    fn look(
        &self,
        one: &Generation,
        restored: Restored,
        staging: &Path,
        watch: &mut Watch<'_>,
    ) -> Result<Drill, Problem> {
        let copy = open_sealed(staging)?;
        if copy.id() != self.vault {
            return Err(Problem::new(ProblemKind::BackupDamaged).with("what", one.name()));
        }
        let manifest = &one.manifest;
        let mut drill = Drill {
            vault: self.vault,
            generation: manifest.generation,
            medium: manifest.medium,
            manifest: one.sha256,
            wall: self.witness.wall(),
            files: (restored.files, restored.bytes),
            log: (manifest.log.count, manifest.log.root),
            statements: manifest.statements,
            groups: (0, 0),
            rows: Rows::default(),
            counted: (0, 0),
            contents: 0,
            found: Vec::new(),
        };
        compare_log(&copy, one, &mut drill, watch)?;
        match OpenedCopy::open(&copy, &self.identity) {
            Ok(opened) => self.compare_content(&copy, &opened, &mut drill, watch)?,
            Err(error) => note(&mut drill, "registry", &error),
        }
        drill.found.truncate(FOUND);
        Ok(drill)
    }

    fn compare_content(
        &self,
        copy: &Vault<Sealed>,
        opened: &OpenedCopy,
        drill: &mut Drill,
        watch: &mut Watch<'_>,
    ) -> Result<(), Problem> {
        let head = opened.house().head();
        if (head.number, head.hash) != drill.statements {
            note(drill, "registry", &Wrong::OtherStatement);
        }
        if !opened.has_log_reader() {
            note(drill, "keys", &Wrong::NoReaderKey);
        }
        for what in opened.find_damage()? {
            note(drill, "registry", &what);
        }
        let kept = counts_of(&opened.settings(ROWS)?);
        for group in opened.groups() {
            watch.go_on()?;
            match open_group(copy.layout(), opened, group, self.witness.clock()) {
                None => drill.groups.1 += 1,
                Some(Err(problem)) => note(drill, &format!("groups/{group}"), &problem.kind.key()),
                Some(Ok(store)) => {
                    drill.groups.0 += 1;
                    compare_group(&store, kept.get(&group), drill, watch)?;
                }
            }
        }
        Ok(())
    }
}

/// A group of a copy, opened to be read; nothing if its keys did not travel for who rehearses.
pub(super) fn open_group(
    layout: &Layout,
    opened: &OpenedCopy,
    group: GroupId,
    clock: &crate::base::clock::SharedClock,
) -> Option<Result<GroupStore, Problem>> {
    let keys = opened.keys_of(group)?;
    let keys = GroupKeys { records: keys.records, older: keys.older, identities: keys.identities };
    let setting = Setting { clock: clock.clone(), floor: FreeFloor::Standard };
    Some(GroupStore::open(layout, keys, Access::ReadOnly, setting).map_err(Problem::from))
}

/// The log has the frames and the root that the manifest says, and everything in it verifies.
fn compare_log(
    copy: &Vault<Sealed>,
    one: &Generation,
    drill: &mut Drill,
    watch: &mut Watch<'_>,
) -> Result<(), Problem> {
    watch.tell(&Progress { stage: "backup-drill-log", ..Progress::default() });
    let folder = copy.layout().audit();
    let keys = match LogKeys::load(&folder, &FoundingRoot::from(copy.header().founding())) {
        Ok(keys) => keys,
        Err(error) => {
            note(drill, "audit", &error);
            return Ok(());
        }
    };
    let log = one.manifest.log;
    let seen = [Seen { count: log.count, root: log.root }];
    match audit::verify(&folder, copy.id(), &keys, &seen, watch) {
        Ok(verified) if verified.head.count >= log.count => {}
        Ok(verified) => {
            note(drill, "audit", &format!("it has {} frames, not {}", verified.head.count, log.count));
        }
        Err(VerifyError::Cancelled(stopped)) => return Err(stopped.into()),
        Err(error) => note(drill, "audit", &error),
    }
    Ok(())
}

/// Every page and every content of a group, and its rows one by one.
fn compare_group(
    store: &GroupStore,
    kept: Option<&CountsRow>,
    drill: &mut Drill,
    watch: &mut Watch<'_>,
) -> Result<(), Problem> {
    let health = store.check(watch)?;
    drill.contents += health.records;
    for (file, _, what) in &health.damage {
        note(drill, file, what);
    }
    let name = format!("groups/{}", store.id());
    let (counted, own) = match (store.count_rows(), store.kept_counts()) {
        (Ok(counted), Ok(own)) => (counted, own),
        (Err(error), _) | (_, Err(error)) => {
            note(drill, &name, &error);
            return Ok(());
        }
    };
    drill.rows.customers += counted.customers;
    drill.rows.records += counted.records;
    drill.rows.identities += counted.identities.map_or(0, |(_, rows)| rows);
    if counted != own {
        note(drill, &name, &Wrong::OtherRows);
    }
    match kept.map(|kept| same_rows(kept, &counted)) {
        Some(Some(true)) => drill.counted.0 += 1,
        Some(Some(false)) => note(drill, &name, &Wrong::OtherRowsThen),
        // It was written to after the last count: the one who did was cut off.
        Some(None) | None => drill.counted.1 += 1,
    }
    Ok(())
}

/// Whether the counts are the same; nothing where they are of another moment.
fn same_rows(kept: &CountsRow, counted: &RowCounts) -> Option<bool> {
    if kept.records_commits != counted.records_commits {
        return None;
    }
    let identities = match counted.identities {
        Some((commits, rows)) if commits == kept.identities_commits => rows == kept.identities,
        _ => true,
    };
    Some(kept.customers == counted.customers && kept.records == counted.records && identities)
}

fn counts_of(rows: &[(String, Vec<u8>)]) -> BTreeMap<GroupId, CountsRow> {
    let read = |(name, value): &(String, Vec<u8>)| {
        Some((name.strip_prefix(ROWS)?.parse().ok()?, minicbor::decode(value).ok()?))
    };
    rows.iter().filter_map(read).collect()
}

fn note(drill: &mut Drill, file: &str, what: &dyn std::fmt::Display) {
    drill.found.push((file.to_owned(), what.to_string()));
}

/// What a session keeps in the registry of a group that it closes. What it did not see of the identities stays as it was.
pub(in crate::app) fn row_of(
    group: GroupId,
    counts: RowCounts,
    before: &[(String, Vec<u8>)],
) -> (String, Vec<u8>) {
    let name = rows_name(group);
    let known = before.iter().find(|(one, _)| *one == name);
    let known: Option<CountsRow> = known.and_then(|(_, value)| minicbor::decode(value).ok());
    let unseen = known.map_or((0, 0), |row| (row.identities_commits, row.identities));
    let (identities_commits, identities) = counts.identities.unwrap_or(unseen);
    let row = CountsRow {
        records_commits: counts.records_commits,
        customers: counts.customers,
        records: counts.records,
        identities_commits,
        identities,
    };
    (name, register::to_bytes(&row))
}
