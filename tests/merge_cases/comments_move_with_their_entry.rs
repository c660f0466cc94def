--- base
mod a;
mod c;
--- ours
// Ours, for a reason.
mod b;
mod a;
mod c;
--- theirs
// The first.
mod a;
mod c;
mod d;
--- merged
// Ours, for a reason.
mod b;
// The first.
mod a;
mod c;
mod d;
