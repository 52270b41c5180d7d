//! Taking something out: in a folder that is signed an evidence bundle of some days, the report of who opened a customer's
//! file, the report of the posture; in a plain file a list of events. Why, where to, the work, and what was written.
//!
//! What is typed stays if it was refused. While the work goes on the dialog shows it, and can stop it. The screens of the
//! log and of the posture open it.

use std::sync::Arc;

use eframe::egui::Ui;
use jiff::civil::Date;

use super::folder_form::FolderForm;
use super::job::job_ui;
use super::people::{Asking, AskingDialog};
use super::reason_form::ReasonForm;
use super::records::filters::typed_day;
use crate::app::event::Answer;
use crate::app::request::{Consent, LogWish, Request, RequestId, TakeWish};
use crate::app::snapshot::{ListForm, LogFilter, TakenFace};
use crate::base::code::ClientCode;
use crate::base::speed::Speed;
use crate::ui::action::Action;
use crate::ui::cx::Cx;
use crate::ui::theme::{Face, Tone, space};
use crate::ui::widgets::{Answered, Dialog, Field, choose, panes, text};

/// What is taken out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum What {
    Evidence,
    Report(ClientCode),
    List,
    Posture,
}

/// How a list may be written: the key of the words, and the form.
const FORMS: [(&str, ListForm); 2] =
    [("log-take-list-csv", ListForm::Csv), ("log-take-list-json", ListForm::JsonLines)];

impl What {
    /// The key of a text of its own.
    fn key(self, part: &str) -> String {
        match self {
            Self::Evidence => format!("log-take-evidence-{part}"),
            Self::Report(_) => format!("log-take-report-{part}"),
            Self::List => format!("log-take-list-{part}"),
            Self::Posture => format!("posture-take-{part}"),
        }
    }

    /// The key of where the reason is kept.
    const fn kept_key(self) -> &'static str {
        match self {
            Self::Evidence | Self::Report(_) | Self::List => "out-reason-help",
            Self::Posture => "posture-take-reason-about",
        }
    }

    /// The key of what is made in the chosen folder.
    const fn folder_key(self) -> &'static str {
        match self {
            Self::List => "log-take-list-folder",
            Self::Evidence | Self::Report(_) | Self::Posture => "log-take-folder-hint",
        }
    }

    /// What was written, in words.
    fn written(self, cx: &Cx<'_>, events: u64) -> String {
        let count = [("count", events.into())];
        match self {
            Self::Evidence | Self::Report(_) => cx.with("log-take-written", &count),
            Self::List => cx.with("log-take-list-written", &count),
            Self::Posture => cx.t("posture-take-done").to_owned(),
        }
    }
}

/// The dialog and what is typed.
pub(super) struct TakeDialog {
    what: What,
    from: String,
    to: String,
    /// Which events a list has, and in which of the [`FORMS`].
    filter: LogFilter,
    form: usize,
    reason: ReasonForm,
    folder: FolderForm,
    asking: Asking,
    speed: Speed,
    done: Option<Arc<TakenFace>>,
}

impl TakeDialog {
    /// Evidence of these days, to begin with.
    pub(super) fn evidence(from: Date, to: Date) -> Self {
        Self { from: from.to_string(), to: to.to_string(), ..Self::of(What::Evidence) }
    }

    /// Who opened this customer's file.
    pub(super) fn report(code: ClientCode) -> Self {
        Self::of(What::Report(code))
    }

    /// A plain list of the events that fit.
    pub(super) fn list(filter: LogFilter) -> Self {
        Self { filter, ..Self::of(What::List) }
    }

    /// The posture of the workstation.
    pub(super) fn posture() -> Self {
        Self::of(What::Posture)
    }

    fn of(what: What) -> Self {
        Self {
            what,
            from: String::new(),
            to: String::new(),
            filter: LogFilter::default(),
            form: 0,
            reason: ReasonForm::default(),
            folder: FolderForm::default(),
            asking: Asking::default(),
            speed: Speed::default(),
            done: None,
        }
    }

    /// The work that goes on.
    pub(super) const fn job(&self) -> Option<RequestId> {
        self.asking.asked()
    }

    fn title(&self, cx: &Cx<'_>) -> String {
        let key = self.what.key("title");
        match self.what {
            What::Evidence | What::List | What::Posture => cx.t(&key).to_owned(),
            What::Report(code) => cx.with(&key, &[("code", code.to_string().into())]),
        }
    }

    fn form_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>) -> Option<Action> {
        text::body(ui, cx.theme, cx.t(&self.what.key("text")));
        ui.add_space(space::SMALL);
        if self.what == What::Evidence {
            self.days_ui(ui, cx);
            ui.add_space(space::SMALL);
        }
        if self.what == What::List {
            text::text(ui, Face::Label, cx.theme.text, cx.t("log-take-list-form"));
            let words = FORMS.map(|(key, _)| cx.t(key));
            self.form = choose::words(ui, cx.theme, &words, self.form).unwrap_or(self.form);
            ui.add_space(space::SMALL);
        }
        let hint = self.what.key("hint");
        self.reason.ui(ui, cx, "log-take-reason", cx.t(&hint), cx.t(self.what.kept_key()));
        ui.add_space(space::SMALL);
        let action = self.folder.ui(ui, cx, cx.t("out-folder-label"), cx.t(self.what.folder_key()));
        self.asking.problem_ui(ui, cx);
        action
    }

    fn days_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>) {
        let days = self.days();
        let hint = cx.t("records-filter-date-hint");
        let half = (ui.available_width() - space::MEDIUM) / 2.0;
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = space::MEDIUM;
            for (key, day, typed) in
                [("log-take-from", days.0, &mut self.from), ("log-take-to", days.1, &mut self.to)]
            {
                let error = day.is_none().then(|| cx.t("records-filter-date-bad").to_owned());
                Field::new(cx.t(key)).hint(hint).error(error).width(half).ui(ui, cx.theme, typed);
            }
        });
        if matches!(days, (Some(from), Some(to)) if from > to) {
            text::small_tone(ui, cx.theme, Tone::Danger, cx.t("log-take-order"));
        }
    }

    /// The days as they are typed.
    fn days(&self) -> (Option<Date>, Option<Date>) {
        (typed_day(&self.from).flatten(), typed_day(&self.to).flatten())
    }

    fn is_ready(&self) -> bool {
        let days = match (self.what, self.days()) {
            (What::Report(_) | What::List | What::Posture, _) => true,
            (What::Evidence, (Some(from), Some(to))) => from <= to,
            (What::Evidence, _) => false,
        };
        days && self.reason.is_ready() && self.folder.folder().is_some()
    }

    /// What was written; true when it was read.
    fn done_ui(&self, ui: &Ui, cx: &Cx<'_>, done: &TakenFace) -> bool {
        let title = self.title(cx);
        let dialog = Dialog::new("log-take", &title, cx.t("log-take-done"), "").wide().single();
        let answered = dialog.ui(ui, cx.theme, |ui| {
            panes::notice(ui, cx.theme, Tone::Good, &self.what.written(cx, done.events), None);
            ui.add_space(space::TINY);
            text::text(ui, Face::Code, cx.theme.text, done.path.display().to_string());
            if done.withheld > 0 {
                let named = [("count", done.withheld.into())];
                text::small_tone(ui, cx.theme, Tone::Warning, cx.with("log-take-withheld", &named));
            }
            ui.add_space(space::SMALL);
            text::muted(ui, cx.theme, cx.t(&self.what.key("next")));
        });
        answered.is_some()
    }
}

impl AskingDialog for TakeDialog {
    fn asking(&mut self) -> &mut Asking {
        &mut self.asking
    }

    fn hear(&mut self, cx: &Cx<'_>) -> Option<Action> {
        if let Some(Answer::Taken(face)) = self.asking.hear(cx) {
            self.done = Some(Arc::clone(face));
        }
        None
    }

    fn ui(&mut self, ui: &Ui, cx: &Cx<'_>) -> (Option<Action>, bool) {
        if let Some(done) = self.done.clone() {
            return (None, self.done_ui(ui, cx, &done));
        }
        let job = self.asking.asked();
        let title = self.title(cx);
        let dialog = Dialog::new("log-take", &title, cx.t("log-take-go"), cx.t("people-cancel")).wide();
        let mut action = None;
        let answered = dialog.ready(job.is_none() && self.is_ready()).ui(ui, cx.theme, |ui| {
            action = match job {
                Some(id) => {
                    let keeps = Some(cx.t("log-take-keeps"));
                    job_ui(ui, cx, id, cx.t("log-take-running"), &mut self.speed, keeps)
                }
                None => self.form_ui(ui, cx),
            };
        });
        match (answered, job) {
            (Some(Answered::Yes), None) => (self.ask(cx, Consent::Unsaid), false),
            (Some(Answered::No), None) => (None, true),
            (Some(Answered::No), Some(id)) => (Some(cx.ask(Request::Cancel(id)).1), false),
            _ => (action, false),
        }
    }

    /// What is taken out is signed by one alone.
    fn ask(&mut self, cx: &Cx<'_>, _: Consent) -> Option<Action> {
        let folder = self.folder.folder()?.to_owned();
        let (reason, language) = (self.reason.reason(), cx.texts.language());
        let of_log = |wish| Request::Log(LogWish::Take(wish));
        let wish = match self.what {
            What::Evidence => {
                let (from, to) = self.days();
                of_log(TakeWish::Evidence { from: from?, to: to?, folder, reason })
            }
            What::Report(code) => of_log(TakeWish::Report { code, folder, reason, language }),
            What::List => {
                let (_, form) = *FORMS.get(self.form)?;
                of_log(TakeWish::List { filter: Box::new(self.filter.clone()), form, folder, reason })
            }
            What::Posture => Request::TakePosture { folder, reason, language },
        };
        self.speed = Speed::default();
        Some(self.asking.ask_for(cx, wish))
    }
}
