//! The way to the printer: the PDF goes through a pipe to the system's spooler, never through a file.

/// Why nothing was printed.
#[derive(Debug, thiserror::Error)]
pub enum PrintError {
    /// Neither `lp` nor `lpr` is installed.
    #[error("no printing system is installed")]
    NoSpooler,
    /// The spooler has no printer, or refused: what it said.
    #[error("the printing system refused: {0}")]
    Refused(String),
    /// The spooler could not be run or fed.
    #[error("the printing system cannot be reached: {0}")]
    Io(#[from] std::io::Error),
}

/// Sends a PDF to the system's default printer. `title` names the job in the queue: nothing secret.
pub fn print(_pdf: &[u8], _title: &str) -> Result<(), PrintError> {
    todo!()
}
