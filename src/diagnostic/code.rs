/// How much a problem matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Level {
    /// The spec can't be used.
    Error,
    /// It works, but likely not as meant, or not for ever. `allow:` silences it.
    Warning,
}

/// Declares the codes once: the variant, its stable text and what it stands for.
macro_rules! codes {
    ($($(#[$doc:meta])+ $variant:ident = $text:literal,)+) => {
        /// The kinds of problems. A code's text never changes its meaning and is never reused.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code {
            $($(#[$doc])+ $variant,)+
        }

        impl Code {
            /// Every code, in order.
            pub const ALL: &[Self] = &[$(Self::$variant),+];

            /// The stable text, such as `E0001`.
            #[must_use]
            pub fn as_str(self) -> &'static str {
                match self {
                    $(Self::$variant => $text,)+
                }
            }
        }
    };
}

codes! {
    // Reading: the file and its YAML.

    /// The file is not UTF-8 text.
    NotText = "E0001",
    /// The file is larger than a spec may be.
    TooLarge = "E0002",
    /// The text is not YAML.
    Syntax = "E0003",
    /// More values, or more levels of nesting, than any spec needs.
    TooComplex = "E0004",
    /// Legal YAML that a spec may not use: tags, several documents, keys that are not text.
    Yaml = "E0005",
    /// The file holds nothing.
    Empty = "E0006",
    /// A value of the wrong type.
    WrongType = "E0007",
    /// A key that the format doesn't know.
    UnknownKey = "E0008",
    /// The same key twice in one mapping.
    DuplicateKey = "E0009",
    /// A required key is missing.
    MissingKey = "E0010",
    /// A word that the key doesn't take.
    UnknownWord = "E0011",
    /// A number outside its range.
    OutOfRange = "E0012",
    /// A format that this version doesn't read.
    UnknownFormat = "E0013",
    // E0014 was for parts of the format that were not built yet.
    /// Two keys that exclude one another.
    Contradiction = "E0015",
    /// A list or mapping that has to hold something is empty.
    NothingInside = "E0016",
    /// The same value twice in a list.
    Repeated = "E0017",
    /// A key that the format no longer has.
    RemovedKey = "E0018",
    /// A document of another format.
    ForeignDocument = "E0019",

    // Names.

    /// A text that is not a valid name.
    BadName = "E0101",
    /// A name that Rust, Cargo or the generated crate needs for itself.
    ReservedName = "E0102",
    /// Two names that give the same Rust name.
    SameRustName = "E0103",

    // Attributes.

    /// A constraint that the type doesn't have.
    ConstraintNotForType = "E0201",
    /// A lower limit above the upper limit.
    EmptyRange = "E0202",
    /// A value that is not of its attribute's type.
    BadLiteral = "E0203",
    /// A default that the attribute's own constraints refuse.
    DefaultRefused = "E0204",
    /// A pattern that doesn't compile.
    BadPattern = "E0205",
    /// A pattern that Rust and JavaScript read differently.
    PatternNotPortable = "E0206",
    /// A set of a type that DynamoDB has no sets of.
    SetOf = "E0207",
    /// A key that only a top-level attribute can have.
    TopLevelOnly = "E0208",
    /// A generator that makes values of another type.
    GeneratorNotForType = "E0209",
    /// Two attributes filled by a generator that can fill only one.
    GeneratorTwice = "E0210",
    /// Nesting deeper than DynamoDB stores.
    TooDeep = "E0211",
    /// An earlier name that is the present one, still in use, or another's earlier name too.
    BadRename = "E0212",
    /// More attributes than one write of DynamoDB takes.
    TooManyAttributes = "E0213",

    // Tables and indexes.

    /// A name that no attribute has.
    UnknownAttribute = "E0301",
    /// An attribute of a type that can't be a key.
    KeyType = "E0302",
    /// A key attribute with a setting that no key can have.
    KeyAttribute = "E0303",
    /// A key whose two parts are one attribute, or that adds nothing.
    SameKey = "E0304",
    /// A table or index name that DynamoDB refuses.
    TableName = "E0305",
    /// A key attribute that allows values longer than DynamoDB's keys.
    KeyTooLong = "E0306",
    /// A local index that this table can't have.
    LocalIndex = "E0307",
    /// More local indexes than DynamoDB allows.
    TooManyLocalIndexes = "E0308",
    /// A projection of what is there anyway.
    ProjectedAnyway = "E0309",
    /// More projected attributes than DynamoDB allows.
    TooManyProjected = "E0310",
    /// An attribute that can't be the time to live.
    Ttl = "E0311",
    /// Two tables of the same name.
    SameTable = "E0312",
    /// A renamed attribute that DynamoDB can't know under two names.
    RenamedKey = "E0313",

    // Routes.

    /// A route that is not `METHOD /path`.
    BadRoute = "E0401",
    /// A path that API Gateway or the router refuses.
    BadPath = "E0402",
    /// A path parameter that this route can't have.
    BadParameter = "E0403",
    /// A route that can be read in two ways.
    Ambiguous = "E0404",
    /// An operation that doesn't fit the method and the path.
    OperationMismatch = "E0405",
    /// Two routes of the same method and path.
    DuplicateRoute = "E0406",
    /// Two parameters with different names in the same place.
    SiblingParameters = "E0407",
    /// A name that no index has.
    UnknownIndex = "E0408",
    /// A route's setting that its operation doesn't have.
    NotForOperation = "E0409",
    /// A filter that this route can't have.
    BadFilter = "E0410",
    /// A PATCH on items of which nothing can change.
    NothingToPatch = "E0411",
    /// A setting about who signed in, where callers don't sign in.
    NeedsCognito = "E0412",
    /// An attribute that can't say whose an item is.
    BadOwner = "E0413",
    /// A claim that does not tell who calls, or that users write themselves.
    BadClaim = "E0414",
    /// A path that holds what the token says.
    OwnerInPath = "E0415",
    /// A list or query that would read the items of others.
    ReadsOthers = "E0416",

    // The API, the function and the stages.

    /// A text that is not an origin.
    BadOrigin = "E0501",
    /// A stage's name that AWS refuses.
    BadStageName = "E0502",
    /// A retention that CloudWatch Logs doesn't offer.
    Retention = "E0503",
    /// More resources than a CloudFormation template may declare.
    TooManyResources = "E0504",
    /// More environment variables than Lambda takes.
    EnvironmentTooLarge = "E0505",
    /// A code that is not a warning.
    NotAWarning = "E0506",
    /// More methods than the function's policy can allow the gateway to call.
    PolicyTooLarge = "E0507",
    /// A text that is not an e-mail address.
    BadEmail = "E0508",
    /// A text that is not the fingerprint of a change.
    NotAFingerprint = "E0509",
    /// Two names that give the same logical ID in the template.
    SameLogicalId = "E0510",

    // Warnings.

    /// Anyone can call the API, and the spec doesn't say that this is meant.
    PublicApi = "W0001",
    /// An item can grow larger than DynamoDB stores.
    LargeItem = "W0002",
    /// More global indexes than a table has by default.
    ManyGlobalIndexes = "W0003",
    /// A local index limits how much one partition key can hold.
    LocalIndexLimit = "W0004",
    /// An index that no route queries.
    UnusedIndex = "W0005",
    /// More paths than an API has by default.
    ManyPaths = "W0006",
    /// More problems than are worth showing.
    ManyProblems = "W0007",
    /// A renamed key of an index, which items stored before are absent from.
    RenamedIndexKey = "W0008",
    /// A route that hides the items of one key from another.
    HiddenKey = "W0009",
    /// An index that lacks the items whose key is only a default.
    DefaultOfIndexKey = "W0010",
    /// Changes that lose stored data are not refused.
    DataNotRefused = "W0011",
    /// A route that reads a whole table, to which clients add items.
    Scan = "W0012",
    /// A route that reads a whole table, and filters it.
    FilteredScan = "W0013",
    /// A partition key of few values, or of a day.
    HotPartitionKey = "W0014",
    /// A sort key of an index that only orders.
    UnreachedSortKey = "W0015",
    /// A POST whose callers are unknown honours `Idempotency-Key`.
    SharedIdempotencyKeys = "W0016",
    /// A key that clients choose, and that does not hold the owner.
    KeyWithoutOwner = "W0017",
    /// More usage plans than an account has by default.
    ManyUsagePlans = "W0018",
    /// Every user who is signed in reads or writes every item.
    EveryUser = "W0019",
}

impl Code {
    /// Errors keep the spec from being used; warnings don't.
    #[must_use]
    pub fn level(self) -> Level {
        if self.as_str().starts_with('E') { Level::Error } else { Level::Warning }
    }

    /// The code with this text.
    #[must_use]
    pub fn from_text(text: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|code| code.as_str() == text)
    }
}
