//! `demo DIR`: makes the sample vault, or reuses it, and prints its accounts.

use std::path::Path;

use serde::Serialize;

use crate::app::demo::{Demo, demo as make_demo};
use crate::app::sample::ACCOUNTS;
use crate::texts::Texts;

use super::super::output::Output;
use super::super::{Outcome, Surroundings};

#[derive(Debug, Serialize)]
struct DemoObject {
    vault: String,
    accounts: Vec<AccountObject>,
}

#[derive(Debug, Serialize)]
struct AccountObject {
    login: &'static str,
    password: &'static str,
    role: &'static str,
}

pub(crate) fn demo(folder: &Path, surroundings: &Surroundings, output: &Output) -> Outcome {
    output.say_more("cli-demo-begins", &[]);
    let made = make_demo(folder, &surroundings.clock, &surroundings.system_root, &mut output.watch());
    output.progress_over();
    match made? {
        Demo::Made => output.say("cli-demo-made", &[("path", folder.display().to_string().into())]),
        Demo::Reused => output.say("cli-demo-reused", &[("path", folder.display().to_string().into())]),
    }
    let accounts = ACCOUNTS.iter().map(|known| AccountObject {
        login: known.login,
        password: known.password,
        role: known.role.key(),
    });
    let object = DemoObject {
        vault: std::fs::canonicalize(folder).unwrap_or_else(|_| folder.to_owned()).display().to_string(),
        accounts: accounts.collect(),
    };
    output.result(&object, |texts| lines(&object, texts));
    Ok(())
}

fn lines(object: &DemoObject, texts: &Texts) -> Vec<String> {
    let mut lines = vec![texts.text("cli-demo-accounts").to_owned()];
    for account in &object.accounts {
        let role = texts.text(&format!("role-{}", account.role));
        lines.push(format!("  {:<16}  {:<38}  {role}", account.login, account.password));
    }
    lines
}
