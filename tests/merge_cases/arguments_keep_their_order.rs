--- base
fn run() {
    Command::new("tool")
        .arg("build")
        .run()
}
--- ours
fn run() {
    Command::new("tool")
        .arg("build")
        .arg("ours")
        .run()
}
--- theirs
fn run() {
    Command::new("tool")
        .arg("build")
        .arg("theirs")
        .run()
}
--- conflict
fn run() {
    Command::new("tool")
        .arg("build")
<<<<<<< yours
        .arg("ours")
||||||| generated before
=======
        .arg("theirs")
>>>>>>> generated now
        .run()
}
