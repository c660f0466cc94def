--- base
fn run() {
    one();
    two();
    three();
    four();
    five();
}
--- ours
fn run() {
    one();
    /*
    two();
    three();
    four();
    */
    five();
}
--- theirs
fn run() {
    one();
    two();
    // */
    three();
    four();
    five();
}
--- conflict
fn run() {
    one();
<<<<<<< yours
    /*
    two();
    three();
    four();
    */
||||||| generated before
    two();
    three();
    four();
=======
    two();
    // */
    three();
    four();
>>>>>>> generated now
    five();
}
