//! The window itself: takes in the worker's news, watches the hands and the clock, draws the screen on top, and
//! hands its wish to `apply`. No frame waits for anything.

use std::cell::Cell;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use eframe::egui::{self, CentralPanel, Context, Frame, RawInput, Ui, ViewportCommand};

use crate::app::confinement::Reach;
use crate::app::event::{Answer, Event};
use crate::app::request::{LockReason, Request, RequestId};
use crate::app::snapshot::{AirGapFace, Colour, InterruptedImport, StandingFace};
use crate::app::worker::Wake;
use crate::base::clock::SharedClock;
use crate::base::id::GroupId;
use crate::texts::Texts;

use super::action::Action;
use super::clipboard::Clipboard;
use super::cx::Cx;
use super::idle::Left;
use super::link::Link;
use super::manual::Manual;
use super::model::{Model, Notice};
use super::picker::{Picker, Places};
use super::preferences::{Look, Preferences};
use super::route::Route;
use super::screens::{self, Screen};
use super::signals::Signals;
use super::theme::{Theme, Tone};
use super::widgets::{Answered, Dialog, text};
use super::{fonts, shell};

/// Where the window begins.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Stage {
    /// No vault: choose one, or make one.
    Chooser,
    /// The same, because this folder holds none.
    NoVault(PathBuf),
    /// No vault, and nothing to choose from: make one.
    Wizard,
    /// The worker was given a vault: unlock it.
    Vault,
    /// A new vault is to be made in this folder.
    New {
        /// The folder.
        folder: PathBuf,
        /// A practice vault.
        practice: bool,
    },
}

/// How the window ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Ended {
    /// The person closed it.
    Closed,
    /// The vault in this folder is to be opened, in a process of its own.
    OpenVault(PathBuf),
    /// A new vault is to be made in this folder, in a process of its own.
    NewVault {
        /// The folder.
        folder: PathBuf,
        /// A practice vault.
        practice: bool,
    },
    /// Another vault is to be chosen.
    Chooser,
}

/// What a window needs to begin.
pub struct Start {
    /// Where it begins.
    pub stage: Stage,
    /// The time.
    pub clock: SharedClock,
    /// What the air-gap guard saw, for the stages without a vault.
    pub air_gap: Option<AirGapFace>,
    /// Starts the worker; it calls what it is given after each event.
    pub connect: Box<dyn FnOnce(Wake) -> Link>,
    /// What is remembered of earlier runs.
    pub preferences: Preferences,
    /// Whether to listen to the desktop's signals, to use its file dialogs, and to leave the next stage to a process of
    /// its own. Not in tests.
    pub desktop: bool,
    /// Where a confined process reaches; none where it reaches everywhere.
    pub reach: Option<Reach>,
}

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
    clock: SharedClock,
    touched_at: Duration,
    signals: Option<Signals>,
    /// The log-in that is under way.
    pub(super) unlocking: Option<RequestId>,
    /// The locking that the worker has not confirmed yet.
    locking: Option<RequestId>,
    clipboard: Clipboard,
    /// Other programs could watch the screen, and nobody said yet that they read it.
    pub(super) watchable: Watchable,
    /// What egui keeps of what was shown; dropped with the session.
    shown_in: Context,
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
            touched_at: start.clock.since_boot(),
            clock: start.clock,
            preferences: start.preferences,
            signals,
            unlocking: None,
            locking: None,
            clipboard: Clipboard::default(),
            watchable: Watchable::No,
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
            if let Some(answered) = self.leaving_ui(ui) {
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

    /// Locks before the process ends, and waits a moment for the worker to have done so.
    pub fn close(&mut self) {
        if self.model.session.is_none() {
            return;
        }
        self.lock(LockReason::WindowClosed);
        let until = std::time::Instant::now() + Duration::from_secs(2);
        while let Ok(event) = self.link.events().recv_deadline(until) {
            if matches!(event, Event::Locked(_)) {
                return;
            }
        }
    }

    /// Drops everything that is shown and has the worker drop its keys.
    pub(super) fn lock(&mut self, reason: LockReason) {
        if self.model.session.is_none() {
            return;
        }
        self.ask_to_lock(reason);
        self.drop_session(reason);
    }

    fn ask_to_lock(&mut self, reason: LockReason) {
        let id = RequestId(self.next.get());
        self.next.set(id.0 + 1);
        self.locking = Some(id);
        self.link.send(id, Request::Lock(reason));
    }

    /// Locks for what the machine or the desktop said.
    fn hear(&mut self) {
        let mut heard = false;
        while let Some(reason) = self.signals.as_ref().and_then(Signals::next) {
            heard = true;
            if self.model.session.is_some() {
                self.lock(reason);
            } else if self.unlocking.is_some() {
                // It comes after the log-in that is under way, and ends the session as it begins.
                self.ask_to_lock(reason);
            }
        }
        if heard && self.locking.is_none() {
            self.let_sleep();
        }
    }

    fn let_sleep(&self) {
        if let Some(signals) = &self.signals {
            signals.locked();
        }
    }

    fn drop_session(&mut self, reason: LockReason) {
        self.model.lock(reason);
        self.forget_shown();
        self.manual = None;
        self.leaving = None;
        self.picker.close();
        self.aside.clear();
        self.stack = vec![opened(Route::Unlock)];
    }

    /// Drops what egui keeps of what was shown and typed: fields with their undo, tables, the clipboard.
    fn forget_shown(&mut self) {
        self.clipboard.clear(&self.shown_in);
        self.shown_in.memory_mut(|memory| {
            memory.data.clear();
            memory.caches = egui::cache::CacheStorage::default();
        });
        // What was drawn is kept until the next frame is, and a window that is hidden draws none: it comes up.
        let hidden = self.shown_in.input(|input| {
            let viewport = input.viewport();
            viewport.minimized == Some(true) || viewport.occluded == Some(true)
        });
        if hidden {
            self.shown_in.send_viewport_cmd(ViewportCommand::Minimized(false));
            self.shown_in.send_viewport_cmd(ViewportCommand::Focus);
        }
        self.shown_in.request_repaint();
    }

    /// On a network nothing of a real vault is shown, before the worker has locked it too.
    fn cover(&mut self) {
        if self.model.session.is_some() {
            self.drop_session(LockReason::Network);
        } else {
            // Half-typed recovery sheets are secrets as well.
            self.stack.retain(|(route, _)| *route != Route::Recovery);
        }
    }

    fn take(&mut self, event: Event) {
        let had_to_sign = self.must_sign();
        let unlocked = matches!(event, Event::Done { answer: Ok(Answer::Unlocked), .. });
        let ended = if let Event::Done { request, .. } = &event { Some(*request) } else { None };
        match event {
            Event::AirGap(seen) => {
                let shuts = seen.colour == Colour::Red && !self.model.is_sample();
                self.model.fold(Event::AirGap(seen));
                if shuts {
                    self.cover();
                }
            }
            Event::Locked(reason) if self.model.session.is_some() => self.drop_session(reason),
            Event::Locked(_) => {}
            Event::Session(_) if self.model.session.is_none() => {
                self.touched_at = self.clock.since_boot();
                self.model.fold(event);
            }
            Event::Interrupted(imports) => self.go_on_importing(imports),
            Event::Shut(group) => self.drop_group(group),
            other => self.model.fold(other),
        }
        if let Some(id) = ended {
            self.tell_report(id);
            self.unlocking = self.unlocking.filter(|unlocking| *unlocking != id);
            if self.locking == Some(id) {
                self.locking = None;
                self.let_sleep();
            }
        }
        if unlocked && let Some(session) = self.model.session.clone() {
            if let Some(face) = &self.model.face {
                self.preferences.opened(&face.path);
            }
            self.stack = vec![opened(shell::home(&session))];
            self.tell_failures(&session);
            self.tell_backups(&session);
            self.tell_watchable();
        } else if self.must_sign() && !had_to_sign && self.model.session.is_some() {
            // The agreement came due while someone worked: nothing else opens until it is signed.
            self.stack = vec![opened(Route::Agreement)];
        }
    }

    /// A group was shut: every screen that could show something of it goes, and where it stood that is said.
    fn drop_group(&mut self, group: GroupId) {
        let name = self.model.group(group).map(|known| known.name.clone()).unwrap_or_default();
        self.model.fold(Event::Shut(group));
        self.aside.clear();
        self.forget_shown();
        let shown = self.stack.iter().any(|(route, _)| route.shows_content());
        self.stack.retain(|(route, _)| !route.shows_content());
        if self.stack.is_empty() {
            self.leaving = None;
            self.stack = vec![opened(Route::Groups)];
        }
        if shown || !matches!(self.stack.last(), Some((Route::Groups, _))) {
            let text = self.texts.with("notice-group-shut", &[("name", name.into())]);
            self.tell(Notice::new(Tone::Accent, text));
        }
    }

    /// Asks again for what locking stopped, and says so.
    fn go_on_importing(&mut self, imports: Vec<InterruptedImport>) {
        for InterruptedImport { group, code, paths } in imports {
            let arguments = [("count", paths.len().into()), ("code", code.to_string().into())];
            let text = self.texts.with("notice-import-goes-on", &arguments);
            self.tell(Notice::new(Tone::Accent, text));
            let request = RequestId(self.next.replace(self.next.get() + 1));
            self.aside.push(screens::follow_import((group, code), request));
            self.ask(request, Request::ImportFiles { group, code, paths });
        }
    }

    fn must_sign(&self) -> bool {
        let standing = self.model.session.as_ref().map(|session| session.standing);
        matches!(standing, Some(StandingFace::MustSign(_)))
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
        ctx.send_viewport_cmd(ViewportCommand::Close);
    }
}

fn opened(route: Route) -> (Route, Box<dyn Screen>) {
    let screen = screens::open(&route);
    (route, screen)
}
