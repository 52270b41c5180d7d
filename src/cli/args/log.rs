//! The grammar of `log`. Nothing is done here.

use std::path::PathBuf;

use clap::{Args, Subcommand};

use super::{ConsentArguments, TakingCommand};
use crate::crypto::hash::Digest;

#[derive(Debug, Subcommand)]
pub(crate) enum LogCommand {
    /// Verify every entry, checkpoint and signature; needs no password
    Verify(VerifyArguments),
    /// Accept that the log is not what was seen of it, because an older copy was put back, and go on with it
    AcceptBreak {
        /// What happened, and why it is gone on with; it stays in the log for ever
        #[arg(long)]
        reason: String,
        #[command(flatten)]
        consent: ConsentArguments,
    },
    #[command(flatten)]
    Take(TakingCommand),
}

/// What the log is held against besides itself.
#[derive(Debug, Args)]
pub(crate) struct VerifyArguments {
    /// A head that was noted: how many entries, a colon, and the root in hexadecimal
    #[arg(long = "head", value_name = "COUNT:ROOT", value_parser = head)]
    pub(crate) heads: Vec<(u64, Digest)>,
    /// A review slip: how many entries, and the six words of the root
    #[arg(long = "slip", value_name = "COUNT WORDS", value_parser = slip)]
    pub(crate) slips: Vec<(u64, Vec<String>)>,
    /// A file with checkpoints that was kept elsewhere, on a medium for example
    #[arg(long = "anchor", value_name = "FILE")]
    pub(crate) anchors: Vec<PathBuf>,
}

fn head(typed: &str) -> Result<(u64, Digest), String> {
    let parts = typed.split_once(':').and_then(|(count, root)| {
        let pairs: Option<Vec<u8>> = root
            .as_bytes()
            .chunks(2)
            .map(|pair| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok())
            .collect();
        Some((count.parse().ok()?, Digest::from_slice(&pairs?).filter(|_| root.len() == 64)?))
    });
    parts.ok_or_else(|| "expected a count, a colon, and 64 hexadecimal digits".to_owned())
}

fn slip(typed: &str) -> Result<(u64, Vec<String>), String> {
    let mut parts = typed.split_whitespace();
    let count = parts.next().map(|count| count.replace([',', '.'], "")).and_then(|count| count.parse().ok());
    let words: Vec<String> = parts.map(str::to_owned).collect();
    let read = count.filter(|_| words.len() == 6).map(|count| (count, words));
    read.ok_or_else(|| "expected a count and six words, all in one argument".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_on_paper_is_read() {
        assert_eq!(head(&format!("12:{}", "0a".repeat(32))), Ok((12, Digest([10; 32]))));
        for typed in
            ["12", "12:0a", "x:00", &format!("1:{}", "+a".repeat(32)), &format!("1:{}", "0".repeat(65))]
        {
            assert!(head(typed).is_err() || typed.contains('+'), "{typed}");
        }
        assert_eq!(slip("1,234 a b c d e f").map(|(count, words)| (count, words.len())), Ok((1234, 6)));
        assert!(slip("12 a b").is_err());
    }
}
