//! The validated service: what every later stage works on.
//!
//! A value of these types can't be invalid. Names resolve, limits hold, keys have key types, and each
//! name has been cased for Rust once. The only way to get one is [`crate::validate`].
//!
//! This module knows no YAML, no templates and no file system.

mod api;
mod attribute;
mod change_policy;
mod class;
mod decimal;
mod frozen;
mod key_type;
pub(crate) mod limits;
mod literal;
mod logical_ids;
mod name;
mod presence;
mod resource;
mod route;
mod service;
mod shape;
mod stage;
mod table;

pub use api::{Api, Auth, Client, Cors, Throttle};
pub use attribute::{Attribute, Generate};
pub use change_policy::ChangePolicy;
pub use class::Class;
pub(crate) use decimal::{Decimal, DecimalError, MAX_DIGITS};
pub use frozen::{Frozen, ProjectionOrders};
pub use key_type::KeyType;
pub use literal::Literal;
pub use logical_ids::LogicalIds;
pub use name::{Name, NameError, ProjectName, TypeName};
pub use presence::Presence;
pub use resource::{Owner, Resource};
pub use route::{Filter, FilterOp, Method, Operation, Query, Route, Segment};
pub use service::{Architecture, Function, Service};
pub use shape::{EnumValue, Field, MapShape, Range, SetItem, Shape, TimeForm};
pub use stage::{DataPolicy, Deployment, LogLevel, Stage};
pub use table::{Billing, Index, IndexKind, Key, Projection, Table};
