//! Logging in for one command, and locking after it, however it ended.

use std::path::{Path, PathBuf};

use crate::app::entrance::Entrance;
use crate::app::problem::{Problem, ProblemKind};
use crate::app::request::{GivenFactor, LockReason};
use crate::app::session::Session;
use crate::crypto::secret::Password;

use super::args::Common;
use super::output::Output;
use super::{Outcome, Surroundings, ask};

/// Unlocks the vault that the flags name, does `act`, and locks. A network that comes up ends the act at its next step.
pub(super) fn with_session(
    common: &Common,
    surroundings: &Surroundings,
    output: &Output,
    act: impl FnOnce(&mut Session) -> Outcome,
) -> Outcome {
    let enter = |entrance: &Entrance, login: &str, password: &Password, given: &GivenFactor| {
        entrance.unlock_with(login, password, given)
    };
    with_session_by(common, surroundings, output, enter, act)
}

/// The same, where `enter` unlocks.
pub(super) fn with_session_by(
    common: &Common,
    surroundings: &Surroundings,
    output: &Output,
    enter: impl FnOnce(&Entrance, &str, &Password, &GivenFactor) -> Result<Session, Problem>,
    act: impl FnOnce(&mut Session) -> Outcome,
) -> Outcome {
    let entrance = Entrance::open(
        &vault_folder(common, output)?,
        surroundings.clock.clone(),
        surroundings.system_root.clone(),
    )?;
    let login = match &common.account {
        Some(login) => login.clone(),
        None if ask::someone_is_there() => ask::ask_line(output.texts().text("cli-ask-login"))?,
        None => return Err(missing("--account", output)),
    };
    let password = password(common, output, "cli-ask-password")?;
    let given = given(common.keyfile.as_deref(), common.token, || pin(common.pin_file.as_deref(), output))?;
    if common.token {
        output.say("cli-touch-token", &[]);
    }
    let mut session = enter(&entrance, &login, &password, &given)?;
    drop(password);
    let guard = entrance.hold_guard(surroundings.watch.clone(), output.stop());
    let done = act(&mut session);
    let apart = guard.stayed_apart();
    let locked = session.lock(if apart.is_ok() { LockReason::Person } else { LockReason::Network });
    // That the machine is on a network is why everything else ended.
    apart.and(done).and(locked)
}

/// The folder of the vault.
pub(super) fn vault_folder(common: &Common, output: &Output) -> Result<PathBuf, Problem> {
    common.vault.clone().ok_or_else(|| missing("--vault", output))
}

/// The password of `--password-file`, or asked for.
pub(super) fn password(common: &Common, output: &Output, question: &str) -> Result<Password, Problem> {
    match &common.password_file {
        Some(path) => ask::password_from(path),
        None if ask::someone_is_there() => ask::ask_password(output.texts().text(question)),
        None => Err(missing("--password-file", output)),
    }
}

/// A new password, typed twice by whose it is.
pub(super) fn new_password(output: &Output) -> Result<Password, Problem> {
    output.say("cli-password-rules", &[]);
    let first = ask::ask_password(output.texts().text("cli-ask-new-password"))?;
    let again = ask::ask_password(output.texts().text("cli-ask-password-again"))?;
    // EXPOSE: two typed passwords are compared; both are wiped when dropped.
    if *first.expose_nfc() == *again.expose_nfc() {
        Ok(first)
    } else {
        Err(Problem::new(ProblemKind::Refused).with("why", "passwords-differ"))
    }
}

/// What is given besides a password: a keyfile, or a token with its PIN.
pub(super) fn given(
    keyfile: Option<&Path>,
    token: bool,
    pin: impl FnOnce() -> Result<Option<Password>, Problem>,
) -> Result<GivenFactor, Problem> {
    match keyfile {
        Some(path) => Ok(GivenFactor::Keyfile(path.to_owned())),
        None if token => pin().map(|pin| GivenFactor::Token { pin }),
        None => Ok(GivenFactor::Nothing),
    }
}

/// A token's PIN, from this file or asked for; none if it looks at the finger.
pub(super) fn pin(file: Option<&Path>, output: &Output) -> Result<Option<Password>, Problem> {
    let pin = match file {
        Some(path) => ask::password_from(path)?,
        None if ask::someone_is_there() => ask::ask_password(output.texts().text("cli-ask-pin"))?,
        None => return Ok(None),
    };
    // EXPOSE: an empty line means that there is none.
    let none = pin.expose_nfc().is_empty();
    Ok((!none).then_some(pin))
}

/// A flag is missing and there is nobody to ask.
pub(super) fn missing(flag: &str, output: &Output) -> Problem {
    let what = output.texts().with("cli-missing", &[("flag", flag.into())]);
    Problem::new(ProblemKind::BadInput).with("what", what)
}
