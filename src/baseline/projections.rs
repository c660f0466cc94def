use crate::model::{LogicalIds, ProjectionOrders};

/// Reads from a pristine template in which order it lists what each index includes.
///
/// Versions before 0.3.0 listed it in the spec's order and did not note it in the lock.
pub(super) fn of_template(template: &str, ids: &LogicalIds) -> ProjectionOrders {
    let tables: Vec<(&str, &str)> =
        ids.iter().filter_map(|(what, id)| Some((id, what.strip_prefix("table/")?))).collect();
    let (mut table, mut index) = (None, None);
    let mut orders: Vec<(String, Vec<String>)> = Vec::new();
    let mut is_listing = false;
    for line in template.lines() {
        let text = line.trim_start();
        let indent = line.len() - text.len();
        is_listing &= indent == 14;
        match indent {
            2 => table = tables.iter().find(|(id, _)| text.strip_suffix(':') == Some(id)).map(|(_, table)| *table),
            8 => index = text.strip_prefix("- IndexName: ").map(plain),
            12 if text == "NonKeyAttributes:" => {
                is_listing = table.is_some() && index.is_some();
                orders.extend(table.zip(index).map(|(table, index)| (format!("{table}/{index}"), Vec::new())));
            }
            14 if is_listing => {
                if let Some(((_, names), name)) = orders.last_mut().zip(text.strip_prefix("- ")) {
                    names.push(plain(name).to_owned());
                }
            }
            _ => {}
        }
    }
    orders.into_iter().collect()
}

/// A name without the quotes that YAML needs around some.
fn plain(scalar: &str) -> &str {
    scalar.trim_matches('"')
}
