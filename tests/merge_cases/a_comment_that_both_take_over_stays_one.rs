--- base
mod a;
// Of what comes next.
mod c;
--- ours
mod a;
// Of what comes next.
mod ours;
mod c;
--- theirs
mod a;
// Of what comes next.
mod theirs;
mod c;
--- conflict
mod a;
// Of what comes next.
<<<<<<< yours
mod ours;
||||||| generated before
=======
mod theirs;
>>>>>>> generated now
mod c;
