//! Enums whose members have numbers that are kept: in the access log, in statements.
//!
//! Numbers and short names are written beside the members, once, and never reused.

/// Makes the enum, [`ALL`], `number`, `from_number` and `key`.
macro_rules! numbered {
    ($(#[$head:meta])* $name:ident { $($(#[$doc:meta])* $member:ident = $number:literal, $key:literal;)* }) => {
        $(#[$head])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        pub enum $name { $($(#[$doc])* $member,)* }

        impl $name {
            /// Every member, in the order of the numbers.
            pub const ALL: &'static [Self] = &[$(Self::$member,)*];

            /// The number that is kept.
            pub const fn number(self) -> u16 {
                match self { $(Self::$member => $number,)* }
            }

            /// The member with this number; none if this version does not know it.
            pub const fn from_number(number: u16) -> Option<Self> {
                match number { $($number => Some(Self::$member),)* _ => None }
            }

            /// Its short name, for keys of texts and for the command line.
            pub const fn key(self) -> &'static str {
                match self { $(Self::$member => $key,)* }
            }
        }
    };
}

pub(super) use numbered;
