--- base
use std::env;

/// One.
fn one() {
    env::args();
}
--- ours
use std::env;

/// One.
fn one() {
    env::args();
}

/// Ours.
fn ours() {
    one();
}
--- theirs
use std::env;
use std::fmt;

/// One.
fn one() {
    env::args();
}

/// Theirs.
fn theirs() {
    fmt();
}
--- merged
use std::env;
use std::fmt;

/// One.
fn one() {
    env::args();
}

/// Theirs.
fn theirs() {
    fmt();
}

/// Ours.
fn ours() {
    one();
}
