//! Recipes for `src/hooks.rs`, in the names of the first resource: only those that fit its routes.

use serde::Serialize;

use crate::contract::surface::{self, Before, Hook};
use crate::contract::type_name;
use crate::model::Resource;
use crate::render::layout;

#[derive(Debug, Serialize)]
pub(super) struct Recipes {
    module: String,
    /// Before the first kind of write.
    write: Option<Method>,
    /// Before an item is sent.
    send: Option<Method>,
    own_route: Option<OwnRoute>,
}

/// A method of the trait.
#[derive(Debug, Serialize)]
struct Method {
    /// With a name for the request.
    signature: String,
    /// Without.
    keeper: String,
    /// The types that it names, as a `use` line has them.
    imports: String,
}

/// A route beside the generated ones, which reads an item.
#[derive(Debug, Serialize)]
struct OwnRoute {
    path: String,
    key: String,
    /// The application's field that has the table.
    table: String,
}

impl Recipes {
    pub(super) fn new(resource: &Resource) -> Self {
        let hooks = surface::hooks(resource);
        let find = |holds: fn(&Before) -> bool| hooks.iter().find(|hook| holds(&hook.before));
        let write = find(|before| !matches!(before, Before::Send | Before::SendProjection(_)));
        let send = find(|before| *before == Before::Send);
        // Whoever reads an item with an owner has to say whose it may be.
        let get = resource.get_route().filter(|_| resource.owner.is_none());
        Self {
            module: resource.name.module(),
            write: write.map(Method::new),
            send: send.map(Method::new),
            own_route: get.map(|route| OwnRoute {
                path: format!("{}/check", route.path_template()),
                key: type_name::key(&resource.item),
                table: resource.name.field(),
            }),
        }
    }
}

impl Method {
    fn new(hook: &Hook) -> Self {
        let types = hook.params.iter().filter_map(|param| param.rsplit_once(['&', ' ']).map(|(_, ty)| ty));
        let types: Vec<&str> = types.filter(|ty| *ty != "Parts").collect();
        Self {
            signature: signature(hook, "request: &Parts"),
            keeper: signature(hook, "_request: &Parts"),
            imports: if let [alone] = types[..] { alone.to_owned() } else { format!("{{{}}}", types.join(", ")) },
        }
    }
}

/// The first parameter of each hook is the request.
fn signature(hook: &Hook, request: &str) -> String {
    let others = hook.params.iter().skip(1).map(String::as_str);
    let params: Vec<&str> = ["&self", request].into_iter().chain(others).collect();
    layout::signature(0, &format!("async fn {}", hook.name), &params, Some("Result<(), Error>"))
}
