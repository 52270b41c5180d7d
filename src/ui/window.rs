//! The window itself: watches the hands and the clock, draws the screen on top, and hands its wish to `apply`. What the
//! worker tells is taken in by `news`, and what locking means is in `locking`. No frame waits for anything.

use std::cell::Cell;
use std::sync::Arc;
use std::time::Duration;

use eframe::egui::{self, CentralPanel, Context, Frame, RawInput, Ui, ViewportCommand};

use crate::app::request::RequestId;
use crate::app::snapshot::BackupOwed;
use crate::app::worker::Wake;
use crate::base::clock::SharedClock;
use crate::texts::Texts;

use super::action::Action;
use super::clipboard::Clipboard;
use super::cx::Cx;
use super::idle::Left;
use super::link::Link;
use super::manual::Manual;
use super::model::Model;
use super::picker::{Picker, Places};
use super::preferences::{Look, Preferences};
use super::route::Route;
use super::screens::{self, Screen};
use super::signals::Signals;
use super::start::{Ended, Stage, Start};
use super::theme::Theme;
use super::widgets::{Answered, Dialog, text};
use super::{fonts, shell};

/// Whether it is to be said that other programs could watch the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Watchable {
    /// They could not, or it was read.
    No,
    /// It is to be said at the next log-in.
    Untold,
    /// It is said by the notice with this number.
    Told(u64),
}

/// Everything of the window. Public for the tests of screens, which draw it without a display.
pub struct Window {
    pub(super) model: Model,
    pub(super) texts: Texts,
    pub(super) theme: Theme,
    pub(super) preferences: Preferences,
    pub(super) stack: Vec<(Route, Box<dyn Screen>)>,
    /// Screens that were left while the work they follow goes on.
    pub(super) aside: Vec<(Route, Box<dyn Screen>)>,
    pub(super) manual: Option<Manual>,
    pub(super) picker: Picker,
    pub(super) link: Link,
    pub(super) next: Cell<u64>,
    pub(super) ended: Ended,
    /// Each stage has a process of its own.
    pub(super) staged: bool,
    /// The wish that would leave something unsaved, while the person is asked.
    pub(super) leaving: Option<Action>,
    /// The window was asked to close, and the person is asked whether it is to.
    pub(super) closing: bool,
    /// It closes, and asks no more.
    pub(super) ending: bool,
    pub(super) clock: SharedClock,
    pub(super) touched_at: Duration,
    pub(super) signals: Option<Signals>,
    /// The log-in that is under way.
    pub(super) unlocking: Option<RequestId>,
    /// The signing that ends with a backup in the place of the vault.
    pub(super) placing: Option<RequestId>,
    /// The locking that the worker has not confirmed yet.
    pub(super) locking: Option<RequestId>,
    pub(super) clipboard: Clipboard,
    /// Other programs could watch the screen, and nobody said yet that they read it.
    pub(super) watchable: Watchable,
    /// The notice about backups, and what was owed when it was put there.
    pub(super) told_backups: Option<(u64, Vec<BackupOwed>)>,
    /// What egui keeps of what was shown; dropped with the session.
    pub(super) shown_in: Context,
    drawn_with: Option<Theme>,
}

impl Window {
    /// The window at its beginning.
    pub fn new(start: Start, ctx: &Context) -> Self {
        let wake: Wake = {
            let ctx = ctx.clone();
            Arc::new(move || ctx.request_repaint())
        };
        fonts::install(ctx);
        // The keys that would leave without a word.
        ctx.options_mut(|options| options.quit_shortcuts.clear());
        let signals = start.desktop.then(|| Signals::listen(&wake));
        let mut model = Model::before_any_vault(start.air_gap, start.preferences.recent.clone());
        let picker = Picker::new(start.desktop, Places::of(start.reach.as_ref()));
        model.reach = start.reach;
        let routes = match start.stage {
            Stage::Chooser => vec![Route::Chooser],
            Stage::NoVault(folder) => {
                model.no_vault = Some(folder);
                vec![Route::Chooser]
            }
            Stage::Wizard => vec![Route::Chooser, Route::Wizard { practice: false, folder: None }],
            Stage::Vault => vec![Route::Unlock],
            Stage::Restoring { medium, generation } => {
                model.restoring = Some((medium, generation));
                vec![Route::Unlock]
            }
            Stage::BySheets { folder, medium } => {
                model.by_sheets = Some((folder, medium));
                vec![Route::BySheets]
            }
            Stage::New { folder, practice } => vec![Route::Wizard { practice, folder: Some(folder) }],
        };
        Self {
            model,
            texts: Texts::new(start.preferences.language),
            theme: Theme::light(),
            stack: routes.into_iter().map(opened).collect(),
            aside: Vec::new(),
            manual: None,
            picker,
            link: (start.connect)(wake),
            next: Cell::new(1),
            ended: Ended::Closed,
            staged: start.desktop,
            leaving: None,
            closing: false,
            ending: false,
            touched_at: start.clock.since_boot(),
            clock: start.clock,
            preferences: start.preferences,
            signals,
            unlocking: None,
            placing: None,
            locking: None,
            clipboard: Clipboard::default(),
            watchable: Watchable::No,
            told_backups: None,
            shown_in: ctx.clone(),
            drawn_with: None,
        }
    }

    /// Sees what the hands do, before egui does.
    pub fn touched(&mut self, input: &RawInput) {
        let moved = input.events.iter().any(|event| {
            matches!(
                event,
                egui::Event::Key { .. }
                    | egui::Event::Text(_)
                    | egui::Event::Paste(_)
                    | egui::Event::PointerMoved(_)
                    | egui::Event::PointerButton { .. }
                    | egui::Event::MouseWheel { .. }
                    | egui::Event::Touch { .. }
                    | egui::Event::Ime(_)
            )
        });
        if moved {
            self.touched_at = self.clock.since_boot();
        }
        let dropped = input.dropped_files.iter().map(|file| file.path().to_owned());
        let reach = self.model.reach.as_ref();
        (self.model.dropped, self.model.out_of_reach) =
            dropped.partition(|path| reach.is_none_or(|reach| reach.holds(path)));
        self.model.hovering = !input.hovered_files.is_empty();
    }

    /// Takes in news and decides whether to lock. Draws nothing.
    pub fn logic(&mut self, ctx: &Context) {
        self.apply_look(ctx);
        while let Ok(event) = self.link.events().try_recv() {
            self.take(event);
        }
        self.hear();
        self.hear_close(ctx);
        self.clipboard.clear_in_time(ctx, self.clock.since_boot());
        if let Some(left) = self.left() {
            match left.lock() {
                Some(reason) => self.lock(reason),
                None => ctx.request_repaint_after(left.next_change()),
            }
        } else {
            // The clock of the status bar.
            let into_minute = self.clock.wall().unix_millis().rem_euclid(60_000).unsigned_abs();
            ctx.request_repaint_after(Duration::from_millis(60_020 - into_minute));
        }
        self.picker.logic(ctx, &mut self.model);
    }

    /// Draws everything and grants what is wished for.
    pub fn ui(&mut self, ui: &mut Ui) {
        let frame = Frame::new().fill(self.theme.background);
        CentralPanel::default().frame(frame).show(ui, |ui| {
            if self.drawn_with.is_none() {
                // The typefaces are there from the second pass on.
                self.drawn_with = Some(self.theme.clone());
                ui.ctx().request_repaint();
                return;
            }
            let action = self.draw(ui);
            self.clipboard.watch(ui.ctx(), self.clock.since_boot());
            if self.closing_ui(ui) {
                // Nothing else is answered meanwhile.
            } else if let Some(answered) = self.leaving_ui(ui) {
                let wish = self.leaving.take();
                if let Some(wish) = wish.filter(|_| answered == Answered::Yes) {
                    self.grant(wish, ui.ctx());
                }
                ui.ctx().request_repaint();
            } else if let Some(action) = action {
                self.apply(action, ui.ctx());
                ui.ctx().request_repaint();
            }
        });
    }

    /// How it ended, once it is closed.
    pub fn ended(&self) -> Ended {
        self.ended.clone()
    }

    /// It runs where other programs could watch the screen. Called once, by whoever knows the desktop.
    pub fn can_be_watched(&mut self) {
        self.watchable = Watchable::Untold;
        self.model.watchable = true;
    }

    fn left(&self) -> Option<Left> {
        let session = self.model.session.as_ref()?;
        let untouched = self.clock.since_boot().saturating_sub(self.touched_at);
        Some(Left::at(session, self.clock.wall(), untouched))
    }

    fn draw(&mut self, ui: &mut Ui) -> Option<Action> {
        let left = self.left();
        let cx = Cx {
            model: &self.model,
            theme: &self.theme,
            look: self.preferences.look,
            texts: &self.texts,
            now: self.clock.wall(),
            since_boot: self.clock.since_boot(),
            next: &self.next,
        };
        let (route, screen) = self.stack.last_mut()?;
        let picking = self.picker.is_open();
        let (manual, job) = (&mut self.manual, screen.job());
        let mut action = shell::ui(ui, &cx, route, left, job, |ui| match manual {
            Some(manual) => manual.ui(ui, &cx),
            None => screen.ui(ui, &cx),
        });
        if let Some(chosen) = self.picker.ui(ui, &cx) {
            self.model.choose(chosen.0, chosen.1);
            ui.ctx().request_repaint();
            return None;
        }
        if !picking && action.is_none() {
            let depth = self.stack.len();
            let (route, _) = self.stack.last()?;
            action = shell::pressed(ui, &cx, route, depth, self.manual.is_some());
        }
        action
    }

    /// The question before something typed is lost.
    fn leaving_ui(&self, ui: &Ui) -> Option<Answered> {
        self.leaving.as_ref()?;
        let (title, leave) = (self.texts.text("leave-title"), self.texts.text("leave-discard"));
        let dialog = Dialog::new("leave", title, leave, self.texts.text("leave-stay"));
        let dialog = dialog.dangerous().without_enter();
        dialog.ui(ui, &self.theme, |ui| {
            text::body(ui, &self.theme, self.texts.text("leave-text"));
        })
    }

    fn apply_look(&mut self, ctx: &Context) {
        let dark = match self.preferences.look {
            Look::Light => false,
            Look::Dark => true,
            Look::System => ctx.system_theme() == Some(egui::Theme::Dark),
        };
        self.theme = if dark { Theme::dark() } else { Theme::light() };
        if self.drawn_with.as_ref().is_some_and(|drawn| drawn.dark != dark) || self.drawn_with.is_none() {
            self.theme.apply(ctx);
            self.drawn_with = self.drawn_with.as_ref().map(|_| self.theme.clone());
        }
    }

    /// Ends the window.
    pub(super) fn end(&mut self, how: Ended, ctx: &Context) {
        self.ended = how;
        self.ending = true;
        ctx.send_viewport_cmd(ViewportCommand::Close);
    }
}

pub(super) fn opened(route: Route) -> (Route, Box<dyn Screen>) {
    let screen = screens::open(&route);
    (route, screen)
}
