--- base
/// An item.
pub struct Item {
    pub id: Uuid,
    pub name: String,
}
--- ours
/// An item.
pub struct Item {
    pub id: Uuid,
    pub name: String,
    /// Ours.
    #[serde(skip)]
    pub cached: bool,
}
--- theirs
/// An item.
pub struct Item {
    pub id: Uuid,
    pub name: Option<String>,
    pub price: Decimal,
}
--- merged
/// An item.
pub struct Item {
    pub id: Uuid,
    pub name: Option<String>,
    pub price: Decimal,
    /// Ours.
    #[serde(skip)]
    pub cached: bool,
}
