//! The env: what they are, where they are stored, and the routes that reach them.

mod item;
mod routes;
mod table;

pub use item::Env;
pub use routes::router;
pub use table::EnvTable;
