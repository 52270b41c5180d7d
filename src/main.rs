//! The program: the command line decides what is run.
fn main() {}
