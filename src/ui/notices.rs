//! What the window says by itself at the top of the page: how many log-ins failed, what is owed of backups, that other programs
//! could watch, that long work ended. Each is a [`Notice`], there until it is dismissed.

use crate::app::request::RequestId;
use crate::app::snapshot::SessionFace;
use crate::policy::Role;

use super::model::{JobKind, Notice};
use super::route::Route;
use super::screens;
use super::theme::Tone;
use super::window::{Watchable, Window};

impl Window {
    /// Puts a notice at the top of the page; gives back its number.
    pub(super) fn tell(&mut self, notice: Notice) -> u64 {
        let id = self.next.replace(self.next.get() + 1);
        self.model.notices.push(Notice { id, ..notice });
        id
    }

    /// Says that long work ended, where nobody sees its screen.
    pub(super) fn tell_report(&mut self, request: RequestId) {
        let Some(kind) = self.model.job_kind(request) else { return };
        if self.stack.last().is_some_and(|(_, screen)| screen.job() == Some(request)) {
            return;
        }
        let answer = self.model.task(request).and_then(|task| task.answer.as_ref());
        let well = matches!(answer, Some(Ok(_)));
        let tone = if well { Tone::Good } else { Tone::Warning };
        // Nobody asked for it: it has no screen.
        let unasked = kind == JobKind::FinishMove;
        let text = if unasked && !well {
            self.texts.text("moves-not-finished").to_owned()
        } else {
            self.texts.text(&format!("job-ended-{}", kind.key())).to_owned()
        };
        // While it is locked, nobody sees a report.
        let report_of = (self.model.session.is_some() && !unasked).then_some(request);
        self.tell(Notice { report_of, ..Notice::new(tone, text) });
    }

    /// Says how many log-ins failed since the last good one: only their owner knows whether they were theirs.
    pub(super) fn tell_failures(&mut self, session: &SessionFace) {
        if session.failed_since_last == 0 {
            return;
        }
        let failed = ("count", session.failed_since_last.into());
        let text = match session.last_login {
            Some(at) => {
                let at = self.texts.date_and_time(at);
                self.texts.with("notice-failed-since", &[failed, ("time", at.into())])
            }
            None => self.texts.with("notice-failed", &[failed]),
        };
        self.tell(Notice::new(Tone::Warning, text));
    }

    /// Says what is owed of backups, to a supervisor; who writes them begins where it stands.
    pub(super) fn tell_backups(&mut self, session: &SessionFace) {
        let owed = session.backup.as_ref().map(|backup| backup.owed.as_slice()).unwrap_or_default();
        let Some(worst) = owed.first().filter(|_| session.role == Role::Supervisor) else { return };
        let worst = screens::owed_words(&self.texts, worst);
        let text = if owed.len() > 1 {
            let named = [("worst", worst.into()), ("count", (owed.len() - 1).into())];
            self.texts.with("notice-backups-owed", &named)
        } else {
            worst
        };
        let id = self.tell(Notice { leads: Some(Route::Backup), ..Notice::new(Tone::Warning, text) });
        self.told_backups = Some((id, owed.to_vec()));
    }

    /// What was said of backups is said anew once something else is owed: what was done is not owed any more.
    pub(super) fn tell_backups_anew(&mut self) {
        let Some(session) = self.model.session.clone() else { return };
        let owed = session.backup.as_ref().map(|backup| backup.owed.as_slice()).unwrap_or_default();
        let Some((id, _)) = self.told_backups.take_if(|(_, told)| told != owed) else { return };
        let here = self.model.notices.len();
        self.model.notices.retain(|notice| notice.id != id);
        // One that was dismissed does not come back.
        if self.model.notices.len() < here {
            self.tell_backups(&session);
        }
    }

    /// Says that this desktop lets other programs watch the screen: at each log-in, until someone read it.
    pub(super) fn tell_watchable(&mut self) {
        if self.watchable == Watchable::No {
            return;
        }
        let text = self.texts.text("notice-watchable").to_owned();
        let id = self.tell(Notice { page: Some("memory"), ..Notice::new(Tone::Plain, text) });
        self.watchable = Watchable::Told(id);
    }
}
