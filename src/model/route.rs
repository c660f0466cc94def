use std::sync::Arc;

use super::{Attribute, Auth, Index, Key, Table};

/// One method on one path, and what it does.
#[derive(Debug, Clone, PartialEq)]
pub struct Route {
    /// The HTTP method.
    pub method: Method,
    /// The path's segments, in order; never empty.
    pub path: Vec<Segment>,
    /// What it does.
    pub operation: Operation,
    /// The route's own `auth`, or the API's.
    pub auth: Auth,
    /// A caller is in one of these groups of the user pool; empty: everybody with the credentials may call. Only with
    /// [`Auth::Cognito`].
    pub groups: Vec<String>,
    /// Whether a request may have an `Idempotency-Key`: then it creates once, however often it is sent.
    pub takes_idempotency_key: bool,
    /// OpenAPI's `operationId`, such as `list_items`: snake case, unique in the service, and known to clients and
    /// stacks.
    pub id: String,
    /// The function that answers it, in snake case: unique in the service, and known to code alone.
    pub handler: String,
}

impl Route {
    /// The path as written, with each parameter in braces.
    #[must_use]
    pub fn path_template(&self) -> String {
        self.path
            .iter()
            .map(|segment| match segment {
                Segment::Literal(text) => format!("/{text}"),
                Segment::Parameter(attribute) => format!("/{{{}}}", attribute.name),
            })
            .collect()
    }

    /// As people call it, such as `GET /items/{id}`.
    #[must_use]
    pub fn title(&self) -> String {
        format!("{} {}", self.method.as_str(), self.path_template())
    }

    /// Whether a request has a body.
    #[must_use]
    pub fn has_body(&self) -> bool {
        matches!(self.operation, Operation::Create | Operation::Replace { .. } | Operation::Update)
    }

    /// Whether a request may ask for a version of the item, by `If-Match`.
    #[must_use]
    pub fn is_conditional(&self) -> bool {
        matches!(self.operation, Operation::Replace { .. } | Operation::Update | Operation::Delete)
    }

    /// Whether a request may make a new item.
    #[must_use]
    pub fn creates(&self) -> bool {
        matches!(self.operation, Operation::Create | Operation::Replace { upsert: true })
    }

    /// Whether the attribute of this name is in the path.
    #[must_use]
    pub fn has_in_path(&self, attribute: &Attribute) -> bool {
        self.parameters().any(|parameter| parameter.name == attribute.name)
    }

    /// The attributes in the path, in its order.
    pub fn parameters(&self) -> impl Iterator<Item = &Arc<Attribute>> {
        self.path.iter().filter_map(|segment| match segment {
            Segment::Literal(_) => None,
            Segment::Parameter(attribute) => Some(attribute),
        })
    }
}

/// A segment of a path.
#[derive(Debug, Clone, PartialEq)]
pub enum Segment {
    /// Text of `[A-Za-z0-9_.,:-]` that begins with neither `:` nor `*`.
    Literal(String),
    /// A path parameter, named for the attribute whose value it carries.
    Parameter(Arc<Attribute>),
}

/// The methods that routes may use.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(missing_docs, reason = "the variants are HTTP's own")]
pub enum Method {
    Get,
    Post,
    Put,
    Patch,
    Delete,
}

impl Method {
    /// In upper case.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Post => "POST",
            Self::Put => "PUT",
            Self::Patch => "PATCH",
            Self::Delete => "DELETE",
        }
    }
}

/// What a route does.
#[derive(Debug, Clone, PartialEq)]
pub enum Operation {
    /// Scan, paged.
    List {
        /// Plain filters, also those on a key of the table's.
        filters: Vec<Filter>,
    },
    /// `GetItem` by the whole key.
    Get,
    /// Query of the table or an index, paged.
    Query(Query),
    /// `PutItem` if absent.
    Create,
    /// `UpdateItem` that sets what is given and removes what is not.
    Replace {
        /// Also creates the item if it is absent.
        upsert: bool,
    },
    /// `UpdateItem` of what is given, if present.
    Update,
    /// `DeleteItem` if present.
    Delete,
}

/// A paged read of one partition.
#[derive(Debug, Clone, PartialEq)]
pub struct Query {
    /// Absent: the table itself.
    pub index: Option<Arc<Index>>,
    /// What clients may filter by; one on the sort key becomes part of the key condition.
    pub filters: Vec<Filter>,
}

impl Query {
    /// The key of what is queried: of the index, or of the table.
    #[must_use]
    pub fn key<'a>(&'a self, table: &'a Table) -> &'a Key {
        self.index.as_ref().map_or(&table.key, |index| &index.key)
    }
}

/// An attribute that clients may filter a list or query by.
#[derive(Debug, Clone, PartialEq)]
pub struct Filter {
    /// A top-level attribute that is neither private nor called `limit`, `cursor` or `order`.
    pub attribute: Arc<Attribute>,
    /// What its type and its place allow, in the order of [`FilterOp`].
    pub operators: Vec<FilterOp>,
    /// It is the sort key of what is queried.
    pub sort_key: bool,
}

/// A comparison in a query string.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(missing_docs, reason = "the variants are the query string's own")]
pub enum FilterOp {
    Eq,
    Ne,
    Gt,
    Gte,
    Lt,
    Lte,
    BeginsWith,
    Contains,
    Exists,
    In,
}

impl FilterOp {
    /// What follows the attribute's name: nothing for `Eq`, otherwise `.ne`, `.begins_with`, …
    #[must_use]
    pub fn suffix(self) -> &'static str {
        match self {
            Self::Eq => "",
            Self::Ne => ".ne",
            Self::Gt => ".gt",
            Self::Gte => ".gte",
            Self::Lt => ".lt",
            Self::Lte => ".lte",
            Self::BeginsWith => ".begins_with",
            Self::Contains => ".contains",
            Self::Exists => ".exists",
            Self::In => ".in",
        }
    }
}
