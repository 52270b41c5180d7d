//! The screens, one file each. A screen draws what `Cx` shows and returns at most one wish.

use eframe::egui;

use super::action::Action;
use super::cx::Cx;
use super::route::Route;

/// One screen and the little it keeps: what is typed, chosen, scrolled.
pub(crate) trait Screen {
    /// Draws the screen and returns what the person wishes for.
    fn ui(&mut self, ui: &mut egui::Ui, cx: &Cx<'_>) -> Option<Action>;

    /// The page of the manual that F1 opens here: the name of a file in `assets/manual/<language>`.
    fn manual_page(&self) -> &'static str;
}

/// The screen of a route, new.
pub(crate) fn open(route: &Route) -> Box<dyn Screen> {
    match route {
        Route::Unlock => Box::new(unlock::Unlock::default()),
        Route::Chooser
        | Route::Wizard { .. }
        | Route::Records { .. }
        | Route::Record { .. }
        | Route::Customers { .. }
        | Route::Customer { .. }
        | Route::NewCustomer { .. }
        | Route::ImportCustomers { .. }
        | Route::AddFiles { .. }
        | Route::Export { .. }
        | Route::MoveCustomer { .. }
        | Route::Groups
        | Route::Check => Box::new(blank::Blank),
    }
}

mod front;
mod rows;
mod unlock;

mod blank {
    //! A screen with nothing on it.
    use super::{Action, Cx, Screen, egui};

    pub(super) struct Blank;

    impl Screen for Blank {
        fn ui(&mut self, _ui: &mut egui::Ui, _cx: &Cx<'_>) -> Option<Action> {
            None
        }

        fn manual_page(&self) -> &'static str {
            "index"
        }
    }
}
