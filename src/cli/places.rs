//! Which files a command needs: those its arguments name, and nothing else. Made before the command begins, so that it
//! runs confined to them.

use std::io::IsTerminal;
use std::path::{Path, PathBuf};

use crate::airgap::posture;
use crate::base::person;
use crate::confine::{MEDIA, Plan};
use crate::keys::token::hidraw;

use super::args::{
    AgreementCommand, BackupCommand, Command, Common, CustomerCommand, DrillArguments, LogCommand,
    MediaCommand, OwnCommand, RecoveryCommand, RestoreArguments, SheetArguments, StaffCommand, TakingCommand,
};

/// The plan of a command. `init` makes its own: where its sheets go may be asked for.
pub(super) fn plan(common: &Common, command: &Command) -> Plan {
    let mut plan = of_common(common);
    if matches!(command, Command::Own(OwnCommand::AddToken { .. })) {
        plan.devices.extend(hidraw::tokens(Path::new("/")));
    }
    if let Command::Restore(arguments) = command {
        of_restoring(common, arguments, &mut plan);
    }
    of_command(command, &mut plan);
    plan
}

/// A vault is restored beside its place and renamed there.
fn of_restoring(common: &Common, arguments: &RestoreArguments, plan: &mut Plan) {
    plan.read_only.push(arguments.from.clone());
    plan.read_only.extend(files_of(&arguments.sheets));
    plan.read_write.extend(arguments.to.iter().map(|to| nearest(&around(to))));
    if let Some(vault) = common.vault.as_ref().filter(|_| arguments.replace) {
        plan.read_write.push(around(vault));
    }
}

/// Where the words of sheets come from.
fn files_of(sheets: &SheetArguments) -> impl Iterator<Item = PathBuf> {
    sheets.sheet_files.iter().chain(&sheets.pictures).cloned()
}

/// What the flags name that every command takes.
pub(super) fn of_common(common: &Common) -> Plan {
    let mut plan = Plan::of_system();
    plan.read_write.extend(person::state_folder());
    if std::io::stdin().is_terminal() {
        // It has the terminal not show what is typed.
        plan.run.extend(["/usr/bin/stty", "/bin/stty"].map(PathBuf::from));
    }
    let Common { vault, password_file, second_password_file, keyfile, second_keyfile, pin_file, .. } = common;
    let given =
        [password_file, second_password_file, keyfile, second_keyfile, pin_file, &common.second_pin_file];
    plan.read_only.extend(given.into_iter().flatten().cloned());
    plan.read_write.extend(vault.iter().cloned());
    if common.token || common.second_token {
        plan.devices.extend(hidraw::tokens(Path::new("/")));
    }
    plan
}

fn of_command(command: &Command, plan: &mut Plan) {
    let Plan { read_only, read_write, .. } = plan;
    match command {
        // It is made beside its place and renamed there.
        Command::Demo { folder, .. } => read_write.push(nearest(&around(folder))),
        Command::Import { paths, .. } => read_only.extend(paths.iter().cloned()),
        Command::Export { to, .. } => read_write.push(to.clone()),
        Command::Customer(CustomerCommand::Import { file, .. }) => read_only.push(file.clone()),
        Command::Staff(StaffCommand::Enrol { new_password_file, .. })
        | Command::Own(OwnCommand::Password { new_password_file }) => {
            read_only.extend(new_password_file.iter().cloned());
        }
        Command::Staff(StaffCommand::Leave { slip, .. } | StaffCommand::Slip { to: slip, .. }) => {
            read_write.extend(slip.iter().map(|file| around(file)));
        }
        Command::Own(OwnCommand::AddKeyfile { to, .. }) => read_write.push(to.clone()),
        Command::Agreement(AgreementCommand::Publish { english, romanian, .. }) => {
            read_only.extend([english.clone(), romanian.clone()]);
        }
        Command::Agreement(AgreementCommand::Print { to, .. }) => read_write.push(around(to)),
        Command::Recovery(RecoveryCommand::Check { sheets, .. }) => {
            read_only.extend(files_of(sheets));
        }
        Command::Recovery(RecoveryCommand::Replace { sheets, sheet_to, .. }) => {
            read_only.extend(files_of(sheets));
            read_write.extend(sheet_to.iter().cloned());
        }
        Command::Recovery(RecoveryCommand::Combine { sheets, new_password_file, .. }) => {
            read_only.extend(files_of(sheets).chain(new_password_file.clone()));
        }
        Command::Doctor { pdf, .. } => {
            read_only.extend(posture::READS.iter().map(PathBuf::from));
            read_write.extend(pdf.iter().cloned());
        }
        Command::Media(MediaCommand::Enrol { mount, .. }) => read_write.push(mount.clone()),
        Command::Media(MediaCommand::Unmount { mount }) => read_only.push(mount.clone()),
        // What is plugged in is read, wherever media go.
        Command::Media(MediaCommand::Look) => read_only.extend(MEDIA.iter().map(PathBuf::from)),
        Command::Backup(BackupCommand::Write { to, .. }) => read_write.push(to.clone()),
        Command::Backup(BackupCommand::Verify { mount, .. }) => read_only.push(mount.clone()),
        Command::Backup(BackupCommand::List { mount }) => read_only.extend(mount.iter().cloned()),
        Command::Drill(DrillArguments { from, to, .. }) => {
            read_only.push(from.clone());
            // It is restored beside this folder, and removed again.
            read_write.push(nearest(&around(to)));
        }
        Command::Log(LogCommand::Verify(arguments)) => read_only.extend(arguments.anchors.iter().cloned()),
        Command::Log(LogCommand::Take(command)) => of_taking(command, plan),
        // Nothing but the vault; `init` plans for itself.
        Command::Init(_)
        | Command::Restore(_)
        | Command::Media(_)
        | Command::Group(_)
        | Command::Customer(_)
        | Command::Delete { .. }
        | Command::List { .. }
        | Command::Search { .. }
        | Command::Staff(_)
        | Command::Grant(_)
        | Command::Agreement(_)
        | Command::Approve(_)
        | Command::Rule(_)
        | Command::Own(_)
        | Command::Log(LogCommand::AcceptBreak { .. })
        | Command::Release { .. }
        | Command::Check { .. } => {}
    }
}

fn of_taking(command: &TakingCommand, plan: &mut Plan) {
    match command {
        TakingCommand::Export { to, .. }
        | TakingCommand::Report { to, .. }
        | TakingCommand::Evidence { to_dir: to, .. } => plan.read_write.push(to.clone()),
        TakingCommand::Archive { to, .. } => plan.read_write.extend(to.iter().cloned()),
        TakingCommand::Slip { to, .. } => plan.read_write.extend(to.iter().map(|file| around(file))),
        TakingCommand::VerifyEvidence { folder, .. } => plan.read_only.push(folder.clone()),
        TakingCommand::Show { .. } => {}
    }
}

/// Whether the command prints, for which another process is needed.
pub(super) const fn prints(command: &Command) -> bool {
    matches!(
        command,
        Command::Log(LogCommand::Take(TakingCommand::Slip { to: None, .. }))
            | Command::Staff(
                StaffCommand::Leave { suspected: true, slip: None, .. } | StaffCommand::Slip { to: None, .. }
            )
    )
}

/// The folder that a file lies in, or will: it is written under another name first.
pub(super) fn around(file: &Path) -> PathBuf {
    let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty());
    folder.unwrap_or(Path::new(".")).to_owned()
}

/// The folder itself, or the nearest around it that is there.
fn nearest(folder: &Path) -> PathBuf {
    folder.ancestors().find(|folder| folder.is_dir()).unwrap_or(Path::new(".")).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::args::Arguments;
    use clap::Parser as _;

    fn of(line: &str) -> Plan {
        let arguments = Arguments::try_parse_from(line.split(' ')).unwrap();
        plan(&arguments.common, &arguments.command.unwrap())
    }

    #[test]
    fn a_command_reaches_what_its_arguments_name_and_nothing_else() {
        let import = of("s --vault /v --password-file /p import /in/a --group g --customer c");
        assert!(import.may_write(Path::new("/v/header.cbor")) && import.may_read(Path::new("/in/a/b")));
        assert!(import.may_read(Path::new("/p")) && !import.may_write(Path::new("/in/a")));
        assert!(!import.may_read(Path::new("/in/b")) && !import.may_read(Path::new("/media/stick")));
        let export = of("s --vault /v export 01 --group g --to /out --reason r");
        assert!(export.may_write(Path::new("/out/a")));
        let slip = of("s --vault /v log slip --to /media/stick/slip.pdf");
        assert!(slip.may_write(Path::new("/media/stick/slip.pdf.new")));
        for (line, reads, writes) in [
            ("media enrol /media/stick --label a", true, true),
            ("backup write --to /media/stick", true, true),
            ("backup verify /media/stick", true, false),
            ("backup list /media/stick", true, false),
            ("media unmount /media/stick", true, false),
            ("media look", true, false),
            ("media list", false, false),
            ("media retire a", false, false),
            ("media edit a --place b", false, false),
            ("backup list", false, false),
        ] {
            let plan = of(&format!("s --vault /v {line}"));
            assert!(plan.may_write(Path::new("/v/registry.1.db")), "{line}");
            let reached = |path: &str| (plan.may_read(Path::new(path)), plan.may_write(Path::new(path)));
            assert_eq!(reached("/media/stick/STRONGROOM/medium.txt"), (reads, writes), "{line}");
            assert_eq!(reached("/media/other/a"), (line == "media look", false), "{line}");
            assert_eq!(reached("/home/ana/a"), (false, false), "{line}");
        }
        let evidence = of("s log verify-evidence /taken --founding a");
        assert!(evidence.may_read(Path::new("/taken/a")) && !evidence.may_write(Path::new("/taken/a")));
    }
}
