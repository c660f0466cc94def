--- base
fn list(
    table: &Table,
    page: usize,
) {
    read();
}
--- ours
fn list(
    table: &Table,
    ours: usize,
    page: usize,
) {
    read();
}
--- theirs
fn list(
    table: &Table,
    theirs: usize,
    page: usize,
) {
    read();
}
--- conflict
fn list(
    table: &Table,
<<<<<<< yours
    ours: usize,
||||||| generated before
=======
    theirs: usize,
>>>>>>> generated now
    page: usize,
) {
    read();
}
