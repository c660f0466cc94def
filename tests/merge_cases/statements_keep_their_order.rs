--- base
fn run() {
    begin();
    end();
}
--- ours
fn run() {
    begin();
    ours();
    end();
}
--- theirs
fn run() {
    begin();
    theirs();
    end();
}
--- conflict
fn run() {
    begin();
<<<<<<< yours
    ours();
||||||| generated before
=======
    theirs();
>>>>>>> generated now
    end();
}
