//! Checking the whole vault: plain files, registry, log, and every group this person can open; and sweeping what
//! interrupted writes left behind.

use crate::audit::{self, FoundingRoot, LogKeys, Seen, VerifyError};
use crate::base::id::VaultId;
use crate::base::job::{Progress, Watch};
use crate::base::wrong::Wrong;
use crate::policy::{Act, Permit};
use crate::records::{GroupHealth, GroupStore};
use crate::vault::Layout;
use crate::vault::inspect::{Inspection, inspect};

use super::super::failure::internal;
use super::super::problem::Problem;
use super::super::session::Session;
use super::super::snapshot::{CheckReport, Damage};
use super::super::witness::Witness;
use super::Job;

/// A check that was permitted.
struct Check {
    witness: Witness,
    layout: Layout,
    vault: VaultId,
    /// Where the log's keys end.
    root: FoundingRoot,
    /// What this person last saw of the log.
    seen: Vec<Seen>,
    /// What was found while the session was at hand.
    report: CheckReport,
    /// Group folders that no statement names, relative to the vault.
    orphans: Vec<String>,
    stores: Vec<(String, Result<GroupStore, Problem>)>,
    repair: Option<Permit>,
}

impl Session {
    /// Checks the whole vault; with `repair` also sweeps what no row names.
    pub fn check(&mut self, repair: bool) -> Result<Job<CheckReport>, Problem> {
        self.shut_overdue();
        let permit = self.permit(Act::VaultCheck, None)?;
        let repair = if repair { Some(self.permit(Act::VaultRepair, None)?) } else { None };
        let mut events = vec![self.witness.event(permit.act())];
        events.extend(repair.as_ref().map(|permit| self.witness.event(permit.act())));
        self.witness.log_all(&events)?;
        let mut report = CheckReport::default();
        self.check_registry(&mut report);
        let orphans = self.check_orphans(repair.as_ref(), &mut report)?;
        let groups: Vec<_> = self.vault.groups().iter().map(|group| group.id).collect();
        let mut stores = Vec::with_capacity(groups.len());
        for group in groups {
            let folder = self.vault.layout().relative(&self.vault.layout().group(group));
            let store = self.store(group).and_then(|store| store.another().map_err(Problem::from));
            stores.push((folder, store));
        }
        let seen = self.vault.anchor().log;
        let check = Check {
            witness: self.witness.clone(),
            layout: self.vault.layout().clone(),
            vault: self.vault.id(),
            root: FoundingRoot::from(self.vault.header().founding()),
            seen: seen.map(|seen| Seen { count: seen.events, root: seen.hash }).into_iter().collect(),
            report,
            orphans,
            stores,
            repair,
        };
        let groups: Vec<_> = self.vault.groups().iter().map(|group| group.id).collect();
        Ok(Job::new(move |watch| check.run(watch)).in_groups(groups))
    }

    /// What needs the verified statements: the registry's pages, and the plain files that were signed for.
    fn check_registry(&self, report: &mut CheckReport) {
        let registry = self.vault.layout().registry(self.vault.header().registry_epoch);
        let file = self.vault.layout().relative(&registry);
        let found = match self.vault.find_registry_damage() {
            Ok(found) => found,
            Err(error) => vec![error.to_string()],
        };
        report.files += 1;
        report.damage.extend(found.into_iter().map(|what| Damage { file: file.clone(), record: None, what }));
        if let Err(alarm) = self.vault.check_statements() {
            report.damage.push(Damage { file, record: None, what: alarm.to_string() });
        }
        let plain = self.vault.check_plain_files().into_iter();
        report.damage.extend(plain.map(|(file, what)| Damage { file, record: None, what }));
    }
}

impl Session {
    /// Folders of groups that were never committed: swept by a repair, and shown if they hold content all the same.
    fn check_orphans(
        &self,
        repair: Option<&Permit>,
        report: &mut CheckReport,
    ) -> Result<Vec<String>, Problem> {
        let mut folders = Vec::new();
        for orphan in self.vault.orphan_groups().map_err(internal)? {
            let file = self.vault.layout().relative(&self.vault.layout().group(orphan.group));
            if orphan.is_swept {
                report.orphan_bytes += orphan.bytes;
            } else {
                let what = Wrong::NoStatement.to_string();
                report.damage.push(Damage { file: file.clone(), record: None, what });
            }
            folders.push(file);
        }
        if let Some(permit) = repair {
            report.repaired_bytes += self.vault.sweep_orphan_groups(permit).map_err(internal)?;
        }
        Ok(folders)
    }
}

impl Check {
    fn run(mut self, watch: &mut Watch<'_>) -> Result<CheckReport, Problem> {
        watch.tell(&Progress { stage: "check", ..Progress::default() });
        let inspected = inspect(&self.layout);
        self.take_in(&inspected);
        self.check_log(watch)?;
        for (folder, store) in std::mem::take(&mut self.stores) {
            match store {
                Ok(store) => self.check_group(store, watch)?,
                Err(problem) => self.note(folder, problem.kind.key().to_owned()),
            }
        }
        let report = &self.report;
        let damage = report.damage.len() as u64;
        self.witness.note_end(self.witness.event(Act::VaultCheck).counting(damage), None);
        if let Some(permit) = &self.repair {
            self.witness.note_end(self.witness.event(permit.act()).counting(report.repaired_bytes), None);
        }
        Ok(self.report)
    }

    fn take_in(&mut self, inspected: &Inspection) {
        self.report.files += inspected.plain_files;
        for (file, what) in &inspected.damage {
            let known = self.report.damage.iter().any(|damage| damage.file == *file);
            if !known {
                self.note(file.clone(), what.clone());
            }
        }
        for file in &inspected.unexpected {
            self.note(file.clone(), Wrong::UnknownFile.into());
        }
        let opened: Vec<&String> = self.stores.iter().map(|(folder, _)| folder).collect();
        let all =
            inspected.group_folders.iter().map(|group| self.layout.relative(&self.layout.group(*group)));
        let known = |folder: &String| opened.contains(&folder) || self.orphans.contains(folder);
        self.report.unopened = all.filter(|folder| !known(folder)).collect();
    }

    fn check_log(&mut self, watch: &mut Watch<'_>) -> Result<(), Problem> {
        let folder = self.layout.audit();
        self.report.files += 1;
        let found = match LogKeys::load(&folder, &self.root) {
            Ok(keys) => audit::verify(&folder, self.vault, &keys, &self.seen, watch).map(drop),
            Err(error) => {
                self.note(self.layout.relative(&folder), error.to_string());
                Ok(())
            }
        };
        match found {
            Ok(()) => Ok(()),
            Err(VerifyError::Cancelled(stopped)) => Err(stopped.into()),
            Err(error) => {
                self.note(self.layout.relative(&folder), error.to_string());
                Ok(())
            }
        }
    }

    fn check_group(&mut self, mut store: GroupStore, watch: &mut Watch<'_>) -> Result<(), Problem> {
        if self.repair.is_some() && !store.is_closed() {
            let swept = store.sweep(true, watch)?;
            self.report.repaired_bytes += swept.bytes;
            self.report.orphan_bytes += swept.bytes;
        }
        let GroupHealth { databases, records, damage, orphan_bytes } = store.check(watch)?;
        self.report.files += databases;
        self.report.records += records;
        self.report.orphan_bytes += orphan_bytes;
        let damage = damage.into_iter().map(|(file, record, what)| Damage { file, record, what });
        self.report.damage.extend(damage);
        // Checked is checked, even if its log could not be folded back.
        drop(store.close());
        Ok(())
    }

    fn note(&mut self, file: String, what: String) {
        self.report.damage.push(Damage { file, record: None, what });
    }
}
