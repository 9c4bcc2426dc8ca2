//! The sockets of a scan: one recorded connection to a checked address, within limits.
