//! What is different between two texts of the agreement: paragraph by paragraph, and word by word in those that
//! were changed.
//!
//! Pure. Used by the acts that compare versions; knows nothing of where texts are kept.

use super::snapshot::{DiffParagraph, DiffRun, DiffSide};

/// Two paragraphs with more word pairs than this are not compared word by word.
const PAIRS_AT_MOST: usize = 4_000_000;

/// Compares two texts. Every line that is not blank is a paragraph: the texts are Markdown with one line a paragraph.
pub(super) fn compare(older: &str, newer: &str) -> Vec<DiffParagraph> {
    let (older, newer) = (paragraphs(older), paragraphs(newer));
    let mut compared = Vec::new();
    let mut removed = Vec::new();
    let mut added = Vec::new();
    for (side, paragraph) in steps(&older, &newer) {
        match side {
            DiffSide::Removed => removed.push(paragraph),
            DiffSide::Added => added.push(paragraph),
            DiffSide::Same => {
                settle(&mut removed, &mut added, &mut compared);
                compared.push(DiffParagraph::Same(paragraph.to_owned()));
            }
        }
    }
    settle(&mut removed, &mut added, &mut compared);
    compared
}

fn paragraphs(text: &str) -> Vec<&str> {
    text.lines().map(str::trim).filter(|line| !line.is_empty()).collect()
}

/// Between two paragraphs that stayed: pairs that share words were changed, the others came or went.
fn settle(removed: &mut Vec<&str>, added: &mut Vec<&str>, compared: &mut Vec<DiffParagraph>) {
    let mut coming = std::collections::VecDeque::from(std::mem::take(added));
    for older in removed.drain(..) {
        match coming.front().and_then(|newer| changed(older, newer)) {
            Some(runs) => {
                coming.pop_front();
                compared.push(DiffParagraph::Changed(runs));
            }
            None => compared.push(DiffParagraph::Removed(older.to_owned())),
        }
    }
    compared.extend(coming.into_iter().map(|newer| DiffParagraph::Added(newer.to_owned())));
}

/// The words of two paragraphs, if at least a third of the longer one stayed.
fn changed(older: &str, newer: &str) -> Option<Vec<DiffRun>> {
    let older: Vec<&str> = older.split_inclusive(' ').collect();
    let newer: Vec<&str> = newer.split_inclusive(' ').collect();
    if older.len().saturating_mul(newer.len()) > PAIRS_AT_MOST {
        return None;
    }
    let mut runs: Vec<DiffRun> = Vec::new();
    let mut stayed = 0;
    for (side, word) in steps(&older, &newer) {
        stayed += usize::from(side == DiffSide::Same);
        match runs.last_mut().filter(|run| run.side == side) {
            Some(run) => run.words.push_str(word),
            None => runs.push(DiffRun { side, words: word.to_owned() }),
        }
    }
    (stayed * 3 >= older.len().max(newer.len())).then_some(runs)
}

/// The shortest way from one list to the other: a longest common subsequence, what goes before what comes.
fn steps<'t>(older: &[&'t str], newer: &[&'t str]) -> Vec<(DiffSide, &'t str)> {
    // `lengths[i][j]` is the longest common subsequence of what follows `older[i..]` and `newer[j..]`.
    let width = newer.len() + 1;
    let mut lengths = vec![0_u32; (older.len() + 1) * width];
    for (i, left) in older.iter().enumerate().rev() {
        for (j, right) in newer.iter().enumerate().rev() {
            lengths[i * width + j] = if left.trim_end() == right.trim_end() {
                lengths[(i + 1) * width + j + 1] + 1
            } else {
                lengths[(i + 1) * width + j].max(lengths[i * width + j + 1])
            };
        }
    }
    let (mut i, mut j) = (0, 0);
    let mut way = Vec::with_capacity(older.len() + newer.len());
    while i < older.len() || j < newer.len() {
        let same = i < older.len() && j < newer.len() && older[i].trim_end() == newer[j].trim_end();
        if same {
            way.push((DiffSide::Same, newer[j]));
            (i, j) = (i + 1, j + 1);
        } else if i < older.len()
            && (j == newer.len() || lengths[(i + 1) * width + j] >= lengths[i * width + j + 1])
        {
            way.push((DiffSide::Removed, older[i]));
            i += 1;
        } else {
            way.push((DiffSide::Added, newer[j]));
            j += 1;
        }
    }
    way
}

#[cfg(test)]
mod tests {
    use super::*;
    use DiffParagraph::{Added, Changed, Removed, Same};
    use proptest::prelude::*;

    fn run(side: DiffSide, words: &str) -> DiffRun {
        DiffRun { side, words: words.to_owned() }
    }

    #[test]
    fn paragraphs_that_came_went_and_stayed() {
        let compared = compare("# Title\n\nOne.\n\nTwo.\n", "# Title\n\nTwo.\n\nThree.");
        let expected = [
            Same("# Title".to_owned()),
            Removed("One.".to_owned()),
            Same("Two.".to_owned()),
            Added("Three.".to_owned()),
        ];
        assert_eq!(compared, expected);
    }

    #[test]
    fn a_changed_paragraph_is_told_word_by_word() {
        let compared = compare("I report it within two days.", "I report it to a supervisor at once.");
        let [Changed(runs)] = &compared[..] else { panic!("{compared:?}") };
        assert_eq!(runs[0], run(DiffSide::Same, "I report it "));
        assert_eq!(runs[1], run(DiffSide::Removed, "within two days."));
        assert_eq!(runs[2], run(DiffSide::Added, "to a supervisor at once."));
    }

    #[test]
    fn the_last_word_is_the_same_word_with_and_without_a_space_behind_it() {
        let compared = compare("one two three", "one two three four");
        let expected = vec![run(DiffSide::Same, "one two three "), run(DiffSide::Added, "four")];
        assert_eq!(compared, [Changed(expected)]);
    }

    /// What one side of a comparison reads.
    fn side(compared: &[DiffParagraph], newer: bool) -> Vec<String> {
        let other = if newer { DiffSide::Removed } else { DiffSide::Added };
        let paragraph = |paragraph: &DiffParagraph| match paragraph {
            Same(text) => Some(text.clone()),
            Added(text) => newer.then(|| text.clone()),
            Removed(text) => (!newer).then(|| text.clone()),
            Changed(runs) => {
                let words = runs.iter().filter(|run| run.side != other).map(|run| run.words.as_str());
                Some(words.collect::<String>().trim_end().to_owned())
            }
        };
        compared.iter().filter_map(paragraph).collect()
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(128))]

        #[test]
        fn both_texts_can_be_read_out_of_a_comparison(
            older in "([abc] ?){0,12}(\n([abc] ?){0,6}){0,4}",
            newer in "([abc] ?){0,12}(\n([abc] ?){0,6}){0,4}",
        ) {
            let compared = compare(&older, &newer);
            prop_assert_eq!(side(&compared, true).join("\n").replace(' ', ""), paragraphs(&newer).join("\n").replace(' ', ""));
            prop_assert_eq!(side(&compared, false).join("\n").replace(' ', ""), paragraphs(&older).join("\n").replace(' ', ""));
        }
    }
}
