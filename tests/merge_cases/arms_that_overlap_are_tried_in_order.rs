--- base
fn size(x: Option<u8>) -> u8 {
    match x {
        None => 0,
    }
}
--- ours
fn size(x: Option<u8>) -> u8 {
    match x {
        None => 0,
        Some(1) => 1,
    }
}
--- theirs
fn size(x: Option<u8>) -> u8 {
    match x {
        None => 0,
        Some(_) => 2,
    }
}
--- conflict
fn size(x: Option<u8>) -> u8 {
    match x {
        None => 0,
<<<<<<< yours
        Some(1) => 1,
||||||| generated before
=======
        Some(_) => 2,
>>>>>>> generated now
    }
}
