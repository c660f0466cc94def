--- base
fn size(x: u8) -> u8 {
    match x {
        0 => 0,
        _ => 9,
    }
}
--- ours
fn size(x: u8) -> u8 {
    match x {
        0 => 0,
        x if x > 3 => 1,
        _ => 9,
    }
}
--- theirs
fn size(x: u8) -> u8 {
    match x {
        0 => 0,
        x if x > 5 => 2,
        _ => 9,
    }
}
--- conflict
fn size(x: u8) -> u8 {
    match x {
        0 => 0,
<<<<<<< yours
        x if x > 3 => 1,
||||||| generated before
=======
        x if x > 5 => 2,
>>>>>>> generated now
        _ => 9,
    }
}
