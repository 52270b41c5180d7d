//! Restoring a backup by recovery sheets: which one, the sheets, the work while it goes on, how it compares with the vault that
//! is there, and putting it in place. Nobody is logged in. Shown by the stage of the window that reaches around the place where
//! the vault is to be, and by no other.
//!
//! Until it is put in place nothing has changed; what was typed stays until then, whatever is refused.

use std::path::Path;
use std::sync::Arc;

use eframe::egui::Ui;

use super::compared;
use crate::app::acts::backup::SheetRestore;
use crate::app::entrance::holds_remains;
use crate::app::event::Answer;
use crate::app::problem::ProblemKind;
use crate::app::request::{Request, RequestId, SheetRestoreWish};
use crate::app::snapshot::{Against, StagedFace, VerifiedFace};
use crate::ui::action::Action;
use crate::ui::cx::Cx;
use crate::ui::model::JobKind;
use crate::ui::screens::backup_form::BackupForm;
use crate::ui::screens::chooser::network_ui;
use crate::ui::screens::job::Work;
use crate::ui::screens::people::{Asking, problem_ui};
use crate::ui::screens::sheet_form::SheetForm;
use crate::ui::screens::{Screen, front};
use crate::ui::theme::{Face, Tone, space};
use crate::ui::widgets::{Button, Icon, choose, panes, progress, text};

/// The width of the column.
const WIDTH: f32 = 640.0;

/// How many damaged files are named.
const NAMED: usize = 5;

/// The screen and what it keeps.
#[derive(Default)]
pub(crate) struct BySheets {
    /// None until it was drawn first: it begins with the medium that was chosen.
    backup: Option<BackupForm>,
    /// There is a vault in the place, or what is left of one.
    replaces: bool,
    step: Step,
    verifying: Work,
    verified: Option<Arc<VerifiedFace>>,
    sheets: SheetForm,
    /// Whether the sheets open the backup.
    opening: Asking,
    work: Work,
    staged: Option<Arc<StagedFace>>,
    /// The putting in place, or the removing of what was restored.
    asking: Asking,
}

/// What is asked for.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
enum Step {
    /// Which backup.
    #[default]
    Backup,
    /// The sheets.
    Sheets,
    /// They open it: the start.
    Ready,
}

impl BySheets {
    /// Takes in what was answered; asks whether the sheets open the backup, once enough are typed.
    fn hear(&mut self, cx: &Cx<'_>) -> Option<Action> {
        let (folder, medium) = cx.model.by_sheets.as_ref()?;
        if self.backup.is_none() {
            self.backup = Some(BackupForm::unproven(medium));
            self.replaces = holds_remains(folder);
            self.work.take_over(cx, cx.model.newest_job(JobKind::Stage));
        }
        if let Some(Answer::BackupVerified(face)) = self.verifying.hear(cx) {
            self.verified = Some(Arc::clone(face));
        }
        if let Some(Answer::Done) = self.opening.hear(cx) {
            self.step = Step::Ready;
        }
        if let Some(Answer::Staged(face)) = self.work.hear(cx) {
            self.staged = Some(Arc::clone(face));
        }
        if let Some(Answer::Done) = self.asking.hear(cx) {
            self.staged = None;
        }
        let ask = self.step == Step::Sheets && self.sheets.is_done() && self.opening.is_untried();
        if ask { self.ask_opening(cx) } else { None }
    }

    fn ask_opening(&mut self, cx: &Cx<'_>) -> Option<Action> {
        let (mount, generation) = self.backup.as_ref()?.shown()?;
        let sheets = self.sheets.words();
        let wish = SheetRestoreWish::Open { mount, generation, sheets };
        Some(self.opening.ask_for(cx, Request::RestoreBySheets(wish)))
    }

    fn step_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>) -> Option<Action> {
        if let Some(wish) = self.work.ui(ui, cx, cx.t("by-sheets-running"), cx.t("by-sheets-stop-what")) {
            return wish;
        }
        if let Some(staged) = self.staged.clone() {
            return self.staged_ui(ui, cx, &staged);
        }
        match self.step {
            Step::Backup => self.backup_ui(ui, cx),
            Step::Sheets => self.sheets_ui(ui, cx),
            Step::Ready => self.ready_ui(ui, cx),
        }
    }

    fn backup_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>) -> Option<Action> {
        text::text(ui, Face::Title, cx.theme.text, cx.t("by-sheets-title-backup"));
        text::body(ui, cx.theme, cx.t("by-sheets-backup-text"));
        if let Some(wish) =
            self.verifying.ui(ui, cx, cx.t("by-sheets-verifying"), cx.t("by-sheets-verify-stop"))
        {
            return wish;
        }
        let form = self.backup.as_mut()?;
        let before = form.shown();
        let picking = form.ui(ui, cx);
        let chosen = form.shown();
        if before != chosen {
            self.verified = None;
            self.verifying = Work::default();
        }
        self.verifying.problem_ui(ui, cx);
        if let Some(found) = &self.verified {
            verified_ui(ui, cx, found);
        }
        let (go, verify) = panes::buttons(ui, |ui| {
            let go = Button::primary(cx.t("by-sheets-go-on")).enabled(chosen.is_some()).ui(ui, cx.theme);
            let verify = Button::secondary(cx.t("by-sheets-verify")).icon(Icon::ShieldCheck);
            (go, verify.enabled(chosen.is_some()).ui(ui, cx.theme))
        });
        if go {
            self.step = Step::Sheets;
            self.opening = Asking::default();
        }
        let verify = chosen.filter(|_| verify).map(|(mount, generation)| {
            self.verified = None;
            let wish = SheetRestoreWish::Verify { mount, generation };
            self.verifying.begin(cx, Request::RestoreBySheets(wish))
        });
        picking.or(verify)
    }

    fn sheets_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>) -> Option<Action> {
        text::text(ui, Face::Title, cx.theme.text, cx.t("recover-title-sheets"));
        text::muted(ui, cx.theme, cx.t("by-sheets-sheets-text"));
        if self.sheets.is_done() {
            return self.opening_ui(ui, cx);
        }
        let action = self.sheets.ui(ui, cx);
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = space::SMALL;
            if Button::secondary(cx.t("wizard-back")).ui(ui, cx.theme) {
                self.step = Step::Backup;
            }
            action.or(self.sheets.buttons_ui(ui, cx))
        })
        .inner
    }

    /// Enough sheets are typed: whether they open the backup.
    fn opening_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>) -> Option<Action> {
        self.opening.problem_ui(ui, cx);
        if self.opening.is_busy() {
            progress::waiting(ui, cx.theme, cx.t("by-sheets-opening"));
            return None;
        }
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = space::SMALL;
            if Button::secondary(cx.t("by-sheets-other-backup")).ui(ui, cx.theme) {
                self.step = Step::Backup;
            }
            if Button::secondary(cx.t("by-sheets-other-sheets")).ui(ui, cx.theme) {
                self.sheets = SheetForm::default();
                self.opening = Asking::default();
            }
        });
        None
    }

    fn ready_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>) -> Option<Action> {
        text::text(ui, Face::Title, cx.theme.text, cx.t("by-sheets-title-ready"));
        match self.work.problem() {
            Some(problem) if problem.kind == ProblemKind::Cancelled => {
                panes::notice(ui, cx.theme, Tone::Plain, cx.t("by-sheets-cancelled"), None);
            }
            Some(problem) => problem_ui(ui, cx, problem),
            None => _ = panes::notice(ui, cx.theme, Tone::Good, cx.t("by-sheets-they-open"), None),
        }
        let (folder, _) = cx.model.by_sheets.as_ref()?;
        text::body(
            ui,
            cx.theme,
            cx.t(if self.replaces { "by-sheets-place-text" } else { "by-sheets-new-text" }),
        );
        text::code(ui, cx.theme, folder.display().to_string());
        text::muted(ui, cx.theme, cx.t("by-sheets-ready-text"));
        let (go, back) = panes::buttons(ui, |ui| {
            let go = Button::primary(cx.t("place-begin")).icon(Icon::ClockBack).ui(ui, cx.theme);
            (go, Button::secondary(cx.t("by-sheets-other-backup")).ui(ui, cx.theme))
        });
        if back {
            self.step = Step::Backup;
            self.work = Work::default();
        }
        if go { self.begin(cx, folder) } else { None }
    }

    fn begin(&mut self, cx: &Cx<'_>, folder: &Path) -> Option<Action> {
        let (mount, generation) = self.backup.as_ref()?.shown()?;
        let wish = SheetRestore { mount, generation, to: folder.to_owned(), replace: self.replaces };
        let wish = SheetRestoreWish::Stage { wish, sheets: self.sheets.words() };
        Some(self.work.begin(cx, Request::RestoreBySheets(wish)))
    }

    fn staged_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, staged: &StagedFace) -> Option<Action> {
        text::text(ui, Face::Title, cx.theme.text, cx.t("by-sheets-title-staged"));
        let named = [
            ("when", cx.texts.date_and_time(staged.made).into()),
            ("files", cx.texts.count(staged.files).into()),
            ("size", cx.texts.size(staged.bytes).into()),
        ];
        panes::notice(ui, cx.theme, Tone::Good, &cx.with("by-sheets-staged", &named), None);
        match staged.against {
            Against::Vault => compared::numbers_ui(ui, cx, &staged.compared),
            other => {
                let tone = if other == Against::Other { Tone::Warning } else { Tone::Plain };
                panes::notice(ui, cx.theme, tone, cx.t(&format!("against-{}", other.key())), None);
            }
        }
        if self.replaces {
            text::body(ui, cx.theme, cx.t("place-will"));
            text::muted(ui, cx.theme, cx.t("by-sheets-kept"));
        }
        self.asking.problem_ui(ui, cx);
        if self.asking.is_busy() {
            progress::waiting(ui, cx.theme, cx.t("by-sheets-placing"));
            return None;
        }
        let (go, leave) = panes::buttons(ui, |ui| {
            let label = cx.t("by-sheets-place");
            let go = if self.replaces { Button::danger(label) } else { Button::primary(label) };
            (
                go.icon(Icon::Vault).ui(ui, cx.theme),
                Button::secondary(cx.t("by-sheets-leave")).ui(ui, cx.theme),
            )
        });
        let wish = match (go, leave) {
            (true, _) => SheetRestoreWish::Place,
            (_, true) => SheetRestoreWish::Unstage,
            _ => return None,
        };
        Some(self.asking.ask_for(cx, Request::RestoreBySheets(wish)))
    }

    fn is_working(&self) -> bool {
        self.work.is_going_on() || self.verifying.is_going_on() || self.asking.is_busy()
    }
}

/// What reading every byte of it found.
fn verified_ui(ui: &mut Ui, cx: &Cx<'_>, found: &VerifiedFace) {
    if found.damage.is_empty() {
        let named =
            [("files", cx.texts.count(found.files).into()), ("size", cx.texts.size(found.bytes).into())];
        panes::notice(ui, cx.theme, Tone::Good, &cx.with("by-sheets-verified", &named), None);
        return;
    }
    panes::notice(ui, cx.theme, Tone::Danger, cx.t("backup-form-damaged-about"), None);
    for (file, what) in found.damage.iter().take(NAMED) {
        text::small(ui, cx.theme, format!("{file}: {}", cx.wrong(what)));
    }
}

impl Screen for BySheets {
    fn ui(&mut self, ui: &mut Ui, cx: &Cx<'_>) -> Option<Action> {
        let asked = self.hear(cx);
        front::column(ui, WIDTH, |ui| {
            front::head(ui, cx, cx.t("from-backup-line"));
            network_ui(ui, cx);
            let action = front::card(ui, cx, |ui| self.step_ui(ui, cx));
            ui.add_space(space::MEDIUM);
            let working = self.is_working();
            let foot = front::foot(ui, cx, |ui| {
                // What goes on is stopped first.
                let away = !working && choose::link(ui, cx.theme, cx.t("by-sheets-away"));
                away.then_some(Action::OtherVault)
            });
            asked.or(action).or(foot)
        })
    }

    fn unsaved(&self) -> bool {
        self.sheets.is_begun() || self.staged.is_some()
    }

    fn job(&self) -> Option<RequestId> {
        self.work.id().or(self.verifying.id())
    }

    fn manual_page(&self) -> &'static str {
        "restoring"
    }
}
