//! `agreement show | sign | register | publish | diff | print`.

use std::path::Path;

use serde::Serialize;

use crate::app::problem::{Problem, ProblemKind};
use crate::app::session::Session;
use crate::app::snapshot::{AgreementDiff, DiffParagraph, DiffSide, RegisterRow, StandingFace, StandingWhy};
use crate::texts::{Language, Texts};

use super::super::Outcome;
use super::super::args::{AgreementCommand, Common, LanguageArgument};
use super::super::output::Output;
use super::consent::{consent, settled};
use super::people_rows::standing;

/// The most bytes of a text that is published.
const TEXT_BYTES: u64 = 200_000;

#[derive(Debug, Serialize)]
struct TextObject {
    version: u32,
    language: &'static str,
    current: bool,
    to_sign: Option<&'static str>,
    text: String,
}

pub(super) fn agreement(
    session: &mut Session,
    common: &Common,
    command: AgreementCommand,
    output: &Output,
) -> Outcome {
    match command {
        AgreementCommand::Show { version, language } => {
            show(session, version, read_in(language, output), output)
        }
        AgreementCommand::Sign { name, language } => {
            session.sign_agreement(&name, read_in(language, output))?;
            output.say("cli-signed", &[]);
            Ok(())
        }
        AgreementCommand::Register => register(session, output),
        AgreementCommand::Publish { english, romanian, consent: given } => {
            let (english, romanian) = (text_of(&english)?, text_of(&romanian)?);
            let given = consent(common, given, output)?;
            settled(session.publish_agreement(&english, &romanian, &given)?, output)?;
            show(session, None, output.texts().language(), output)
        }
        AgreementCommand::Diff { from, to, language } => {
            let diff = session.compare_agreements(from, to, read_in(language, output))?;
            let paragraphs: Vec<_> = diff.paragraphs.iter().map(ParagraphObject::of).collect();
            output.result(&paragraphs, |_| lines(&diff));
            Ok(())
        }
        AgreementCommand::Print { login, to, language } => {
            let account = login.map(|login| session.person_named(&login)).transpose()?;
            session.save_signed_copy(account, &to, read_in(language, output))
        }
    }
}

fn read_in(given: Option<LanguageArgument>, output: &Output) -> Language {
    given.map_or(output.texts().language(), Language::from)
}

fn text_of(path: &Path) -> Result<String, Problem> {
    use std::io::Read as _;
    let failed = |error: std::io::Error| {
        Problem::new(ProblemKind::CannotRead).with("path", path.display()).with("why", error)
    };
    let mut text = String::new();
    let file = std::fs::File::open(path).map_err(failed)?;
    file.take(TEXT_BYTES + 1).read_to_string(&mut text).map_err(failed)?;
    Ok(text)
}

fn show(session: &Session, version: Option<u32>, language: Language, output: &Output) -> Outcome {
    let face = session.agreement(version, language)?;
    let object = TextObject {
        version: face.version,
        language: face.language.code(),
        current: face.is_current,
        to_sign: face.to_sign.map(StandingWhy::key),
        text: face.text,
    };
    output.result(&object, |_| object.text.lines().map(str::to_owned).collect());
    Ok(())
}

#[derive(Debug, Serialize)]
struct SignerObject {
    name: String,
    standing: &'static str,
    version: Option<u32>,
    typed_name: Option<String>,
    signed_at: Option<String>,
    lapses_at: Option<String>,
    due: &'static str,
    #[serde(skip)]
    face: StandingFace,
}

impl SignerObject {
    fn of(row: &RegisterRow) -> Self {
        let signed = row.signed.as_ref();
        Self {
            name: row.name.clone(),
            standing: row.standing.key(),
            version: signed.map(|signed| signed.version),
            typed_name: signed.map(|signed| signed.typed_name.clone()),
            signed_at: signed.map(|signed| signed.signed_at.to_string()),
            lapses_at: signed.map(|signed| signed.lapses_at.to_string()),
            due: row.due.key(),
            face: row.standing,
        }
    }

    fn line(&self, texts: &Texts) -> String {
        let due = texts.text(&format!("due-{}", self.due));
        let lapses = self.lapses_at.as_deref().unwrap_or("-");
        format!("{}  {lapses}  {due}  {}", self.name, standing(self.face, texts))
    }
}

fn register(session: &mut Session, output: &Output) -> Outcome {
    let register = session.agreement_register()?;
    let objects: Vec<_> = register.rows.iter().map(SignerObject::of).collect();
    output.result(&objects, |texts| objects.iter().map(|object| object.line(texts)).collect());
    Ok(())
}

#[derive(Debug, Serialize)]
struct ParagraphObject {
    kind: &'static str,
    text: String,
}

impl ParagraphObject {
    fn of(paragraph: &DiffParagraph) -> Self {
        let (kind, text) = match paragraph {
            DiffParagraph::Same(text) => ("same", text.clone()),
            DiffParagraph::Added(text) => ("added", text.clone()),
            DiffParagraph::Removed(text) => ("removed", text.clone()),
            DiffParagraph::Changed(_) => ("changed", words(paragraph)),
        };
        Self { kind, text }
    }
}

/// A changed paragraph with `[-removed-]` and `{+added+}` words, as `wdiff` writes them.
fn words(paragraph: &DiffParagraph) -> String {
    let DiffParagraph::Changed(runs) = paragraph else { return String::new() };
    let mark = |run: &crate::app::snapshot::DiffRun| match run.side {
        DiffSide::Same => run.words.clone(),
        DiffSide::Removed => format!("[-{}-] ", run.words.trim_end()),
        DiffSide::Added => format!("{{+{}+}} ", run.words.trim_end()),
    };
    runs.iter().map(mark).collect::<String>().trim_end().to_owned()
}

fn lines(diff: &AgreementDiff) -> Vec<String> {
    let line = |paragraph: &DiffParagraph| match paragraph {
        DiffParagraph::Same(text) => format!("  {text}"),
        DiffParagraph::Added(text) => format!("+ {text}"),
        DiffParagraph::Removed(text) => format!("- {text}"),
        DiffParagraph::Changed(_) => format!("! {}", words(paragraph)),
    };
    diff.paragraphs.iter().map(line).collect()
}
