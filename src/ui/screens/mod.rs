//! The screens, one file each. A screen draws what `Cx` shows and returns at most one wish.

use std::sync::Arc;

use eframe::egui;

use crate::app::request::RequestId;
use crate::base::code::ClientCode;
use crate::base::id::GroupId;

use super::action::Action;
use super::cx::Cx;
use super::route::Route;

/// One screen and the little it keeps: what is typed, chosen, scrolled.
pub(crate) trait Screen {
    /// Draws the screen and returns what the person wishes for.
    fn ui(&mut self, ui: &mut egui::Ui, cx: &Cx<'_>) -> Option<Action>;

    /// Whether something typed here is not saved yet: leaving asks first.
    fn unsaved(&self) -> bool {
        false
    }

    /// What is said of it when the window is closed: the key of a text.
    fn lost_by_closing(&self) -> &'static str {
        "close-unsaved"
    }

    /// The long work that this screen follows. While it goes on, a screen that is left is kept, to show its report.
    fn job(&self) -> Option<RequestId> {
        None
    }

    /// It is seen again, after another screen or the manual lay over it.
    fn returned(&mut self) {}

    /// The page of the manual that F1 opens here: the name of a file in `assets/manual/<language>`.
    fn manual_page(&self) -> &'static str;
}

/// The screen of a route, new.
pub(crate) fn open(route: &Route) -> Box<dyn Screen> {
    match route {
        Route::AirGap => Box::new(air_gap::AirGap),
        Route::Unlock => Box::new(unlock::Unlock::default()),
        Route::Recovery => Box::new(recovery::Recovery::default()),
        Route::FromBackup => Box::new(restore::FromBackup::default()),
        Route::BySheets => Box::new(restore::BySheets::default()),
        Route::Chooser => Box::new(chooser::Chooser::default()),
        Route::Wizard { practice, folder } => Box::new(wizard::Wizard::new(*practice, folder.clone())),
        Route::Records { group, customer } => Box::new(records::Records::new(*group, *customer)),
        Route::Record { group, record, edit } => Box::new(viewer::Viewer::new(*group, *record, *edit)),
        Route::Customers { group } => Box::new(customers::Customers::new(*group)),
        Route::Customer { group, code } => Box::new(customers::Customers::at(*group, *code)),
        Route::NewCustomer { group } => Box::new(customers::NewCustomer::new(*group)),
        Route::MoveCustomer { from, code } => Box::new(customers::MoveCustomer::new(*from, *code)),
        Route::ImportCustomers { group } => Box::new(import_customers::ImportCustomers::new(*group)),
        Route::AddFiles { customer, paths } => Box::new(add_files::AddFiles::new(*customer, paths.clone())),
        Route::OutOfReach(paths) => Box::new(out_of_reach::OutOfReach::new(paths.clone())),
        Route::Export { group, records } => Box::new(take_out::TakeOut::new(*group, records.clone())),
        Route::DeleteRecords { group, records } => {
            Box::new(delete::Delete::of_records(*group, records.clone()))
        }
        Route::DeleteCustomer { group, code } => Box::new(delete::Delete::of_customer(*group, *code)),
        Route::Groups => Box::new(groups::Groups::default()),
        Route::Check => Box::new(check::Check::default()),
        Route::Backup => Box::new(backup::Backup::default()),
        Route::Restore => Box::new(restore::Restore::default()),
        Route::InPlace => Box::new(restore::InPlace::default()),
        Route::Placed(face) => Box::new(restore::Placed::new(Arc::clone(face))),
        Route::Drill => Box::new(drill::Drill::default()),
        Route::Sheets => Box::new(sheets::RecoverySheets::default()),
        Route::Media => Box::new(backup::Media::default()),
        Route::Verify => Box::new(backup::Verify::default()),
        Route::Posture => Box::new(posture::Posture::default()),
        Route::People => Box::new(people::People::default()),
        Route::Enrol(draft) => Box::new(people::Enrol::new(draft.clone())),
        Route::Screening { account, name } => Box::new(people::Screening::new(*account, name.clone())),
        Route::Agreement => Box::new(people::Agreement::default()),
        Route::Register => Box::new(people::Register::default()),
        Route::AgreementText => Box::new(people::AgreementText::default()),
        Route::Grants => Box::new(people::Grants::default()),
        Route::Waiting => Box::new(people::Waiting::default()),
        Route::Settings => Box::new(people::Settings::default()),
        Route::Own => Box::new(people::Own::default()),
        Route::Log => Box::new(log::Log::default()),
        Route::LogDay(day) => Box::new(log::LogDayPage::new(*day)),
        Route::LogEvents(filter) => Box::new(log::Events::new((**filter).clone())),
        Route::LogCharts => Box::new(log::Charts::default()),
        Route::Accesses(code) => Box::new(log::Accesses::new(*code)),
        Route::LogCounts => Box::new(log::Counts::default()),
    }
}

/// The screen that follows an import which nobody started here: locking had stopped it.
pub(crate) fn follow_import(customer: (GroupId, ClientCode), job: RequestId) -> (Route, Box<dyn Screen>) {
    let route = Route::AddFiles { customer: Some(customer), paths: Vec::new() };
    (route, Box::new(add_files::AddFiles::following(customer, job)))
}

pub(crate) use backup::{days_since, owed_words};

mod add_files;
mod air_gap;
mod backup;
mod backup_form;
mod beside;
mod cells;
mod check;
mod choice;
mod chooser;
mod code_form;
mod customers;
mod delete;
mod drill;
mod factor_form;
mod folder_form;
mod front;
mod groups;
mod head;
mod import_customers;
mod into_folder;
mod job;
mod log;
mod log_alarm;
mod medium_form;
mod new_password;
mod out_of_reach;
mod people;
mod picture;
mod posture;
mod reason_form;
mod records;
mod recovery;
mod remove;
mod restore;
mod rows;
mod search;
mod sheet_form;
mod sheets;
mod sheets_out;
mod table;
mod take_out;
mod taking;
mod unlock;
mod viewer;
mod wizard;
