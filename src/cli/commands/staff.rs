//! `staff list | draft | drop | enrol | screen | screening | exempt | admit | leave | slip | own`.

use std::path::PathBuf;

use crate::app::problem::{Problem, ProblemKind};
use crate::app::request::SlipTo;
use crate::app::session::Session;
use crate::app::snapshot::{ChecksWhat, DraftWish, ScreeningCheck, ScreeningForm};
use crate::base::id::AccountId;
use crate::crypto::secret::Password;

use super::super::args::{Common, StaffCommand};
use super::super::output::Output;
use super::super::seat::{missing, new_password};
use super::super::{Outcome, ask};
use super::consent::{consent, settled};
use super::day::{first_moment_of, last_moment_of};
use super::people_rows::{DraftObject, EnrolledObject, OwnObject, PersonObject, ScreeningObject};

pub(super) fn staff(
    session: &mut Session,
    common: &Common,
    command: StaffCommand,
    output: &Output,
) -> Outcome {
    match command {
        StaffCommand::List => list(session, output),
        StaffCommand::Draft(given) => {
            let wish = DraftWish {
                name: given.name,
                login: given.login,
                job_title: given.title,
                role: given.role.into(),
            };
            session.draft_account(&wish)?;
            list_drafts(session, Some(&wish.login), output)
        }
        StaffCommand::Drop { login } => {
            let draft = session.draft_named(&login)?;
            session.drop_draft(draft)?;
            list_drafts(session, None, output)
        }
        StaffCommand::Enrol { login, new_password_file, consent: given } => {
            let draft = session.draft_named(&login)?;
            let password = their_password(new_password_file.as_deref(), output)?;
            let given = consent(common, given, output)?;
            let Some(enrolled) = settled(session.enrol(draft, &password, &given)?, output)? else {
                return Ok(());
            };
            let object = EnrolledObject::of(&enrolled);
            if let Some(number) = object.waits {
                output.say("cli-waits", &[("number", number.into())]);
            }
            output.result(&object, |texts| {
                vec![texts.with("cli-fingerprint", &[("words", object.fingerprint.join(" ").into())])]
            });
            Ok(())
        }
        StaffCommand::Screen { login, checks, failed, until, checked_on, notes, consent: given } => {
            let account = session.person_named(&login)?;
            let form = ScreeningForm {
                account,
                checks: checks.iter().map(|written| check(written)).collect::<Result<_, _>>()?,
                passed: !failed,
                valid_until: until.map(|day| last_moment_of(&day, output.texts())).transpose()?,
                checked_on: checked_on.map(|day| first_moment_of(&day, output.texts())).transpose()?,
                notes,
            };
            let given = consent(common, given, output)?;
            settled(session.screen(&form, &given)?, output)?;
            print_person(session, &login, output)
        }
        StaffCommand::Screening { login } => screening(session, &login, output),
        StaffCommand::Leave { login, reason, suspected, slip } => {
            let slip = suspected.then(|| slip.map_or(SlipTo::Printer, SlipTo::File));
            leave(session, &login, &reason, slip.as_ref(), output)?;
            print_person(session, &login, output)
        }
        StaffCommand::Slip { login, to } => slip(session, &login, to, output),
        StaffCommand::Exempt { reason } => session.renew_exemption(&reason),
        StaffCommand::Admit { login } => {
            let account = session.person_named(&login)?;
            session.admit_person(account)?;
            print_person(session, &login, output)
        }
        StaffCommand::Own => {
            let object = OwnObject::of(&session.own_page());
            output.result(&object, |texts| object.lines(texts));
            Ok(())
        }
    }
}

fn screening(session: &mut Session, login: &str, output: &Output) -> Outcome {
    let account = session.person_named(login)?;
    let object = ScreeningObject::of(&session.screening(account)?);
    output.result(&object, |texts| object.lines(texts));
    Ok(())
}

/// Closes an account; on suspicion, with a slip.
fn leave(
    session: &mut Session,
    login: &str,
    reason: &str,
    slip: Option<&SlipTo>,
    output: &Output,
) -> Outcome {
    let account = session.person_named(login)?;
    say_what_is_left(session, account, output);
    match slip {
        None => session.leave(account, reason),
        Some(to) => {
            let no_slip = session.suspect(account, reason, to, output.texts().language())?;
            no_slip.map_or(Ok(()), Err)
        }
    }
}

/// The slip about an account that is closed, once more.
fn slip(session: &mut Session, login: &str, to: Option<PathBuf>, output: &Output) -> Outcome {
    let account = session.closed_account_named(login)?;
    let to = to.map_or(SlipTo::Printer, SlipTo::File);
    session.slip_about(account, &to, output.texts().language())
}

/// The groups that only the recovery sheets open afterwards.
fn say_what_is_left(session: &Session, account: AccountId, output: &Output) {
    let last = session.last_of_account(account);
    for (key, groups) in [("leave-person-last", last.alone), ("leave-person-last-two", last.of_two)] {
        let nameless = || output.texts().text("leave-person-nameless").to_owned();
        let groups: Vec<String> = groups.into_iter().map(|group| group.unwrap_or_else(nameless)).collect();
        if !groups.is_empty() {
            output.say(key, &[("groups", groups.join(", ").as_str().into())]);
        }
    }
}

/// People first, then drafts.
fn list(session: &mut Session, output: &Output) -> Outcome {
    let face = session.people()?;
    let people: Vec<_> = face.people.iter().map(PersonObject::of).collect();
    let drafts: Vec<_> = face.drafts.iter().map(DraftObject::of).collect();
    let mut all: Vec<serde_json::Value> = Vec::with_capacity(people.len() + drafts.len());
    all.extend(people.iter().filter_map(|object| serde_json::to_value(object).ok()));
    all.extend(drafts.iter().filter_map(|object| serde_json::to_value(object).ok()));
    output.result(&all, |texts| {
        let people = people.iter().map(|object| object.line(texts));
        people.chain(drafts.iter().map(|object| object.line(texts))).collect()
    });
    Ok(())
}

fn list_drafts(session: &mut Session, login: Option<&str>, output: &Output) -> Outcome {
    let drafts = session.people()?.drafts;
    let wanted = drafts.iter().filter(|row| login.is_none_or(|login| row.wish.login == login.trim()));
    let objects: Vec<_> = wanted.map(DraftObject::of).collect();
    output.result(&objects, |texts| objects.iter().map(|object| object.line(texts)).collect());
    Ok(())
}

fn print_person(session: &mut Session, login: &str, output: &Output) -> Outcome {
    let face = session.people()?;
    let rows = face.people.iter().filter(|row| row.login == login.trim());
    let objects: Vec<_> = rows.map(PersonObject::of).collect();
    output.result(&objects, |texts| objects.iter().map(|object| object.line(texts)).collect());
    Ok(())
}

/// The new person's password: they type it themselves, twice, or bring it in a file.
pub(super) fn their_password(file: Option<&std::path::Path>, output: &Output) -> Result<Password, Problem> {
    match file {
        Some(path) => ask::password_from(path),
        None if ask::someone_is_there() => new_password(output),
        None => Err(missing("--new-password-file", output)),
    }
}

/// `what=outcome`.
fn check(written: &str) -> Result<ScreeningCheck, Problem> {
    let bad = || Problem::new(ProblemKind::BadInput).with("what", written);
    let (key, outcome) = written.split_once('=').ok_or_else(bad)?;
    let what = ChecksWhat::ALL.into_iter().find(|what| what.key() == key).ok_or_else(bad)?;
    Ok(ScreeningCheck { what, outcome: outcome.to_owned() })
}
