//! The registry database: statements, wraps, groups, settings. Stores and returns; judges nothing.
