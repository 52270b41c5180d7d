//! The worker's news, as the window takes them in: what changed, what was done, what was shut.

use std::sync::Arc;

use crate::app::event::{Answer, Event};
use crate::app::request::{Request, RequestId};
use crate::app::snapshot::{Colour, InterruptedImport, StandingFace};
use crate::base::id::GroupId;

use super::model::Notice;
use super::route::Route;
use super::theme::Tone;
use super::window::{Window, opened};
use super::{screens, shell};

impl Window {
    /// Takes in one piece of news.
    pub(super) fn take(&mut self, event: Event) {
        let had_to_sign = self.must_sign();
        let unlocked = matches!(event, Event::Done { answer: Ok(Answer::Unlocked), .. });
        let placed = self.placed(&event);
        let ended = if let Event::Done { request, .. } = &event { Some(*request) } else { None };
        match event {
            Event::AirGap(seen) => {
                let shuts = seen.colour == Colour::Red && !self.model.is_sample();
                let comes_up = self.model.air_gap.as_ref().is_some_and(|last| last.colour != Colour::Red);
                self.model.fold(Event::AirGap(seen));
                if shuts {
                    self.cover(comes_up);
                }
            }
            Event::Locked(reason) if self.model.session.is_some() => self.drop_session(reason),
            Event::Locked(_) => {}
            Event::Session(_) if self.model.session.is_none() => {
                self.touched_at = self.clock.since_boot();
                self.model.fold(event);
            }
            Event::Session(_) => {
                self.model.fold(event);
                self.tell_backups_anew();
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
        if let Some(placed) = placed {
            self.stack = vec![opened(placed)];
        } else if unlocked && let Some(session) = self.model.session.clone() {
            if let Some(face) = &self.model.face {
                self.preferences.opened(&face.path);
            }
            self.stack = vec![opened(shell::home(&session, self.model.restoring.is_some()))];
            self.tell_failures(&session);
            if self.model.restoring.is_none() {
                self.tell_backups(&session);
            }
            self.tell_watchable();
        } else if self.must_sign() && !had_to_sign && self.model.session.is_some() {
            // The agreement came due while someone worked: nothing else opens until it is signed.
            self.stack = vec![opened(Route::Agreement)];
        }
    }

    /// The page that follows, once a backup is in the place of the vault. Why it is not, although it was signed, is told at the
    /// log-in: nobody is logged in any more.
    fn placed(&mut self, event: &Event) -> Option<Route> {
        let Event::Done { request, answer } = event else { return None };
        match answer {
            Ok(Answer::Placed(face)) => Some(Route::Placed(Arc::clone(face))),
            Err(problem) if self.placing == Some(*request) && self.model.session.is_none() => {
                let (what, next) = (problem.kind.key(), &problem.details);
                let words = [self.texts.problem(what, next), self.texts.problem_next(what, next)];
                let not = self.texts.text("place-not").to_owned();
                self.tell(Notice::new(Tone::Danger, format!("{not} {}", words.join(" "))));
                None
            }
            _ => None,
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
}
