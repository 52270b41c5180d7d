//! Kill −9 at random points of every writing act: before the n-th change of a file, or in the middle of it.

use crate::acts::Act;
use crate::dice::{Dice, either};
use crate::house::House;
use crate::shim::{Mode, Shim};
use crate::stage::am_root;

#[test]
fn nothing_acknowledged_is_lost_when_the_program_is_killed() {
    campaign(House::shared(), &Act::ALL, either(12, 200), "kill");
}

/// The same where nothing is cheap: a vault of the real kind, its Argon2id setting calibrated, on a machine without a
/// network.
#[test]
fn a_real_vault_survives_the_same() {
    if !am_root() {
        println!("kills of a real vault: left out, a machine without a network takes root (unshare)");
        return;
    }
    let acts = either(&[Act::Import][..], &[Act::Import, Act::MoveCustomer, Act::AddGroup][..]);
    campaign(House::real(), acts, either(3, 20), "kill-real");
}

#[expect(clippy::print_stdout, reason = "a campaign says how much it covered")]
fn campaign(house: &House, acts: &[Act], most: usize, name: &str) {
    let mut bad = Vec::new();
    for (number, act) in acts.iter().copied().enumerate() {
        let changes = changes_of(act, house);
        let mut dice = Dice::seeded(100 + number as u64);
        let points = dice.points(most, changes);
        println!("{name}: {act:?}: {} of {changes} points, half of them torn writes", points.len());
        for (index, at) in points.into_iter().enumerate() {
            let program = house.copied(&format!("{name}-{act:?}"));
            let mode = if index % 2 == 0 { Mode::Kill } else { Mode::Tear };
            let shim = Shim::around(&program.vault, mode, at);
            let ending = program.run_with(&shim, &act.arguments(house));
            assert!(ending.signal == Some(9) || ending.done(), "point {at}: {ending:?}");
            if let Err(what) = act.judge(house, &program, &ending) {
                bad.push(format!("{act:?}, {mode:?} at {at} of {changes}: {what}"));
            }
        }
    }
    assert!(bad.is_empty(), "{} points failed:\n{}", bad.len(), bad.join("\n"));
}

/// How many changes an undisturbed act makes. It must do what it says.
pub(crate) fn changes_of(act: Act, house: &House) -> u64 {
    let program = house.copied(&format!("count-{act:?}-{:?}", std::thread::current().id()));
    let shim = Shim::around(&program.vault, Mode::Count, 0);
    let ending = program.run_with(&shim, &act.arguments(house));
    assert!(ending.done(), "undisturbed {act:?} failed: {ending:?}");
    act.judge(house, &program, &ending).expect("an undisturbed act leaves a good vault");
    assert!(shim.changes() > 3, "the shim saw only {} changes of {act:?}", shim.changes());
    shim.changes()
}
