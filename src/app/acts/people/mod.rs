//! People: who is here and how they stand, enrolment and screening, the agreement, grants, what needs two, and a
//! person's own page.

mod agreement;
pub(super) mod consent;
mod counts;
mod enrolment;
mod grants;
mod list;
mod matrix;
mod own;
mod queue;
mod rules;
mod will;

pub(in crate::app) use list::standing_face;
