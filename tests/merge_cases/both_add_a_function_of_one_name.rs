--- base
fn one() {
    a();
}

fn two() {
    b();
}
--- ours
fn new() {
    ours();
}

fn one() {
    a();
}

fn two() {
    b();
}
--- theirs
fn one() {
    a();
}

fn two() {
    b();
}

fn new() {
    theirs();
}
--- conflict
<<<<<<< yours
fn new() {
    ours();
}
||||||| generated before
=======

fn new() {
    theirs();
}
>>>>>>> generated now

fn one() {
    a();
}

fn two() {
    b();
}
