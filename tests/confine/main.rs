//! What a confined process can do and cannot: tried from inside, in a process of the test's own that applies the very same
//! locks as the program does, and in the program itself.
//!
//! Not libtest's harness: confinement needs a process whose only thread is the one that asks for it, and stays for good.
//! `probe` is that process. `cargo test --test confine -- NAME` runs the tests whose name holds NAME.

#![expect(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a test that meets what it does not expect should end, and say where"
)]

mod locked_out;
mod probe;
mod program;
mod within;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::process::ExitCode;

type Test = (&'static str, fn());

const TESTS: [Test; 12] = [
    ("an_unconfined_process_can_do_it_all", within::an_unconfined_process_can_do_it_all),
    ("a_confined_process_can_do_none_of_it", within::a_confined_process_can_do_none_of_it),
    ("threads_and_children_are_confined_too", within::threads_and_children_are_confined_too),
    ("threads_from_before_get_the_filter", within::threads_from_before_get_the_filter),
    ("the_attendant_reaches_no_network", within::the_attendant_reaches_no_network),
    ("what_only_prints_reaches_no_network", program::what_only_prints_reaches_no_network),
    ("files_are_reached_where_the_plan_says", within::files_are_reached_where_the_plan_says),
    ("a_command_is_confined_before_it_asks", program::a_command_is_confined_before_it_asks),
    ("an_unconfined_process_fails_the_self_test", program::an_unconfined_process_fails_the_self_test),
    ("a_real_vault_needs_a_confined_process", program::a_real_vault_needs_a_confined_process),
    (
        "a_real_vault_does_not_open_in_a_process_that_is_not_confined",
        locked_out::a_real_vault_does_not_open_in_a_process_that_is_not_confined,
    ),
    (
        "a_command_that_cannot_be_confined_opens_sample_vaults_only",
        locked_out::a_command_that_cannot_be_confined_opens_sample_vaults_only,
    ),
];

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    if let Some("probe") = arguments.first().map(String::as_str) {
        probe::probe(arguments.get(1..).unwrap_or_default());
        return ExitCode::SUCCESS;
    }
    let wanted: Vec<&String> = arguments.iter().filter(|word| !word.starts_with('-')).collect();
    let fits = |name: &str| wanted.is_empty() || wanted.iter().any(|word| name.contains(word.as_str()));
    let mut failed = 0;
    for (name, test) in TESTS.iter().filter(|(name, _)| fits(name)) {
        let passed = catch_unwind(AssertUnwindSafe(test)).is_ok();
        println!("test {name} ... {}", if passed { "ok" } else { "FAILED" });
        failed += u32::from(!passed);
    }
    if failed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
