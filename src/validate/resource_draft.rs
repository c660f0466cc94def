use crate::model::Name;
use crate::source::{Span, Spanned};
use crate::spec::{AttributeForm, Entries, Field, OwnerSpec, RouteForm, TableSpec};

/// A resource as the spec has it, at the top or under `resources`.
pub(super) struct ResourceDraft<'a> {
    /// The resource's name; the project's, where there is one table.
    pub(super) name: Name,
    pub(super) name_span: Span,
    /// What its table is called unless the spec says.
    pub(super) table_name: String,
    /// Where missing keys are missing from.
    pub(super) span: Span,
    pub(super) table: &'a Field<TableSpec>,
    pub(super) attributes: &'a Field<Entries<AttributeForm>>,
    pub(super) routes: &'a Field<Vec<Field<RouteForm>>>,
    pub(super) item: &'a Field<String>,
    pub(super) owner: &'a Field<OwnerSpec>,
    /// What it was called before, the oldest name first, and where the spec says so.
    pub(super) renamed_from: Vec<Spanned<Name>>,
}
