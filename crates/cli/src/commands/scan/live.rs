//! Asking targets, several at a time.
