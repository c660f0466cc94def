use super::{TypeSite, shape};
use crate::diagnostic::Diagnostics;
use crate::model::{Field, Presence, TimeForm, TypeName};
use crate::spec::{AttributeForm, Entries};
use crate::validate::constraints;
use crate::validate::names::{self, RustNames};
use crate::validate::presence::presence;
use crate::validate::types::TypeNames;

/// Reads the attributes of a map.
pub(super) fn nested(
    entries: &Entries<AttributeForm>,
    parent: &TypeName,
    depth: usize,
    types: &mut TypeNames,
    problems: &mut Diagnostics,
) -> Option<Vec<Field>> {
    let mut rust_names = RustNames::of("attributes");
    let fields: Vec<Option<Field>> = entries
        .0
        .iter()
        .map(|(key, form)| {
            let name = names::name(key, "an attribute's name", problems)?;
            rust_names.add(name.field(), name.as_str(), key.span, problems);
            let form = form.read()?;
            let place = TypeSite {
                parent: parent.clone(),
                name: name.clone(),
                depth,
                span: key.span,
                time_form: TimeForm::Nanoseconds,
            };
            let shape = shape(form, &place, types, problems)?;
            let AttributeForm::Mapping(spec) = &form.value else {
                return Some(Field { name, shape, presence: Presence::Optional, description: None });
            };
            constraints::check_nested(spec, problems);
            let presence = presence(spec, &shape, problems);
            Some(Field { name, shape, presence, description: spec.description.value().cloned() })
        })
        .collect();
    fields.into_iter().collect()
}
