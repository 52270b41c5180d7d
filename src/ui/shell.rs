//! What is around every screen: the rail of what a role does, banners, notices, jobs that are under way.

use eframe::egui::{
    Align, Align2, CentralPanel, CornerRadius, Frame, Layout, Margin, Panel, Popup, PopupCloseBehavior,
    Response, Role as Reads, Sense, Ui, UiBuilder, WidgetInfo, pos2, vec2,
};

use crate::app::request::{LockReason, Request, RequestId};
use crate::app::snapshot::{HeldGroup, SessionFace, StandingFace, TwoPerson};
use crate::policy::Role;
use crate::texts::Language;

use super::action::Action;
use super::cx::Cx;
use super::idle::Left;
use super::keys;
use super::preferences::Look;
use super::route::Route;
use super::status;
use super::theme::{Face, Tone, space};
use super::widgets::button::focus_ring;
use super::widgets::panes;
use super::widgets::progress::{self, Strip};
use super::widgets::{Button, Icon, choose, logo, text};

/// One line of the rail.
struct Item {
    key: &'static str,
    icon: Icon,
    route: Route,
}

/// Where a session begins. Where a backup is restored in the place of the vault it does nothing else.
pub(super) fn home(session: &SessionFace, restoring: bool) -> Route {
    match session.standing {
        StandingFace::MustSign(_) => Route::Agreement,
        _ if restoring => Route::InPlace,
        StandingFace::Renewal(_) => Route::People,
        _ if session.role.may_hold_group_keys() => Route::Records { group: None, customer: None },
        _ if session.role == Role::Assessor => Route::Posture,
        _ => Route::Backup,
    }
}

/// What a person does here. Nothing else opens while the agreement is to be signed, or while somebody else sits down
/// to set their password. Staff come to the groups only where one of theirs takes two people to open, and to the renewing
/// of keys where one of theirs is owed them.
fn items(session: &SessionFace, held: &[HeldGroup], route: &Route) -> Vec<Item> {
    let item = |key, icon, route| Item { key, icon, route };
    let records = item("rail-records", Icon::Files, Route::Records { group: None, customer: None });
    let customers = item("rail-customers", Icon::Users, Route::Customers { group: None });
    let groups = item("rail-groups", Icon::Group, Route::Groups);
    let people = item("rail-people", Icon::IdCard, Route::People);
    let grants = item("rail-grants", Icon::ShieldCheck, Route::Grants);
    let register = item("rail-register", Icon::Signature, Route::Register);
    let waiting = item("rail-waiting", Icon::Clock, Route::Waiting);
    let check = item("rail-check", Icon::CheckCircle, Route::Check);
    let log = item("rail-log", Icon::Notebook, Route::Log);
    let counts = item("rail-log", Icon::Notebook, Route::LogCounts);
    let posture = item("rail-posture", Icon::Shield, Route::Posture);
    let backup = item("rail-backup", Icon::HardDrives, Route::Backup);
    let media = item("rail-media", Icon::Stick, Route::Media);
    let verify = item("rail-verify", Icon::ShieldCheck, Route::Verify);
    let drill = item("rail-drill", Icon::ClockBack, Route::Drill);
    let sheets = item("rail-sheets", Icon::FileText, Route::Sheets);
    let own = item("rail-own", Icon::PersonCircle, Route::Own);
    match (session.standing, session.role) {
        (StandingFace::MustSign(_), _) => Vec::new(),
        _ if matches!(route, Route::Enrol(_)) => Vec::new(),
        (StandingFace::Renewal(_), _) => vec![people, register, waiting, own],
        (_, Role::Staff) => {
            let any = |is: fn(&HeldGroup) -> bool| held.iter().any(is);
            let groups = any(|group| group.takes != TwoPerson::No).then_some(groups);
            let renewing = any(|group| group.owed) || matches!(route, Route::Waiting);
            let owed = renewing.then(|| item("rail-owed", Icon::Clock, Route::Waiting));
            [records, customers].into_iter().chain(groups).chain(owed).chain([own]).collect()
        }
        (_, Role::Supervisor) => {
            vec![
                records, customers, groups, people, grants, register, waiting, log, backup, drill, sheets,
                posture, check, own,
            ]
        }
        (_, Role::Assessor) => vec![posture, counts, check, own],
        (_, Role::BackupOperator) => vec![backup, media, verify, check, own],
    }
}

/// Draws the frame of the window and, inside, the screen.
pub(super) fn ui(
    ui: &mut Ui,
    cx: &Cx<'_>,
    route: &Route,
    left: Option<Left>,
    own_job: Option<RequestId>,
    screen: impl FnOnce(&mut Ui) -> Option<Action>,
) -> Option<Action> {
    let line = cx.theme.hairline();
    let mut action = None;
    // Its room is taken first, but it is drawn last, so that the Tab key comes to it last.
    let bar = Panel::bottom("status")
        .exact_size(space::STATUS)
        .resizable(false)
        .show_separator_line(false)
        .frame(Frame::new().fill(cx.theme.surface))
        .show(ui, |ui| ui.allocate_space(ui.available_size()))
        .response
        .rect;
    if let Some(session) = &cx.model.session {
        Panel::left("rail")
            .exact_size(space::RAIL)
            .resizable(false)
            .show_separator_line(false)
            .frame(Frame::new().fill(cx.theme.rail).inner_margin(Margin {
                left: 12,
                right: 13,
                top: 16,
                bottom: 16,
            }))
            .show(ui, |ui| {
                let edge = ui.max_rect().right() + 12.5;
                ui.painter().vline(edge, ui.max_rect().expand(16.0).y_range(), line);
                action = rail_ui(ui, cx, route, session);
            });
    }
    action = banners_ui(ui, cx, left, route).or(action);
    jobs_ui(ui, cx, own_job, &mut action);
    let margin = if cx.model.session.is_some() { Margin::symmetric(24, 20) } else { Margin::same(24) };
    let of_screen = CentralPanel::default()
        .frame(Frame::new().fill(cx.theme.background).inner_margin(margin))
        .show(ui, |ui| {
            let dismissed = notices_ui(ui, cx);
            screen(ui).or(dismissed)
        })
        .inner;
    ui.painter().hline(bar.x_range(), bar.top(), line);
    let room =
        UiBuilder::new().max_rect(bar.shrink2(vec2(14.0, 0.0))).layout(Layout::left_to_right(Align::Center));
    let of_bar = status::ui(&mut ui.new_child(room), cx, route, left);
    action.or(of_screen).or(of_bar)
}

/// The keys that work on every screen.
pub(super) fn pressed(ui: &Ui, cx: &Cx<'_>, route: &Route, depth: usize, manual: bool) -> Option<Action> {
    if keys::pressed(ui, &keys::MANUAL) {
        return Some(if manual { Action::CloseManual } else { Action::Manual(None) });
    }
    let on_top = !manual && ui.memory(|memory| memory.top_modal_layer().is_none());
    let Some(session) = cx.model.session.as_ref() else {
        return (on_top && depth > 1 && keys::pressed(ui, &keys::BACK)).then_some(Action::Back);
    };
    if keys::pressed(ui, &keys::LOCK) {
        return Some(Action::Lock(LockReason::Person));
    }
    if !on_top {
        return None;
    }
    if session.role.may_hold_group_keys() && session.standing == StandingFace::Full {
        if keys::pressed(ui, &keys::NEW_CUSTOMER) {
            return Some(Action::Open(Route::NewCustomer { group: None }));
        }
        if keys::pressed(ui, &keys::ADD_FILES) {
            return Some(Action::Open(Route::AddFiles { customer: None, paths: Vec::new() }));
        }
        if !cx.model.out_of_reach.is_empty() {
            return Some(Action::Open(Route::OutOfReach(cx.model.out_of_reach.clone())));
        }
        // The screen that adds files takes what is dropped on it by itself.
        if !cx.model.dropped.is_empty() && !matches!(route, Route::AddFiles { .. }) {
            return Some(Action::Open(Route::AddFiles { customer: None, paths: cx.model.dropped.clone() }));
        }
    }
    (depth > 1 && keys::pressed(ui, &keys::BACK)).then_some(Action::Back)
}

fn rail_ui(ui: &mut Ui, cx: &Cx<'_>, route: &Route, session: &SessionFace) -> Option<Action> {
    let mut action = None;
    ui.spacing_mut().item_spacing.y = 2.0;
    ui.horizontal(|ui| {
        ui.add_space(space::SMALL);
        logo::small(ui, cx.theme);
        text::line(ui, Face::Strong, cx.theme.text, cx.t("product-name"));
    });
    ui.add_space(space::MEDIUM);
    let restoring = [Item { key: "rail-restore", icon: Icon::ClockBack, route: Route::InPlace }];
    let items = match &cx.model.restoring {
        Some(_) => Vec::from(restoring),
        None => items(session, &cx.model.held, route),
    };
    for item in items {
        let count = count_beside(&item.route, session);
        let count = (count > 0).then(|| cx.texts.count(count));
        // Supervisors come to the media and to verifying through the page of backups.
        let within = session.role == Role::Supervisor
            && item.route == Route::Backup
            && matches!(route, Route::Media | Route::Verify);
        let here = within || same_place(&item.route, route);
        if rail_row(ui, cx, item.icon, cx.t(item.key), count.as_deref(), here).clicked() {
            action = Some(Action::Go(item.route));
        }
    }
    ui.with_layout(Layout::bottom_up(Align::Min), |ui| {
        ui.spacing_mut().item_spacing.y = 2.0;
        let width = ui.available_width();
        if Button::secondary(cx.t("rail-lock")).hint("Ctrl+L").icon(Icon::Lock).width(width).ui(ui, cx.theme)
        {
            action = Some(Action::Lock(LockReason::Person));
        }
        ui.add_space(space::SMALL);
        action = person_ui(ui, cx, &session.name, session.role).or(action.take());
        if rail_row(ui, cx, Icon::Manual, cx.t("rail-manual"), Some("F1"), false).clicked() {
            action = Some(Action::Manual(None));
        }
    });
    action
}

/// How much waits behind a line of the rail.
fn count_beside(route: &Route, session: &SessionFace) -> u64 {
    match route {
        Route::Waiting => session.waiting + session.to_ratify,
        Route::Backup => session.backup.as_ref().map_or(0, |backup| backup.owed.len() as u64),
        Route::Log => session.review.as_ref().map_or(0, |due| due.mine + due.to_ratify),
        _ => 0,
    }
}

/// Who is logged in; a click opens what they may set for themselves.
fn person_ui(ui: &mut Ui, cx: &Cx<'_>, name: &str, role: Role) -> Option<Action> {
    let theme = cx.theme;
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 44.0), Sense::click());
    let role = cx.t(&format!("role-{}", role.key()));
    response.widget_info(|| WidgetInfo::labeled(Reads::Button, true, format!("{name}, {role}")));
    if response.hovered() {
        ui.painter().rect_filled(rect, CornerRadius::same(space::RADIUS), theme.line.gamma_multiply(0.6));
    }
    let put = |at, words: &str, face: Face, ink| {
        ui.painter().text(at, Align2::LEFT_CENTER, words, face.font(), ink)
    };
    put(pos2(rect.left() + 10.0, rect.center().y), Icon::Person.letter(), Face::Icon, theme.muted);
    put(pos2(rect.left() + 36.0, rect.top() + 14.0), name, Face::Body, theme.text);
    put(pos2(rect.left() + 36.0, rect.top() + 32.0), role, Face::Small, theme.muted);
    focus_ring(ui, theme, rect, &response);
    let mut action = None;
    Popup::menu(&response).close_behavior(PopupCloseBehavior::CloseOnClickOutside).gap(space::SMALL).show(
        |ui| {
            ui.set_min_width(space::RAIL);
            let roomy = Frame::new().inner_margin(Margin::same(6));
            action = roomy.show(ui, |ui| settings_ui(ui, cx)).inner;
        },
    );
    action
}

/// Language and colours.
pub(super) fn settings_ui(ui: &mut Ui, cx: &Cx<'_>) -> Option<Action> {
    text::small(ui, cx.theme, cx.t("language-name"));
    let names = Language::ALL.map(Language::own_name);
    let here = Language::ALL.iter().position(|language| *language == cx.texts.language()).unwrap_or(0);
    let spoken = choose::words(ui, cx.theme, &names, here).and_then(|place| Language::ALL.get(place));
    text::small(ui, cx.theme, cx.t("look-name"));
    let looks = Look::ALL.map(|look| cx.t(&format!("look-{}", look.key())));
    let here = Look::ALL.iter().position(|look| *look == cx.look).unwrap_or(0);
    let look = choose::words(ui, cx.theme, &looks, here).and_then(|place| Look::ALL.get(place));
    spoken.map(|language| Action::Speak(*language)).or(look.map(|look| Action::Look(*look)))
}

fn rail_row(ui: &mut Ui, cx: &Cx<'_>, icon: Icon, label: &str, hint: Option<&str>, here: bool) -> Response {
    let theme = cx.theme;
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), space::CONTROL), Sense::click());
    response.widget_info(|| WidgetInfo::selected(Reads::Button, true, here, label));
    let (fill, ink, face) = if here {
        (theme.accent_soft, theme.accent, Face::Strong)
    } else if response.hovered() {
        (theme.line.gamma_multiply(0.6), theme.text, Face::Body)
    } else {
        (eframe::egui::Color32::TRANSPARENT, theme.muted, Face::Body)
    };
    let painter = ui.painter();
    painter.rect_filled(rect, CornerRadius::same(space::RADIUS), fill);
    let middle = rect.center().y;
    painter.text(
        pos2(rect.left() + 10.0, middle),
        Align2::LEFT_CENTER,
        icon.letter(),
        Face::Icon.font(),
        ink,
    );
    painter.text(pos2(rect.left() + 36.0, middle), Align2::LEFT_CENTER, label, face.font(), ink);
    if let Some(hint) = hint {
        painter.text(
            pos2(rect.right() - 10.0, middle),
            Align2::RIGHT_CENTER,
            hint,
            Face::Small.font(),
            theme.muted,
        );
    }
    focus_ring(ui, theme, rect, &response);
    response
}

/// Whether two routes belong to the same line of the rail.
fn same_place(item: &Route, here: &Route) -> bool {
    let place = |route: &Route| match route {
        Route::Records { .. }
        | Route::Record { .. }
        | Route::AddFiles { .. }
        | Route::OutOfReach(_)
        | Route::DeleteRecords { .. }
        | Route::Export { .. } => 1,
        Route::Customers { .. }
        | Route::Customer { .. }
        | Route::NewCustomer { .. }
        | Route::DeleteCustomer { .. }
        | Route::ImportCustomers { .. }
        | Route::MoveCustomer { .. } => 2,
        Route::Groups => 3,
        Route::Check => 4,
        Route::People | Route::Enrol(_) | Route::Screening { .. } | Route::Settings => 5,
        Route::Grants => 6,
        Route::Register | Route::AgreementText => 7,
        Route::Waiting => 8,
        Route::Own | Route::Agreement => 9,
        Route::Log
        | Route::LogDay(_)
        | Route::LogEvents(_)
        | Route::LogCharts
        | Route::Accesses(_)
        | Route::LogCounts => 10,
        Route::Posture => 11,
        Route::Backup => 12,
        Route::Media => 13,
        Route::Verify => 14,
        Route::Drill | Route::Restore | Route::InPlace => 15,
        Route::Sheets => 16,
        Route::Chooser
        | Route::FromBackup
        | Route::BySheets
        | Route::Wizard { .. }
        | Route::Unlock
        | Route::Recovery
        | Route::AirGap
        | Route::Placed(_) => 0,
    };
    place(item) == place(here)
}

/// What must be seen on every screen: a sample, the founding period, the last seconds.
fn banners_ui(ui: &mut Ui, cx: &Cx<'_>, left: Option<Left>, route: &Route) -> Option<Action> {
    let mut lines = Vec::new();
    let (mut action, mut owed_at, mut unopened_at, mut sheets_at) = (None, None, None, None);
    if let Some(seconds) = left.and_then(|left| left.countdown()) {
        let key = if left.is_some_and(|left| left.session < left.idle) {
            "countdown-session"
        } else {
            "countdown-idle"
        };
        lines.push((Tone::Danger, cx.with(key, &[("seconds", seconds.into())])));
    }
    let counts_down = !lines.is_empty();
    if cx.model.is_sample() {
        lines.push((Tone::Warning, cx.t("banner-sample").to_owned()));
    }
    if cx.model.session.as_ref().is_some_and(|session| session.founding_period) {
        lines.push((Tone::Warning, cx.t("banner-founding").to_owned()));
    }
    if cx.model.session.as_ref().is_some_and(|session| session.sheets_owed) {
        sheets_at = Some(lines.len());
        lines.push((Tone::Danger, cx.t("banner-sheets").to_owned()));
    }
    let mut unopened = cx.model.held.iter().filter(|held| held.problem.is_some());
    if let Some(first) = unopened.next() {
        unopened_at = Some(lines.len());
        let named = [("count", (1 + unopened.count() as u64).into()), ("name", (&first.name).into())];
        lines.push((Tone::Danger, cx.with("banner-unopened", &named)));
    }
    if let Some(session) = cx.model.session.as_ref().filter(|session| session.owed > 0) {
        owed_at = Some(lines.len());
        lines.push((Tone::Warning, cx.with("banner-owed", &[("count", session.owed.into())])));
    }
    if let Some(StandingFace::Renewal(why)) = cx.model.session.as_ref().map(|session| session.standing) {
        let why = cx.t(&why.text_key());
        lines.push((Tone::Warning, cx.with("banner-renewal", &[("why", why.into())])));
    }
    let owed = cx
        .model
        .session
        .as_ref()
        .is_some_and(|session| session.owed > 0 && can_renew(session, &cx.model.held));
    let owed = owed && !matches!(route, Route::Waiting | Route::Enrol(_));
    for (place, (tone, words)) in lines.iter().enumerate() {
        Panel::top(("banner", place))
            .exact_size(28.0)
            .resizable(false)
            .show_separator_line(false)
            .frame(Frame::new().fill(cx.theme.soft(*tone)).inner_margin(Margin::symmetric(24, 0)))
            .show(ui, |ui| {
                ui.horizontal_centered(|ui| {
                    let icon = if counts_down && place == 0 { Icon::Clock } else { Icon::Info };
                    icon.ui(ui, cx.theme.ink(*tone));
                    ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                        let leads = owed && Some(place) == owed_at;
                        if leads && choose::link(ui, cx.theme, cx.t("banner-owed-see")) {
                            action = Some(Action::Go(Route::Waiting));
                        }
                        let why = Some(place) == unopened_at && !matches!(route, Route::Groups);
                        if why && choose::link(ui, cx.theme, cx.t("banner-unopened-see")) {
                            action = Some(Action::Go(Route::Groups));
                        }
                        let sheets = Some(place) == sheets_at && leads_to_sheets(cx, route);
                        if sheets && choose::link(ui, cx.theme, cx.t("banner-sheets-see")) {
                            action = Some(Action::Go(Route::Sheets));
                        }
                        ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                            text::line(ui, Face::SmallLabel, cx.theme.ink(*tone), words);
                        });
                    });
                });
            });
    }
    action
}

/// Whether the page of the recovery sheets can be gone to from here.
fn leads_to_sheets(cx: &Cx<'_>, route: &Route) -> bool {
    let full = cx.model.session.as_ref().is_some_and(|session| session.standing == StandingFace::Full);
    full && cx.model.restoring.is_none() && !matches!(route, Route::Sheets | Route::Enrol(_))
}

/// Who finds the way to renewing keys in the rail.
fn can_renew(session: &SessionFace, held: &[HeldGroup]) -> bool {
    let finds = session.role == Role::Supervisor || held.iter().any(|group| group.owed);
    finds && session.standing == StandingFace::Full
}

fn notices_ui(ui: &mut Ui, cx: &Cx<'_>) -> Option<Action> {
    let mut dismissed = None;
    for notice in &cx.model.notices {
        let dismiss = Action::Dismiss(notice.id);
        let mut acts = vec![(cx.t("notice-dismiss"), dismiss)];
        if let Some(job) = notice.report_of {
            acts.insert(0, (cx.t("notice-see-report"), Action::SeeJob(job)));
        }
        if let Some(route) = &notice.leads {
            acts.insert(0, (cx.t("notice-see"), Action::Go(route.clone())));
        }
        if let Some(page) = notice.page {
            acts.insert(0, (cx.t("notice-more"), Action::Manual(Some(page))));
        }
        let labels: Vec<&str> = acts.iter().map(|(label, _)| *label).collect();
        if let Some(place) = panes::notice_with(ui, cx.theme, notice.tone, &notice.text, &labels) {
            dismissed = Some(acts.swap_remove(place).1);
        }
        ui.add_space(space::SMALL);
    }
    dismissed
}

/// Long work that is under way, above the status bar, so that it can be seen and stopped from everywhere; not the work
/// that the screen itself shows.
fn jobs_ui(ui: &mut Ui, cx: &Cx<'_>, own: Option<RequestId>, action: &mut Option<Action>) {
    for (id, kind, task) in cx.model.jobs().filter(|(id, ..)| Some(*id) != own) {
        let frame = Frame::new().fill(cx.theme.surface).inner_margin(Margin::symmetric(24, 6));
        Panel::bottom(("job", id.0)).resizable(false).show_separator_line(false).frame(frame).show(
            ui,
            |ui| {
                let edge = ui.max_rect().expand2(vec2(24.0, 6.0));
                ui.painter().hline(edge.x_range(), edge.top(), cx.theme.hairline());
                let name = cx.t(&format!("job-{}", kind.key()));
                match progress::strip(ui, cx.theme, cx.texts, name, task.progress.as_ref(), task.stopping) {
                    Some(Strip::Stop) => *action = Some(cx.ask(Request::Cancel(id)).1),
                    Some(Strip::See) => *action = Some(Action::SeeJob(id)),
                    None => {}
                }
            },
        );
    }
}
