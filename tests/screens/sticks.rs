//! Sticks made of rows: what is plugged in, what the register knows, and what writing and verifying come to.

use std::sync::Arc;

use strongroom::app::event::{Answer, Event};
use strongroom::app::request::{BackupWish, Consent};
use strongroom::app::snapshot::{
    BackupPlan, Extent, GenerationFace, LetGo, MediaFace, MediumFace, MediumRefusal, MediumSeen,
    MediumVerdict, MediumWish, ShelfFace, VerifiedFace, WrittenFace,
};
use strongroom::backup::device::Facts;
use strongroom::base::clock::WallTime;
use strongroom::base::id::{GenerationId, MediumId};

use crate::house::{NOW, Shared};

const DAY_MILLIS: i64 = 86_400_000;

/// So many days before everything happens.
pub(crate) fn days_ago(days: i64) -> WallTime {
    WallTime::from_unix_millis(NOW.unix_millis() - days * DAY_MILLIS)
}

/// A medium of the register, written and verified so many days ago.
pub(crate) fn medium(number: u8, label: &str, set: &str, days: i64) -> MediumFace {
    MediumFace {
        medium: MediumId::from_bytes([number; 16]),
        wish: MediumWish {
            label: label.to_owned(),
            place: format!("safe {number}"),
            set: set.to_owned(),
            holder: "Dan Oprea".to_owned(),
        },
        model: "Ultra Fit".to_owned(),
        serial: format!("4C5300{number}"),
        enrolled: days_ago(400),
        retired: None,
        writes: 38,
        failures: 0,
        is_damaged: false,
        last_written: Some(days_ago(days)),
        last_verified: Some(days_ago(days)),
        last_drilled: None,
    }
}

/// A backup on the second medium.
pub(crate) fn generation(number: u8, days: i64, full: bool) -> GenerationFace {
    GenerationFace {
        generation: GenerationId::from_bytes([number; 16]),
        medium: (MediumId::from_bytes([2; 16]), "Stick B, blue".to_owned()),
        folder: format!("2026112{number}T094107Z"),
        made: days_ago(days),
        full,
        bytes: 2_300_000_000,
        verified: Some(days_ago(days)),
        damaged: None,
    }
}

/// A medium that is plugged in; refused for this reason, if for one.
pub(crate) fn plugged(of: Option<&MediumFace>, refused: Option<MediumRefusal>) -> MediumSeen {
    let wish = of.map(|of| of.wish.clone()).unwrap_or_default();
    let mut facts = Facts { free_bytes: 41_000_000_000, total_bytes: 64_000_000_000, ..Facts::default() };
    facts.file_system = "exFAT";
    "Ultra Fit".clone_into(&mut facts.device.model);
    facts.device.speed_mbit = Some(480);
    MediumSeen {
        mount: of.map_or("/media/ana/NEW", |_| "/media/ana/BLUE").into(),
        medium: of.map(|of| of.medium),
        label: wish.label,
        place: wish.place,
        set: wish.set,
        holder: wish.holder,
        facts,
        apart: true,
        verdict: refused.map_or(MediumVerdict::Accepted, MediumVerdict::Refused),
    }
}

/// What lies in the register and on the medium.
pub(crate) struct Sticks {
    pub register: MediaFace,
    pub shelf: ShelfFace,
    /// How the system lets go of a medium.
    pub lets_go: LetGo,
    /// What verifying finds damaged.
    pub damage: Vec<(String, String)>,
}

impl Default for Sticks {
    fn default() -> Self {
        Self {
            register: MediaFace::default(),
            shelf: ShelfFace::default(),
            lets_go: LetGo::ByHand,
            damage: Vec::new(),
        }
    }
}

impl Sticks {
    /// Three media in turn, and three backups on the second.
    pub(crate) fn three() -> Self {
        let media = vec![
            medium(1, "Stick A, red", "A", 1),
            medium(2, "Stick B, blue", "B", 3),
            medium(3, "Stick C, white", "C", 9),
        ];
        let generations = vec![generation(3, 3, false), generation(2, 6, false), generation(1, 9, true)];
        let register = MediaFace { media, generations: generations.clone(), set_due: Some("B".to_owned()) };
        Self { register, shelf: ShelfFace { generations, refused: Vec::new() }, ..Self::default() }
    }

    pub(crate) fn answer(&mut self, wish: &BackupWish) -> Answer {
        match wish {
            BackupWish::Register => Answer::MediaRegister(Arc::new(self.register.clone())),
            BackupWish::Shelf { .. } => Answer::OnMedium(Arc::new(self.shelf.clone())),
            BackupWish::LookAgain => Answer::Looking,
            BackupWish::LetGo { .. } => Answer::LetGo(self.lets_go),
            BackupWish::Plan { .. } => Answer::BackupPlanned(Arc::new(BackupPlan {
                full: None,
                chain: 3,
                since: Some(days_ago(3)),
                full_bytes: 9_000_000_000,
                free_bytes: 41_000_000_000,
                unfinished: 0,
                rawkey: true,
            })),
            BackupWish::Enrol { wish, .. } => {
                let mut made = medium(9, &wish.label, &wish.set, 0);
                (made.wish, made.last_written, made.last_verified) = (wish.clone(), None, None);
                self.register.media.push(made);
                Answer::Done
            }
            BackupWish::Edit { medium, wish } => {
                let one = self.register.media.iter_mut().find(|one| one.medium == *medium);
                one.expect("it is in the register").wish = wish.clone();
                Answer::Done
            }
            BackupWish::Retire { medium, retired } => {
                let one = self.register.media.iter_mut().find(|one| one.medium == *medium);
                one.expect("it is in the register").retired = retired.then_some(NOW);
                Answer::Done
            }
            BackupWish::Restore { to, .. } => Answer::Restored(Arc::new(crate::drilling::restored(to))),
            BackupWish::Stage { .. } => Answer::Staged(Arc::new(crate::drilling::staged())),
            BackupWish::Place { consent: Consent::Unsaid } => {
                Answer::SecondNeeded(Arc::new(crate::drilling::needed()))
            }
            BackupWish::Place { .. } => Answer::Placed(Arc::new(crate::drilling::placed())),
            BackupWish::PutBack { consent: Consent::Unsaid, .. } => {
                Answer::SecondNeeded(Arc::new(crate::drilling::needed()))
            }
            BackupWish::PutBack { record, .. } => Answer::PutBack(*record),
            BackupWish::Unstage => Answer::Done,
            BackupWish::Drills => Answer::Drills(crate::drilling::past()),
            BackupWish::Drill { .. } => Answer::Drilled(Arc::new(crate::drilling::face(&[]))),
            BackupWish::Write { .. } => Answer::BackupWritten(Arc::new(written())),
            BackupWish::Verify { generation, extent, .. } => {
                let one = self.shelf.generations.iter().find(|one| Some(one.generation) == *generation);
                Answer::BackupVerified(Arc::new(VerifiedFace {
                    generation: one.expect("it lies on the medium").clone(),
                    files: 14,
                    bytes: 2_300_000_000,
                    whole: *extent == Extent::All,
                    uncached: true,
                    damage: self.damage.clone(),
                }))
            }
        }
    }
}

/// A backup that is whole.
pub(crate) fn written() -> WrittenFace {
    let generation = GenerationFace { made: NOW, verified: Some(NOW), ..generation(4, 0, false) };
    WrittenFace { generation, files: 20, removed: Vec::new(), held: Vec::new(), uncached: true, rawkey: true }
}

impl Shared {
    /// This is plugged in now, and nothing else.
    pub(crate) fn plug_in(&self, seen: impl IntoIterator<Item = MediumSeen>) {
        self.say(Event::Plugged(seen.into_iter().collect()));
    }
}
