//! The desk on a bench: a window over a [`House`], driven by the labels that a screen reader reads.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use eframe::egui::{DroppedFile, Key, Modifiers, RawInput, vec2};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use strongroom::app::confinement::Reach;
use strongroom::app::request::{Request, RequestId};
use strongroom::app::worker::Wake;
use strongroom::base::clock::{HandClock, SharedClock};
use strongroom::policy::Role;
use strongroom::texts::{Language, Texts, Value};
use strongroom::ui::{Ended, Link, Preferences, Stage, Start, Window};

use crate::closing;
use crate::house::{House, NOW, Shared};

/// The window, its vault and its clock.
pub(crate) struct Desk {
    pub harness: Harness<'static, Option<Window>>,
    pub shared: Shared,
    pub texts: Texts,
}

impl Desk {
    /// Someone with this role has just unlocked `house`.
    pub(crate) fn unlocked(house: House, role: Role, language: Language) -> Self {
        let shared = Shared::new(house);
        shared.log_in(role);
        let link = shared.clone();
        Self::over(shared, Box::new(move |_| link.link()), Arc::new(HandClock::at(NOW)), language)
    }

    /// The same in a process that reaches these folders and no others.
    pub(crate) fn confined(house: House, role: Role, roots: Vec<PathBuf>, language: Language) -> Self {
        let shared = Shared::new(house);
        shared.log_in(role);
        let link = shared.clone();
        let connect = Box::new(move |_| link.link());
        Self::begun(shared, connect, Arc::new(HandClock::at(NOW)), Some(Reach { roots }), language)
    }

    /// Someone with this role has just logged in where a backup is to be restored in the place of the vault.
    pub(crate) fn restoring(house: House, role: Role, language: Language) -> Self {
        let shared = Shared::new(house);
        shared.log_in(role);
        let link = shared.clone();
        let connect = Box::new(move |_: Wake| link.link());
        let stage = Stage::Restoring { medium: "/media/ana/BLUE".into(), generation: None };
        Self::at(stage, shared, connect, Arc::new(HandClock::at(NOW)), None, language)
    }

    /// A window over any worker, at the unlock screen.
    pub(crate) fn over(
        shared: Shared,
        connect: Box<dyn FnOnce(Wake) -> Link>,
        clock: SharedClock,
        language: Language,
    ) -> Self {
        Self::begun(shared, connect, clock, None, language)
    }

    fn begun(
        shared: Shared,
        connect: Box<dyn FnOnce(Wake) -> Link>,
        clock: SharedClock,
        reach: Option<Reach>,
        language: Language,
    ) -> Self {
        Self::at(Stage::Vault, shared, connect, clock, reach, language)
    }

    fn at(
        stage: Stage,
        shared: Shared,
        connect: Box<dyn FnOnce(Wake) -> Link>,
        clock: SharedClock,
        reach: Option<Reach>,
        language: Language,
    ) -> Self {
        let mut start = Some(Start {
            stage,
            clock,
            air_gap: None,
            connect,
            preferences: Preferences::speaking(language),
            desktop: false,
            reach,
        });
        let harness = Harness::builder().with_size(vec2(1280.0, 800.0)).with_max_steps(60).build_ui_state(
            move |ui, window: &mut Option<Window>| {
                if window.is_none()
                    && let Some(start) = start.take()
                {
                    *window = Some(Window::new(start, ui.ctx()));
                }
                if let Some(window) = window {
                    window.logic(ui.ctx());
                    window.ui(ui);
                }
            },
            None,
        );
        let mut desk = Self { harness, shared, texts: Texts::new(language) };
        desk.settle();
        desk
    }

    /// How the window ended.
    pub(crate) fn ended(&self) -> Ended {
        self.harness.state().as_ref().expect("the window is there").ended()
    }

    /// The desktop asks the window to close; whether it stays open.
    pub(crate) fn close(&mut self) -> bool {
        closing::close(&mut self.harness)
    }

    /// Draws until nothing changes any more.
    pub(crate) fn settle(&mut self) {
        self.harness.run_steps(6);
    }

    /// The text with this key.
    pub(crate) fn text(&self, key: &str) -> String {
        self.texts.text(key).to_owned()
    }

    /// Whether something with this name is on screen.
    pub(crate) fn sees(&self, name: &str) -> bool {
        self.harness.query_all_by_label(name).next().is_some()
    }

    /// Whether something is on screen whose name has this in it.
    pub(crate) fn sees_part(&self, part: &str) -> bool {
        self.harness.query_all_by_label_contains(part).next().is_some()
    }

    /// Clicks what has this name.
    pub(crate) fn click(&mut self, name: &str) {
        self.harness.get_by_label(name).click();
        self.settle();
    }

    /// Clicks what has the text with this key.
    pub(crate) fn press(&mut self, key: &str) {
        self.click(&self.text(key));
    }

    /// Scrolls to what has the text with this key, and clicks it.
    pub(crate) fn press_below(&mut self, key: &str) {
        let name = self.text(key);
        self.harness.get_by_label(&name).scroll_to_me();
        self.settle();
        self.click(&name);
    }

    /// Clicks the last of several things with the text of this key: the one on top.
    pub(crate) fn press_last(&mut self, key: &str) {
        let name = self.text(key);
        self.harness.query_all_by_label(&name).last().expect("it is on screen").click();
        self.settle();
    }

    /// Clicks the first thing whose name has this in it.
    pub(crate) fn click_part(&mut self, part: &str) {
        self.harness.query_all_by_label_contains(part).next().expect("it is on screen").click();
        self.settle();
    }

    /// Types into the field whose label is the text with this key, after what stands there.
    pub(crate) fn type_into(&mut self, key: &str, words: &str) {
        let name = self.text(key);
        let field = self.harness.query_all_by_label(&name).find(|node| node.accesskit_node().is_text_input());
        let field = field.expect("the field is on screen");
        field.focus();
        self.harness.run_steps(2);
        let field = self.harness.query_all_by_label(&name).find(|node| node.accesskit_node().is_text_input());
        field.expect("the field is on screen").type_text(words);
        self.settle();
    }

    /// Types into the field whose label is the text with this key, in the place of what stands there.
    pub(crate) fn retype(&mut self, key: &str, words: &str) {
        let name = self.text(key);
        let is_field = |node: &egui_kittest::Node<'_>| node.accesskit_node().is_text_input();
        self.harness.query_all_by_label(&name).find(is_field).expect("the field is on screen").focus();
        self.harness.run_steps(2);
        self.harness.key_press_modifiers(Modifiers::COMMAND, Key::A);
        self.harness.run_steps(2);
        let field = self.harness.query_all_by_label(&name).find(is_field);
        field.expect("the field is on screen").type_text(words);
        self.settle();
    }

    /// Clicks the first of several things with the text of this key.
    pub(crate) fn press_first(&mut self, key: &str) {
        let name = self.text(key);
        self.harness.query_all_by_label(&name).next().expect("it is on screen").click();
        self.settle();
    }

    /// Types into the field with this name, before what stands there.
    pub(crate) fn type_named(&mut self, name: &str, words: &str) {
        let is_field = |node: &egui_kittest::Node<'_>| node.accesskit_node().is_text_input();
        self.harness.query_all_by_label(name).find(is_field).expect("the field is on screen").focus();
        self.harness.run_steps(2);
        let field = self.harness.query_all_by_label(name).find(is_field);
        field.expect("the field is on screen").type_text(words);
        self.settle();
    }

    /// Whether one thing is on screen whose name has both in it.
    pub(crate) fn sees_both(&self, part: &str, other: &str) -> bool {
        self.harness
            .query_all_by_label_contains(part)
            .any(|node| node.accesskit_node().label().is_some_and(|label| label.contains(other)))
    }

    /// Presses a key.
    pub(crate) fn key(&mut self, key: Key) {
        self.harness.key_press(key);
        self.settle();
    }

    /// Lets go of files over the window.
    pub(crate) fn drop_files(&mut self, paths: &[&Path]) {
        let mut let_go = |input: &RawInput| {
            self.harness.state_mut().as_mut().expect("the window is there").touched(input);
            self.harness.run_steps(1);
        };
        let files = paths.iter().map(|path| Arc::new(Dropped(path.to_path_buf())) as _);
        let_go(&RawInput { dropped_files: files.collect(), ..RawInput::default() });
        let_go(&RawInput::default());
        self.settle();
    }

    /// Types a path into the picker inside the window and takes it.
    pub(crate) fn pick(&mut self, path: &str) {
        self.type_into("picker-path", path);
        self.press("picker-choose");
    }

    /// The oldest request that fits and was not looked at yet.
    pub(crate) fn asked(&self, fits: impl Fn(&Request) -> bool) -> (RequestId, Request) {
        self.shared.house.borrow_mut().asked_for(fits).expect("it was asked for")
    }

    /// Whether nothing like this was asked for.
    pub(crate) fn never_asked(&self, fits: impl Fn(&Request) -> bool) -> bool {
        self.shared.house.borrow_mut().asked_for(fits).is_none()
    }

    /// A text with what it names.
    pub(crate) fn with(&self, key: &str, named: &[(&str, Value<'_>)]) -> String {
        self.texts.with(key, named)
    }
}

/// A file as the desktop hands it over. Nobody reads it this way.
#[derive(Debug)]
struct Dropped(PathBuf);

impl DroppedFile for Dropped {
    fn path(&self) -> &Path {
        &self.0
    }

    fn bytes(&self) -> Result<Vec<u8>, String> {
        Err("it is read by the worker".to_owned())
    }
}

/// Runs a test in both languages.
pub(crate) fn in_both(test: impl Fn(Language)) {
    for language in Language::ALL {
        test(language);
    }
}
