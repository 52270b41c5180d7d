//! What the window remembers from one run to the next: language, look, and which vaults were open. Nothing of a
//! vault's content, and nothing that matters if it is lost.

/// Light, dark, or as the desktop says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Look {
    /// As the desktop says; light if it says nothing.
    #[default]
    System,
    /// Dark letters on light ground.
    Light,
    /// Light letters on dark ground.
    Dark,
}
