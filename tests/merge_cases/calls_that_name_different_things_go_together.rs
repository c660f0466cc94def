--- base
fn store(&self) -> Attributes {
    let mut item = Attributes::new();
    put(&mut item, "id", &self.id);
    item
}
--- ours
fn store(&self) -> Attributes {
    let mut item = Attributes::new();
    put(&mut item, "id", &self.id);
    put(&mut item, "schema", &1);
    item
}
--- theirs
fn store(&self) -> Attributes {
    let mut item = Attributes::new();
    put(&mut item, "id", &self.id);
    put_some(&mut item, "name", &self.name);
    item
}
--- merged
fn store(&self) -> Attributes {
    let mut item = Attributes::new();
    put(&mut item, "id", &self.id);
    put_some(&mut item, "name", &self.name);
    put(&mut item, "schema", &1);
    item
}
