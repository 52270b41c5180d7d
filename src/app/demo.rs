//! The sample vault: made from the sample business, or reused where it is.
//!
//! Goes through the same acts as a person would, so that the sample's log and statements are as real ones are.

use std::io::Cursor;
use std::path::{Path, PathBuf};
use std::time::Duration;

use zeroize::Zeroizing;

use crate::base::clock::{SharedClock, WallTime};
use crate::base::id::GroupId;
use crate::base::job::{Progress, Watch};
use crate::crypto::secret::Password;
use crate::policy::Role;
use crate::records::ImportPlan;
use crate::texts::Language;

use super::acts::{Job, SampleFiles, SamplePerson};
use super::demo_weeks::{PastClock, live};
use super::entrance::{Entrance, look_at};
use super::failure;
use super::founding::found;
use super::problem::{Problem, ProblemKind};
use super::request::{Consent, FoundingWish, GivenFactor, LockReason, Second};
use super::sample::{self, ACCOUNTS, Filed, SampleAccount, SampleCustomer, SampleGroup, Weeks};
use super::session::Session;
use super::snapshot::{ChecksWhat, ScreeningCheck, ScreeningForm};

/// When the sample's screening that lapses soon does so.
const LAPSES_IN: Duration = Duration::from_hours(24 * 20);

/// What came of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Demo {
    /// The sample vault was made.
    Made,
    /// There was one.
    Reused,
}

/// Makes the sample vault in `folder`, or reuses it. Anything else that is there is refused.
pub fn demo(
    folder: &Path,
    clock: &SharedClock,
    system_root: &Path,
    watch: &mut Watch<'_>,
) -> Result<Demo, Problem> {
    match look_at(folder, system_root) {
        Ok(face) if face.sample => return Ok(Demo::Reused),
        Ok(_) => return Err(Problem::new(ProblemKind::Refused).with("why", "not-a-sample")),
        Err(problem) if problem.kind == ProblemKind::NoVault => {}
        Err(problem) => return Err(problem),
    }
    // Made beside its place and renamed there when it is whole, so that one that was interrupted is never reused.
    let unfinished = unfinished_beside(folder)?;
    make(&unfinished, clock, system_root, watch)?;
    put_in_place(&unfinished, folder)?;
    Ok(Demo::Made)
}

fn make(
    folder: &Path,
    clock: &SharedClock,
    system_root: &Path,
    watch: &mut Watch<'_>,
) -> Result<(), Problem> {
    let [founder, others @ ..] = &ACCOUNTS;
    let wish = FoundingWish {
        folder: folder.to_owned(),
        business: sample::BUSINESS.to_owned(),
        founder: founder.name.to_owned(),
        login: founder.login.to_owned(),
        password: password(founder),
        practice: true,
        language: Language::English,
    };
    let (now, past) = (clock.wall(), PastClock::before(clock.wall()));
    // The sheets of a sample are nobody's.
    found(&wish, None, &past.shared(), system_root)?.sheets_are_kept();
    let entrance = Entrance::open(folder, past.shared(), system_root.to_owned())?;
    let mut session = entrance.unlock(founder.login, &wish.password)?;
    let filled = fill(&mut session, others, now, watch);
    let locked = session.lock(LockReason::Person);
    drop(entrance);
    let weeks = filled?;
    locked?;
    let second = others.iter().find(|account| account.role == Role::Supervisor);
    let supervisors = [*second.unwrap_or(founder), *founder];
    live(folder, &past, &weeks, (&supervisors, now), system_root)
}

fn fill(
    session: &mut Session,
    others: &[SampleAccount],
    now: WallTime,
    watch: &mut Watch<'_>,
) -> Result<Weeks, Problem> {
    let business = sample::business(sample::SEED);
    let mut groups = Vec::new();
    for group in &business {
        groups.push(session.make_group(group.name)?);
    }
    enrol(session, others, &groups)?;
    show_people(session, others, now)?;
    let mut jobs = Vec::new();
    for (group, SampleGroup { customers, .. }) in groups.into_iter().zip(business) {
        let filed = customers.into_iter().map(|customer| files_of(customer, now)).collect();
        jobs.push(session.fill_sample_group(group, filed)?);
    }
    let filed = run_together(jobs, watch)?;
    let account = |login: &str| session.person_named(login);
    let [founder, _, ioana, thomas, mihai, ..] = &ACCOUNTS;
    Ok(Weeks {
        staff: [account(ioana.login)?, account(thomas.login)?],
        others: [account(founder.login)?, account(mihai.login)?],
        filed,
    })
}

/// Runs the groups' jobs beside each other: they wait for the disk far more than they compute.
fn run_together(jobs: Vec<Job<Vec<Filed>>>, watch: &mut Watch<'_>) -> Result<Vec<Filed>, Problem> {
    let mut progress = Progress { total: Some(jobs.len() as u64), stage: "sample", ..Progress::default() };
    let flag = watch.flag().clone();
    std::thread::scope(|scope| {
        let running: Vec<_> = jobs
            .into_iter()
            .map(|job| {
                let flag = flag.clone();
                scope.spawn(move || job.run(&mut Watch::new(flag, |_| ())))
            })
            .collect();
        let mut done = Ok(Vec::new());
        for thread in running {
            let ended = thread.join().unwrap_or_else(|_| Err(failure::internal("a thread ended early")));
            done = done.and_then(|done: Vec<Filed>| Ok([done, ended?].concat()));
            progress.done += 1;
            watch.tell(&progress);
        }
        done
    })
}

/// Staff hold every group's records, and the identities of all but the last.
fn enrol(session: &mut Session, others: &[SampleAccount], groups: &[GroupId]) -> Result<(), Problem> {
    let (second, first): (Vec<&SampleAccount>, Vec<&SampleAccount>) =
        others.iter().partition(|account| account.role == Role::Supervisor);
    for account in first.into_iter().chain(second) {
        let granted: Vec<(GroupId, bool)> = match account.role {
            Role::Supervisor => groups.iter().map(|group| (*group, true)).collect(),
            Role::Staff => groups.iter().map(|group| (*group, groups.last() != Some(group))).collect(),
            Role::BackupOperator | Role::Assessor => Vec::new(),
        };
        session.enrol_sample_person(&SamplePerson {
            name: account.name,
            login: account.login,
            job_title: account.job_title,
            password: &password(account),
            role: account.role,
            groups: &granted,
        })?;
    }
    Ok(())
}

/// What the people's screens have to show: a screening that two signed and that lapses soon, and a draft.
fn show_people(session: &mut Session, others: &[SampleAccount], now: WallTime) -> Result<(), Problem> {
    let of_role = |role| others.iter().rev().find(|account| account.role == role);
    if let (Some(second), Some(clerk)) = (of_role(Role::Supervisor), of_role(Role::Staff)) {
        let form = ScreeningForm {
            account: session.person_named(clerk.login)?,
            checks: vec![
                ScreeningCheck { what: ChecksWhat::IdentityDocument, outcome: "Passport seen".to_owned() },
                ScreeningCheck { what: ChecksWhat::References, outcome: "Two, by telephone".to_owned() },
            ],
            passed: true,
            valid_until: Some(now.plus(LAPSES_IN)),
            checked_on: None,
            notes: String::new(),
        };
        let (login, password) = (second.login.to_owned(), password(second));
        let second = Second { login, password, factor: GivenFactor::Nothing };
        session.screen(&form, &Consent::Second(second))?;
    }
    session.draft_account(&sample::draft())?;
    Ok(())
}

/// A customer's records, made and named.
fn files_of(customer: SampleCustomer, now: WallTime) -> SampleFiles {
    let mut plan = ImportPlan::default();
    for record in customer.records {
        let content = record.content(&customer.identity.name);
        let size_bytes = Some(content.len() as u64);
        plan.add_reader(&record.file_name, size_bytes, Box::new(Cursor::new(content)));
        if let Some(planned) = plan.files.last_mut() {
            planned.edit.title = record.title;
            planned.edit.tags = record.tags;
            let age = Duration::from_secs(record.minutes_ago * 60);
            planned.filed_at = Some(before(now, age));
        }
    }
    SampleFiles { identity: customer.identity, plan }
}

fn before(now: WallTime, age: Duration) -> WallTime {
    let age = i64::try_from(age.as_millis()).unwrap_or(0);
    WallTime::from_unix_millis(now.unix_millis().saturating_sub(age))
}

pub(super) fn password(account: &SampleAccount) -> Password {
    Password::from_text(Zeroizing::new(account.password.to_owned()))
}

/// The folder that the sample is made in; what an interrupted making left there is removed.
fn unfinished_beside(folder: &Path) -> Result<PathBuf, Problem> {
    let named = |error: &std::io::Error| failure::cannot_write(folder, error);
    let occupied = std::fs::read_dir(folder).map(|mut entries| entries.next().is_some());
    match occupied {
        Ok(true) => return Err(Problem::new(ProblemKind::FolderNotEmpty).with("path", folder.display())),
        Ok(false) => {}
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {}
        Err(error) => return Err(named(&error)),
    }
    let mut name = folder.file_name().unwrap_or_default().to_owned();
    name.push(".unfinished");
    let unfinished = folder.with_file_name(name);
    match std::fs::remove_dir_all(&unfinished) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(named(&error)),
        _ => Ok(unfinished),
    }
}

fn put_in_place(unfinished: &Path, folder: &Path) -> Result<(), Problem> {
    // An empty folder gives way to the rename.
    std::fs::rename(unfinished, folder).map_err(|error| failure::cannot_write(folder, &error))?;
    let parent = folder.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    crate::base::fs::sync_folder(parent).map_err(|error| failure::cannot_write(folder, &error))
}
