//! What is different between two texts of the agreement, paragraph by paragraph: what is new stands on green and is
//! underlined, what is gone stands on red and is struck through, and each has a word that says so.

use eframe::egui::text::{LayoutJob, TextFormat};
use eframe::egui::{Label, Stroke, Ui};

use crate::app::snapshot::{AgreementDiff, DiffParagraph, DiffRun, DiffSide};
use crate::ui::cx::Cx;
use crate::ui::theme::{Face, Tone, space};
use crate::ui::widgets::{panes, text};

/// Draws the comparison; paragraphs that are the same step back.
pub(super) fn diff_ui(ui: &mut Ui, cx: &Cx<'_>, diff: &AgreementDiff) {
    let same = |paragraph: &DiffParagraph| matches!(paragraph, DiffParagraph::Same(_));
    if diff.paragraphs.iter().all(same) {
        text::muted(ui, cx.theme, cx.t("diff-same"));
        return;
    }
    for paragraph in &diff.paragraphs {
        let (key, tone, runs) = match paragraph {
            DiffParagraph::Same(words) => {
                text::small(ui, cx.theme, words);
                continue;
            }
            DiffParagraph::Added(words) => ("diff-added", Tone::Good, vec![run(DiffSide::Added, words)]),
            DiffParagraph::Removed(words) => {
                ("diff-removed", Tone::Danger, vec![run(DiffSide::Removed, words)])
            }
            DiffParagraph::Changed(runs) => ("diff-changed", Tone::Warning, runs.clone()),
        };
        panes::chip(ui, cx.theme, tone, cx.t(key));
        ui.add(Label::new(job(cx, &runs)).wrap());
        ui.add_space(space::SMALL);
    }
}

fn run(side: DiffSide, words: &str) -> DiffRun {
    DiffRun { side, words: words.to_owned() }
}

fn job(cx: &Cx<'_>, runs: &[DiffRun]) -> LayoutJob {
    let mut job = LayoutJob::default();
    for run in runs {
        let mut format = TextFormat::simple(Face::Body.font(), cx.theme.text);
        match run.side {
            DiffSide::Same => {}
            DiffSide::Added => {
                format.background = cx.theme.ok_soft;
                format.underline = Stroke::new(1.0, cx.theme.ok);
            }
            DiffSide::Removed => {
                format.background = cx.theme.danger_soft;
                format.strikethrough = Stroke::new(1.0, cx.theme.danger);
            }
        }
        job.append(&run.words, 0.0, format);
    }
    job
}
