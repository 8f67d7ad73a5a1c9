//! Where secrets are found in a text, and what of a text stays visible.

mod canary;
mod masks;
mod near_misses;
mod outputs;
mod places;
mod tables;
mod visible;
