//! The air gap on screen: the mark in each of its states on every screen, the page of details, and the red page that
//! comes and goes with what the guard sees.

use std::sync::Arc;

use eframe::egui::Key;
use strongroom::app::event::Event;
use strongroom::app::request::Request;
use strongroom::app::snapshot::{AirGapFace, Colour, DeviceKind, Finding, Why};
use strongroom::texts::{Language, Texts};
use strongroom::ui::Stage;

use crate::front::{Front, NOW, air_gap, in_both};

fn finding(device: &str, kind: DeviceKind, why: Why) -> Finding {
    Finding { device: device.to_owned(), kind, why }
}

/// The guard speaks.
fn tell(front: &mut Front, findings: Vec<Finding>) {
    let face = AirGapFace { since: Some(NOW), ..AirGapFace::of(findings) };
    front.say(Event::AirGap(Arc::new(face)));
}

fn cable() -> Vec<Finding> {
    vec![finding("eth0", DeviceKind::Wired, Why::Carrier), finding("eth0", DeviceKind::Route, Why::Routed)]
}

const MARKS: [(Colour, &str); 3] = [
    (Colour::Green, "status-air-gap-green"),
    (Colour::Amber, "status-air-gap-amber"),
    (Colour::Red, "status-air-gap-red"),
];

#[test]
fn the_mark_is_on_every_screen_in_each_state() {
    in_both(|language| {
        for (colour, mark) in MARKS {
            for stage in [Stage::Chooser, Stage::Wizard, Stage::Vault] {
                let front = Front::at(stage.clone(), colour, language);
                assert!(front.sees(mark), "{stage:?} {colour:?}");
            }
            let mut front = Front::of_vault(colour, true, language);
            front.log_in(strongroom::app::request::RequestId(0));
            for place in
                ["rail-records", "rail-customers", "rail-groups", "rail-check", "rail-own", "rail-manual"]
            {
                front.press(place);
                assert!(front.sees(mark), "{place} {colour:?}");
            }
        }
        let front = Front::begun(Stage::Vault, None, language);
        assert!(front.sees("status-air-gap-unknown"), "nothing good is said before the first look");
    });
}

#[test]
fn the_details_tell_each_finding_in_plain_words_and_lead_back() {
    in_both(|language| {
        let mut front = Front::of_vault(Colour::Amber, false, language);
        tell(
            &mut front,
            vec![
                finding("wlan0", DeviceKind::Wireless, Why::Blocked),
                finding("0000:00:03.0", DeviceKind::Wired, Why::Hidden),
            ],
        );
        front.press("status-air-gap-amber");
        for key in ["gap-amber", "gap-kind-wireless", "gap-seen-blocked", "gap-remove-wireless"] {
            assert!(front.sees(key), "{key}");
        }
        for key in
            ["gap-kind-wired", "gap-seen-hidden", "gap-matters-hidden", "gap-remove-wired", "gap-limits"]
        {
            assert!(front.sees(key), "{key}");
        }
        assert!(front.sees_words("wlan0") && front.sees_words("0000:00:03.0"));
        let since = front.texts.with("gap-since", &[("time", front.texts.date_and_time(NOW).into())]);
        assert!(front.sees_words(&since));
        // It changes under the reader's eyes.
        tell(&mut front, Vec::new());
        assert!(front.sees("gap-green") && front.sees("gap-nothing") && !front.sees("gap-seen-blocked"));
        front.press("gap-manual");
        assert!(front.sees("manual-line"));
        front.press("manual-close");
        front.key(Key::Escape);
        assert!(front.sees("unlock-password"), "back where it was opened");
    });
}

#[test]
fn who_comes_back_from_the_details_types_on() {
    in_both(|language| {
        let mut front = Front::of_vault(Colour::Amber, false, language);
        assert!(front.has_keyboard("unlock-login"));
        front.press("status-air-gap-amber");
        front.key(Key::Escape);
        assert!(front.has_keyboard("unlock-login"), "after the details");
        front.key(Key::F1);
        front.key(Key::F1);
        assert!(front.has_keyboard("unlock-login"), "after the manual");
    });
}

#[test]
fn a_network_that_comes_up_covers_what_is_open_and_goes_by_itself() {
    in_both(|language| {
        let mut front = Front::unlocked(language);
        assert!(front.sees("rail-records"));
        tell(&mut front, cable());
        assert!(!front.sees("rail-records") && !front.sees("unlock-password"));
        for key in
            ["gap-page-title", "gap-page-text", "gap-kind-wired", "gap-off-wired", "gap-page-call-text"]
        {
            assert!(front.sees(key), "{key}");
        }
        assert!(front.sees_words("eth0"));
        assert!(front.asked().is_none(), "the worker locks by itself");
        front.press("gap-page-all");
        assert!(front.sees("gap-red") && front.sees("gap-kind-route"));
        front.key(Key::Escape);
        assert!(front.sees("gap-page-title"));
        // Still there, and down: the form comes back, and says why it was locked.
        tell(&mut front, vec![finding("eth0", DeviceKind::Wired, Why::Down)]);
        assert!(!front.sees("gap-page-title"));
        assert!(front.sees("unlock-password") && front.sees("locked-network"));
    });
}

#[test]
fn many_devices_are_counted_not_listed() {
    in_both(|language| {
        let mut front = Front::of_vault(Colour::Green, false, language);
        let many = (0..5).map(|number| finding(&format!("veth{number}"), DeviceKind::Virtual, Why::Carrier));
        tell(&mut front, many.collect());
        let more = front.texts.with("gap-page-more", &[("count", 3_u64.into())]);
        assert!(front.sees_words(&more));
        let named = [("devices", "veth0, veth1".into()), ("count", 3_u64.into())];
        let bar = front.texts.with("status-devices-more", &named);
        assert!(front.sees_words(&bar));
    });
}

#[test]
fn a_sample_vault_stays_open_and_says_why() {
    in_both(|language| {
        let mut front = Front::of_vault(Colour::Green, true, language);
        front.log_in(strongroom::app::request::RequestId(0));
        tell(&mut front, cable());
        assert!(front.sees("rail-records") && front.sees("status-air-gap-red"));
        front.press("status-air-gap-red");
        assert!(front.sees("gap-red-sample") && front.sees("rail-records"));
    });
}

#[test]
fn the_wizard_of_a_real_vault_waits_while_there_is_a_network() {
    in_both(|language| {
        let mut front = Front::at(Stage::Wizard, Colour::Green, language);
        tell(&mut front, cable());
        assert!(front.sees("wizard-network-title") && !front.sees("wizard-folder-label"));
        tell(&mut front, Vec::new());
        assert!(front.sees("wizard-folder-label"));
    });
}

#[test]
fn what_was_typed_in_front_of_the_vault_is_dropped() {
    in_both(|language| {
        let mut front = Front::of_vault(Colour::Green, false, language);
        front.type_into("unlock-login", "ioana.marin");
        front.type_into("unlock-password", "păpădia doarme lângă gard");
        tell(&mut front, cable());
        tell(&mut front, Vec::new());
        front.key(Key::Enter);
        assert!(front.asked().is_none(), "the password is to be typed again");
        front.press("unlock-lost");
        assert!(front.sees("recover-title-sheets"));
        tell(&mut front, cable());
        assert!(!front.sees("recover-title-sheets") && front.sees("gap-page-title"));
    });
}

#[test]
fn the_guard_knows_better_than_a_single_look() {
    let mut front = Front::of_vault(Colour::Green, false, Language::English);
    tell(&mut front, cable());
    // What the worker saw when it was asked to unlock is older than what the guard said.
    let face = strongroom::app::snapshot::VaultFace {
        path: "/vaults/dumbrava".into(),
        business: "Dumbrava Clinic".to_owned(),
        sample: false,
        air_gap: air_gap(Colour::Green),
        confinement: strongroom::app::snapshot::ConfinementFace::default(),
    };
    front.say(Event::Face(Arc::new(face)));
    assert!(front.sees("gap-page-title"));
    assert!(!matches!(front.asked(), Some((_, Request::Unlock { .. }))));
}

#[test]
fn every_kind_and_every_state_has_its_words() {
    for language in Language::ALL {
        let texts = Texts::new(language);
        for kind in DeviceKind::ALL {
            for part in ["kind", "off", "remove"] {
                let key = format!("gap-{part}-{}", kind.key());
                assert!(texts.has(&key), "{key} {language:?}");
            }
        }
        for why in Why::ALL {
            let key = format!("gap-seen-{}", why.key());
            assert!(texts.has(&key), "{key} {language:?}");
        }
    }
}
