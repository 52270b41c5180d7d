//! Sweeping what writes that did not end have left behind: at unlock, before any writer starts.
