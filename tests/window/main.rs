//! The real window on a virtual screen: real keys and a real mouse, aimed by what a screen reader finds there, and judged
//! by what is shown and by what the command line finds in the vault afterwards.
//!
//! Pictures of every step lie in `target/tmp/window`.

mod desktop;
mod story;
mod tree;
