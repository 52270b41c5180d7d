//! The rules for files (Landlock): what a [`Plan`] names, and nothing else.

use std::path::PathBuf;

use landlock::{
    ABI, Access, AccessFs, AccessNet, BitFlags, CompatLevel, Compatible, Ruleset, RulesetAttr,
    RulesetCreated, RulesetCreatedAttr, RulesetStatus, Scope, path_beneath_rules,
};

use super::{ConfineError, Confined, Plan};

/// The newest rights that are asked for; an older kernel keeps those it knows. Later ones would take a look at whether
/// the window still reaches its screen: connecting to a socket in a folder is one of them.
const NEWEST: ABI = ABI::V7;

fn refused(error: impl std::fmt::Display) -> ConfineError {
    ConfineError::Files(error.to_string())
}

/// Holds this thread, and those it starts, to the plan.
pub(super) fn limit_files(plan: &Plan) -> Result<Confined, ConfineError> {
    let truncation = knows_truncation();
    // A socket in the abstract name space is how X11 is reached: that scope stays open.
    let rules = Ruleset::default()
        .set_compatibility(CompatLevel::BestEffort)
        .handle_access(AccessFs::from_all(NEWEST))
        .and_then(|rules| rules.handle_access(AccessNet::from_all(NEWEST)))
        .and_then(|rules| rules.scope(Scope::Signal))
        .and_then(Ruleset::create)
        .map_err(refused)?;
    let status = with_plan(rules, plan)?.restrict_self().map_err(refused)?;
    if status.ruleset == RulesetStatus::NotEnforced {
        return Err(ConfineError::Files("the kernel has no Landlock, or it is switched off".to_owned()));
    }
    Ok(Confined { truncation })
}

fn with_plan(rules: RulesetCreated, plan: &Plan) -> Result<RulesetCreated, ConfineError> {
    let read = AccessFs::ReadFile | AccessFs::ReadDir;
    let devices = read | AccessFs::WriteFile | AccessFs::Truncate | AccessFs::IoctlDev;
    // Nothing that is run lies where it can be written, and no device is made there.
    let write = AccessFs::from_all(NEWEST)
        & !(AccessFs::Execute
            | AccessFs::IoctlDev
            | AccessFs::MakeChar
            | AccessFs::MakeBlock
            | AccessFs::MakeSock
            | AccessFs::MakeFifo);
    let mut rules = rules;
    for (paths, rights) in [
        (&plan.read_only, read),
        (&plan.read_write, write),
        (&plan.devices, devices),
        (&plan.run, AccessFs::Execute | AccessFs::ReadFile),
    ] {
        rules = with_paths(rules, paths, rights)?;
    }
    Ok(rules)
}

/// Paths that are not there are passed over, and so is what lies on no disk (a pipe), which needs no rule.
fn with_paths(
    mut rules: RulesetCreated,
    paths: &[PathBuf],
    rights: BitFlags<AccessFs>,
) -> Result<RulesetCreated, ConfineError> {
    let is_stored = |path: &&PathBuf| {
        path.metadata().is_ok_and(|meta| {
            use std::os::unix::fs::FileTypeExt;
            let kind = meta.file_type();
            !kind.is_fifo() && !kind.is_socket()
        })
    };
    for path in paths.iter().filter(is_stored) {
        rules = rules.add_rules(path_beneath_rules([path], rights)).map_err(refused)?;
    }
    Ok(rules)
}

/// Whether the kernel's rules know of shortening files.
fn knows_truncation() -> bool {
    Ruleset::default()
        .set_compatibility(CompatLevel::HardRequirement)
        .handle_access(AccessFs::Truncate)
        .and_then(Ruleset::create)
        .is_ok()
}
