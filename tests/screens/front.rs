//! The window in front of a vault, on a bench: a worker that only remembers what was asked, and events fed by hand.

use std::cell::RefCell;
use std::collections::VecDeque;
use std::path::PathBuf;
use std::rc::Rc;
use std::sync::Arc;
use std::time::Duration;

use crossbeam_channel::Sender;
use eframe::egui::{Event as Input, Key, Modifiers, RawInput, vec2};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use strongroom::app::event::{Answer, Event};
use strongroom::app::problem::Problem;
use strongroom::app::request::{Request, RequestId};
use strongroom::app::snapshot::{AirGapFace, Colour, DeviceKind, Finding, SessionFace, VaultFace, Why};
use strongroom::base::clock::{Clock as _, HandClock, WallTime};
use strongroom::policy::Role;
use strongroom::texts::{Language, Texts};
use strongroom::ui::{Ended, Preferences, Stage, Start, Window};

use crate::closing;

/// 22 November 2026, 09:41:07 UTC.
pub(crate) const NOW: WallTime = WallTime::from_unix_millis(1_795_340_467_000);

type Asked = Rc<RefCell<VecDeque<(RequestId, Request)>>>;

/// The window, what it asked and its clock.
pub(crate) struct Front {
    pub harness: Harness<'static, Option<Window>>,
    pub texts: Texts,
    pub clock: Arc<HandClock>,
    asked: Asked,
    tell: Sender<Event>,
}

/// What the air-gap guard saw.
pub(crate) fn air_gap(colour: Colour) -> AirGapFace {
    let why = match colour {
        Colour::Green => return AirGapFace::of(Vec::new()),
        Colour::Amber => Why::Down,
        Colour::Red => Why::Carrier,
    };
    AirGapFace::of(vec![Finding { device: "eth0".to_owned(), kind: DeviceKind::Wired, why }])
}

impl Front {
    /// The window at the beginning of a stage.
    pub(crate) fn at(stage: Stage, colour: Colour, language: Language) -> Self {
        Self::begun(stage, Some(air_gap(colour)), language)
    }

    /// The same, with what the guard saw before, if it was asked.
    pub(crate) fn begun(stage: Stage, seen: Option<AirGapFace>, language: Language) -> Self {
        let asked = Asked::default();
        let (tell, events) = crossbeam_channel::unbounded();
        let clock = Arc::new(HandClock::at(NOW));
        let remember = asked.clone();
        let mut start = Some(Start {
            stage,
            clock: clock.clone(),
            air_gap: seen,
            connect: Box::new(move |_| {
                strongroom::ui::Link::new(move |id, wish| remember.borrow_mut().push_back((id, wish)), events)
            }),
            preferences: Preferences::speaking(language),
            desktop: false,
            reach: None,
        });
        let harness = Harness::builder().with_size(vec2(1280.0, 800.0)).with_max_steps(60).build_ui_state(
            move |ui, window: &mut Option<Window>| {
                if let Some(start) = start.take() {
                    *window = Some(Window::new(start, ui.ctx()));
                }
                if let Some(window) = window {
                    window.logic(ui.ctx());
                    window.ui(ui);
                }
            },
            None,
        );
        let mut front = Self { harness, texts: Texts::new(language), clock, asked, tell };
        front.settle();
        front
    }

    /// In front of a vault whose air gap has this colour.
    pub(crate) fn of_vault(colour: Colour, sample: bool, language: Language) -> Self {
        let mut front = Self::at(Stage::Vault, colour, language);
        front.say(Event::Face(Arc::new(VaultFace {
            path: PathBuf::from("/vaults/dumbrava"),
            business: "Dumbrava Clinic".to_owned(),
            sample,
            air_gap: air_gap(colour),
            confinement: strongroom::app::snapshot::ConfinementFace::default(),
        })));
        front
    }

    /// Someone is logged in.
    pub(crate) fn unlocked(language: Language) -> Self {
        let mut front = Self::of_vault(Colour::Green, false, language);
        front.log_in(RequestId(0));
        front
    }

    /// The worker lets someone in.
    pub(crate) fn log_in(&mut self, request: RequestId) {
        let session = SessionFace {
            name: "Ioana Marin".to_owned(),
            login: "ioana.marin".to_owned(),
            role: Role::Supervisor,
            failed_since_last: 2,
            last_login: Some(NOW),
            ends_at: self.clock.wall().plus(Duration::from_hours(12)),
            idle_lock_secs: 300,
            password_chars: 15,
            log_written_at: NOW,
            founding_period: true,
            standing: strongroom::app::snapshot::StandingFace::Full,
            waiting: 0,
            to_ratify: 0,
            owed: 0,
            sheets_owed: false,
            review: None,
            backup: None,
        };
        self.say(Event::Session(Arc::new(session)));
        self.done(request, Ok(Answer::Unlocked));
    }

    /// The worker says something.
    pub(crate) fn say(&mut self, event: Event) {
        self.tell.send(event).expect("the window listens");
        self.settle();
    }

    /// The worker answers.
    pub(crate) fn done(&mut self, request: RequestId, answer: Result<Answer, Problem>) {
        self.say(Event::Done { request, answer });
    }

    /// Draws a few frames.
    pub(crate) fn settle(&mut self) {
        self.harness.run_steps(6);
    }

    /// The oldest request that was not looked at yet, if there is one.
    pub(crate) fn asked(&self) -> Option<(RequestId, Request)> {
        self.asked.borrow_mut().pop_front()
    }

    /// The text with this key.
    pub(crate) fn text(&self, key: &str) -> String {
        self.texts.text(key).to_owned()
    }

    /// Whether the text with this key is on screen.
    pub(crate) fn sees(&self, key: &str) -> bool {
        self.sees_words(&self.text(key))
    }

    /// Whether something is on screen whose name has these words in it.
    pub(crate) fn sees_words(&self, words: &str) -> bool {
        self.harness.query_all_by_label_contains(words).next().is_some()
    }

    /// Clicks what has exactly this name.
    pub(crate) fn click(&mut self, name: &str) {
        self.harness.get_by_label(name).click();
        self.settle();
    }

    /// Clicks what has the text with this key.
    pub(crate) fn press(&mut self, key: &str) {
        self.click(&self.text(key));
    }

    /// Types into the field whose label is the text with this key.
    pub(crate) fn type_into(&mut self, key: &str, words: &str) {
        self.type_into_named(&self.text(key), words);
    }

    /// Types into the field with exactly this label.
    pub(crate) fn type_into_named(&mut self, name: &str, words: &str) {
        for typing in [false, true] {
            let field =
                self.harness.query_all_by_label(name).find(|node| node.accesskit_node().is_text_input());
            let field = field.expect("the field is on screen");
            if typing {
                field.type_text(words);
            } else {
                field.focus();
            }
            self.harness.run_steps(2);
        }
        self.settle();
    }

    /// Whether what is typed goes into the field with this label.
    pub(crate) fn has_keyboard(&self, key: &str) -> bool {
        let mut named = self.harness.query_all_by_label(self.texts.text(key));
        named.any(|node| node.accesskit_node().is_text_input() && node.accesskit_node().is_focused())
    }

    /// Presses a key.
    pub(crate) fn key(&mut self, key: Key) {
        self.harness.key_press(key);
        self.settle();
    }

    /// Presses a key with Ctrl.
    pub(crate) fn ctrl(&mut self, key: Key) {
        self.harness.key_press_modifiers(Modifiers::CTRL, key);
        self.settle();
    }

    /// Time goes by.
    pub(crate) fn pass(&mut self, seconds: u64) {
        self.clock.advance(Duration::from_secs(seconds));
        self.settle();
    }

    /// Someone touches the mouse.
    pub(crate) fn touch(&mut self) {
        let input =
            RawInput { events: vec![Input::PointerMoved([400.0, 300.0].into())], ..RawInput::default() };
        self.harness.state_mut().as_mut().expect("the window is there").touched(&input);
        self.settle();
    }

    /// The desktop asks the window to close; whether it stays open.
    pub(crate) fn close(&mut self) -> bool {
        closing::close(&mut self.harness)
    }

    /// How the window ended.
    pub(crate) fn ended(&self) -> Ended {
        self.harness.state().as_ref().expect("the window is there").ended()
    }
}

/// Runs a test in both languages.
pub(crate) fn in_both(test: impl Fn(Language)) {
    for language in Language::ALL {
        test(language);
    }
}
