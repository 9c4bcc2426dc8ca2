//! The site of Corsmith and its JSON API.
//!
//! Pages are rendered here, from the same crates as everything else, and work without JavaScript:
//! the address is the state. One small module in the browser asks for the same pages and takes over
//! what differs.
//!
//! * [`server`]: sockets, limits, the headers of every answer;
//! * `pages`: one file, or folder, a page;
//! * [`limits`]: every limit on what comes from outside.
//!
//! What is not here: the policy, the rules, the targets, the simulation. Nothing is stored and
//! nothing that was sent is logged.

mod api;
mod assets;
mod filters;
pub mod limits;
mod markdown;
mod page;
mod pages;
mod problem;
mod query;
mod render;
mod routes;
pub mod scanning;
pub mod server;
