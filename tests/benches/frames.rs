//! What a frame of the list of records costs with a million rows: standing still, and with every row on screen new.
//!
//! The whole window is drawn and cut into triangles, as for a screen; handing those to the graphics driver is not
//! counted. Time is this thread's processor time, so that other work on the machine does not count. Prints the figures.

#![expect(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a measurement that meets the unexpected has failed"
)]

use std::cell::Cell;
use std::path::PathBuf;
use std::rc::Rc;
use std::sync::Arc;
use std::time::Duration;

use crossbeam_channel::Sender;
use eframe::egui::{
    Context, Event as Input, Modifiers, MouseWheelSource, MouseWheelUnit, Pos2, RawInput, Rect, TouchPhase,
    pos2, vec2,
};
use strongroom::app::event::{Answer, Event};
use strongroom::app::request::{Request, RequestId};
use strongroom::app::snapshot::{AirGapFace, FileKind, GroupRow, Listing, RecordRow, SessionFace, VaultFace};
use strongroom::base::clock::{HandClock, WallTime};
use strongroom::base::code::ClientCode;
use strongroom::base::id::{GroupId, RecordId};
use strongroom::policy::Role;
use strongroom::texts::Language;
use strongroom::ui::{Link, Preferences, Stage, Start, Window};

const ROWS: u64 = 1_000_000;
const FRAMES: u32 = 1000;
const SIZE: [f32; 2] = [1920.0, 1080.0];
const NOW: WallTime = WallTime::from_unix_millis(1_795_340_467_000);

/// As high as more rows than are on screen, in points.
const SCREENFUL: f32 = 1116.0;

/// The most that a frame may cost.
const STILL: Duration = Duration::from_millis(2);
const CHANGING: Duration = Duration::from_millis(10);

fn main() {
    let mut bench = Bench::open();
    bench.settle();
    let still = bench.measure(Vec::new);
    bench.frame(vec![wheel(TouchPhase::Start, 0.0)]);
    let first_asked = bench.pages_asked.get();
    let changing = bench.measure(|| vec![wheel(TouchPhase::Move, -SCREENFUL)]);
    let pages = bench.pages_asked.get() - first_asked;
    assert!(pages > FRAMES / 10, "the list was scrolled: {pages} pages came");
    tell("still", still, STILL);
    tell("every row on screen new", changing, CHANGING);
}

fn tell(what: &str, each: Duration, most: Duration) {
    let judged = if each > most { ": missed" } else { "" };
    println!("{ROWS} records, {what}: {each:.2?} of CPU a frame, goal {most:?}{judged}");
}

fn wheel(phase: TouchPhase, down: f32) -> Input {
    let (unit, delta, modifiers) = (MouseWheelUnit::Point, vec2(0.0, down), Modifiers::NONE);
    Input::MouseWheel { unit, delta, phase, modifiers, source: MouseWheelSource::Trackpad }
}

struct Bench {
    ctx: Context,
    window: Window,
    time: f64,
    pages_asked: Rc<Cell<u32>>,
}

impl Bench {
    /// A window whose vault has a million records.
    fn open() -> Self {
        let (tell, events) = crossbeam_channel::unbounded();
        log_in(&tell);
        let pages_asked = Rc::new(Cell::new(0));
        let counted = pages_asked.clone();
        let send = move |id, request| {
            counted.set(counted.get() + 1);
            answer(&tell, id, &request);
        };
        let link = Link::new(send, events);
        let ctx = Context::default();
        let start = Start {
            stage: Stage::Vault,
            clock: Arc::new(HandClock::at(NOW)),
            air_gap: None,
            connect: Box::new(move |_| link),
            preferences: Preferences::speaking(Language::English),
            desktop: false,
            reach: None,
        };
        let window = Window::new(start, &ctx);
        Self { ctx, window, time: 0.0, pages_asked }
    }

    fn settle(&mut self) {
        for _ in 0..30 {
            self.frame(vec![Input::PointerMoved(pos2(500.0, 500.0))]);
        }
    }

    /// The mean cost of a frame. The kernel counts in ticks, so single frames say nothing.
    fn measure(&mut self, events: impl Fn() -> Vec<Input>) -> Duration {
        let before = processor_time();
        for _ in 0..FRAMES {
            self.frame(events());
        }
        processor_time().saturating_sub(before) / FRAMES
    }

    fn frame(&mut self, events: Vec<Input>) {
        self.time += 1.0 / 60.0;
        let input = RawInput {
            screen_rect: Some(Rect::from_min_size(Pos2::ZERO, SIZE.into())),
            time: Some(self.time),
            events,
            ..RawInput::default()
        };
        let window = &mut self.window;
        let output = self.ctx.run_ui(input, |ui| {
            window.logic(ui.ctx());
            window.ui(ui);
        });
        drop(self.ctx.tessellate(output.shapes, output.pixels_per_point));
    }
}

/// The time that this thread has run.
fn processor_time() -> Duration {
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap();
    Duration::from_nanos(told.split_whitespace().next().unwrap().parse().unwrap())
}

fn log_in(tell: &Sender<Event>) {
    let face = VaultFace {
        path: PathBuf::from("/vaults/million"),
        business: "Million".to_owned(),
        sample: false,
        air_gap: AirGapFace::of(Vec::new()),
        confinement: strongroom::app::snapshot::ConfinementFace::default(),
    };
    let session = SessionFace {
        name: "Ioana Marin".to_owned(),
        login: "ioana.marin".to_owned(),
        role: Role::Staff,
        failed_since_last: 0,
        last_login: None,
        ends_at: NOW.plus(Duration::from_hours(12)),
        idle_lock_secs: 300,
        password_chars: 15,
        log_written_at: NOW,
        founding_period: false,
        standing: strongroom::app::snapshot::StandingFace::Full,
        waiting: 0,
        to_ratify: 0,
        owed: 0,
        sheets_owed: false,
        review: None,
        backup: None,
    };
    let group = GroupRow {
        id: GroupId::from_bytes([1; 16]),
        name: "All".to_owned(),
        closed: false,
        identities: true,
        customers: ROWS,
        records: ROWS,
    };
    tell.send(Event::Face(Arc::new(face))).unwrap();
    tell.send(Event::Session(Arc::new(session))).unwrap();
    tell.send(Event::Groups([group].into())).unwrap();
    tell.send(Event::Done { request: RequestId(0), answer: Ok(Answer::Unlocked) }).unwrap();
}

/// Answers at once, so that the next frame shows the rows.
fn answer(tell: &Sender<Event>, request: RequestId, asked: &Request) {
    let Request::FindRecords { offset, limit, .. } = asked else { return };
    let rows = (*offset..(offset + u64::from(*limit)).min(ROWS)).map(row).collect();
    let listing = Listing { total: ROWS, offset: *offset, rows };
    tell.send(Event::Done { request, answer: Ok(Answer::Records(Arc::new(listing))) }).unwrap();
}

fn row(place: u64) -> RecordRow {
    let kinds = [FileKind::Pdf, FileKind::Image, FileKind::Csv, FileKind::Word];
    let mut id = [0; 16];
    id[..8].copy_from_slice(&place.to_le_bytes());
    RecordRow {
        group: GroupId::from_bytes([1; 16]),
        id: RecordId::from_bytes(id),
        code: code(place),
        title: format!("Discharge letter {place}, signed"),
        kind: kinds[usize::try_from(place % 4).unwrap()],
        tags: vec!["letter".to_owned(), format!("year {}", place % 40)],
        filed_at: WallTime::from_unix_millis(1_795_340_467_000 - i64::try_from(place).unwrap() * 3_600_000),
        size_bytes: 1000 + place * 7,
    }
}

fn code(place: u64) -> ClientCode {
    let mut left = place;
    let mut values = [0; 10];
    for value in values.iter_mut().rev() {
        *value = u8::try_from(left % 32).unwrap();
        left /= 32;
    }
    ClientCode::from_values(values)
}
