--- base
fn store(&self) -> Attributes {
    let mut item = Attributes::new();
    item
}
--- ours
fn store(&self) -> Attributes {
    let mut item = Attributes::new();
    put(&mut item, "name", &1);
    item
}
--- theirs
fn store(&self) -> Attributes {
    let mut item = Attributes::new();
    put_some(&mut item, "name", &self.name);
    item
}
--- conflict
fn store(&self) -> Attributes {
    let mut item = Attributes::new();
<<<<<<< yours
    put(&mut item, "name", &1);
||||||| generated before
=======
    put_some(&mut item, "name", &self.name);
>>>>>>> generated now
    item
}
