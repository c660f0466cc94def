use schemars::JsonSchema;
use serde::Serialize;

/// What a change breaks; the most dangerous first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, JsonSchema)]
#[serde(rename_all = "UPPERCASE")]
pub enum Class {
    /// Stored data is lost or can't be read any more. Refused unless approved.
    Data,
    /// More than CloudFormation does in one deployment.
    Steps,
    /// A client breaks.
    Api,
    /// Code that people wrote may not compile any more.
    Code,
    /// Nothing breaks.
    Safe,
}

impl Class {
    /// As people read it.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Data => "DATA",
            Self::Steps => "STEPS",
            Self::Api => "API",
            Self::Code => "CODE",
            Self::Safe => "SAFE",
        }
    }
}

/// Declares the codes once: the variant, its stable text and what it stands for.
macro_rules! codes {
    ($($(#[$doc:meta])+ $variant:ident = $class:ident $text:literal,)+) => {
        /// The kinds of changes. A code's text never changes its meaning and is never reused; its letter is its class.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum ChangeCode {
            $($(#[$doc])+ $variant,)+
        }

        impl ChangeCode {
            /// Every code, in order.
            pub const ALL: &[Self] = &[$(Self::$variant),+];

            /// The stable text, such as `D0201`.
            #[must_use]
            pub fn as_str(self) -> &'static str {
                match self {
                    $(Self::$variant => $text,)+
                }
            }

            /// What it breaks.
            #[must_use]
            pub fn class(self) -> Class {
                match self {
                    $(Self::$variant => Class::$class,)+
                }
            }
        }
    };
}

codes! {
    // The stack and its tables.

    /// The service has another name, and with it another stack.
    ServiceRenamed = Data "D0101",
    /// A resource is gone, and its table leaves the stack.
    ResourceRemoved = Data "D0102",
    /// A table would get another logical ID and keep its name.
    ResourceRecreated = Data "D0103",
    /// A table has another name.
    TableRenamed = Data "D0104",

    /// The earlier spec can't be read.
    NotComparable = Data "D0105",
    /// The user pool leaves the stack, with its users.
    UserPoolRemoved = Data "D0106",

    // Keys and local indexes.

    /// A table has another key.
    TableKeyChanged = Data "D0201",
    /// A key attribute of a table has another DynamoDB type.
    TableKeyRetyped = Data "D0202",
    /// A local index comes, goes or changes.
    LocalIndexChanged = Data "D0203",
    /// A local index becomes global, or the other way round.
    IndexKindChanged = Data "D0204",
    /// A key attribute of an index has another DynamoDB type.
    IndexKeyRetyped = Data "D0205",

    // Stored items.

    /// Stored values are not of the new type.
    StoredTypeChanged = Data "D0301",
    /// Stored values may be none of the enum's.
    StoredEnumNarrowed = Data "D0302",
    /// Stored items may lack what is required now.
    StoredMayLack = Data "D0303",
    /// Stored items lack an attribute that is new and required.
    StoredLacksNew = Data "D0304",
    /// A timestamp is stored in another form, as where it becomes or stops being the time to live.
    StoredForm = Data "D0305",
    /// Items are no longer read under a former name.
    FormerNameForgotten = Data "D0306",

    // What takes several deployments.

    /// An index has to be deleted and created again.
    IndexRecreated = Steps "S0101",
    /// More than one index of a table comes or goes.
    SeveralIndexes = Steps "S0102",
    /// The time to live moves to another attribute.
    TimeToLiveMoved = Steps "S0103",

    // Clients: the API.

    /// What a caller must present is more, or something else.
    AuthChanged = Api "A0101",
    /// Fewer origins may call.
    CorsNarrowed = Api "A0102",
    /// Fewer requests are let through.
    ThrottleLowered = Api "A0103",
    /// A stage is no longer part of the project.
    StageRemoved = Api "A0104",

    // Clients: routes.

    /// A route is gone.
    RouteRemoved = Api "A0201",
    /// A route does something else.
    RouteChanged = Api "A0202",
    /// A list or query takes fewer filters.
    FilterNarrowed = Api "A0203",
    /// PUT no longer creates.
    UpsertOff = Api "A0204",
    /// The items of a query hold fewer attributes.
    ProjectionNarrowed = Api "A0205",
    /// A route hides the items of one key.
    KeyHidden = Api "A0206",

    // Clients: attributes.

    /// An attribute is gone.
    AttributeRemoved = Api "A0301",
    /// An attribute has another name.
    AttributeRenamed = Api "A0302",
    /// An attribute has another type.
    TypeChanged = Api "A0303",
    /// Requests have to hold what they could lack.
    RequiredNow = Api "A0304",
    /// Responses may lack what they always held.
    OptionalNow = Api "A0305",
    /// Values are refused that were taken.
    ConstraintNarrowed = Api "A0306",
    /// Responses may hold a value that is new in the enum.
    EnumValueAdded = Api "A0307",
    /// A value of the enum is refused now.
    EnumValueRemoved = Api "A0308",
    /// Another value is filled in.
    DefaultChanged = Api "A0309",
    /// An attribute is no longer returned.
    PrivateNow = Api "A0310",
    /// An attribute can no longer change.
    ImmutableNow = Api "A0311",
    /// An attribute is filled by another hand than before.
    GeneratorChanged = Api "A0312",
    /// There is no ETag any more.
    VersionRemoved = Api "A0313",

    // Clients: what another version of slsgen generates for the same spec.

    /// A list of values to filter by is written otherwise.
    ListOfValuesRespelt = Api "A0401",
    /// POST refuses an item that has expired already.
    ExpiredRefused = Api "A0402",
    /// Filters find items by a default.
    FoundByDefault = Api "A0403",
    /// What another program wrote in another form is no longer read.
    OtherFormUnread = Api "A0404",

    // Hooks.

    /// A method of the trait that hooks implement is gone.
    HookRemoved = Code "C0101",
    /// A method of the trait takes other arguments.
    HookChanged = Code "C0102",
    /// A type has another name.
    TypeRenamed = Code "C0201",
    /// A field is gone.
    FieldRemoved = Code "C0202",
    /// A field has another name.
    FieldRenamed = Code "C0203",
    /// A field has another type.
    FieldRetyped = Code "C0204",
    /// An enum has other variants.
    VariantsChanged = Code "C0205",
    /// What all projects share, and hooks can name, is written otherwise.
    SharedCodeChanged = Code "C0301",

    // Nothing breaks, but a person should see it.

    /// Callers have to present less.
    AuthLoosened = Safe "N0101",
    /// Any origin may call.
    CorsOpened = Safe "N0102",
    /// Stored values become visible.
    PrivateNoLonger = Safe "N0103",
    /// Tables can be deleted.
    DeletionProtectionOff = Safe "N0104",
    /// Logs are kept for a shorter time.
    LogRetentionShorter = Safe "N0105",
    /// Items no longer expire.
    TimeToLiveOff = Safe "N0106",
    /// Tables and user pool are deleted with their stack.
    DataDisposable = Safe "N0107",

    // Nothing breaks: the stack.

    /// A resource is new.
    ResourceAdded = Safe "N0201",
    /// A resource has another name and keeps its table.
    ResourceRenamed = Safe "N0202",
    /// An index is new.
    IndexAdded = Safe "N0203",
    /// An index is gone.
    IndexRemoved = Safe "N0204",
    /// Items begin to expire.
    TimeToLiveOn = Safe "N0205",
    /// The table is paid for in another way.
    BillingChanged = Safe "N0206",
    /// The function has other settings.
    FunctionChanged = Safe "N0207",
    /// A stage is new.
    StageAdded = Safe "N0208",
    /// A stage has other settings.
    StageChanged = Safe "N0209",
    /// More origins may call, or a browser asks at other times.
    CorsWidened = Safe "N0210",
    /// More requests are let through.
    ThrottleRaised = Safe "N0211",

    // Nothing breaks: routes.

    /// A route is new.
    RouteAdded = Safe "N0301",
    /// A list or query takes more filters.
    FilterWidened = Safe "N0302",
    /// PUT also creates.
    UpsertOn = Safe "N0303",
    /// The items of a query hold more attributes.
    ProjectionWidened = Safe "N0304",
    /// An operation has another ID in OpenAPI.
    OperationIdChanged = Safe "N0305",

    // Nothing breaks: attributes.

    /// An attribute is new.
    AttributeAdded = Safe "N0401",
    /// Requests may lack what they had to hold.
    RequiredNoLonger = Safe "N0402",
    /// Values are taken that were refused.
    ConstraintWidened = Safe "N0403",
    /// An attribute has a default now.
    DefaultAdded = Safe "N0404",
    /// An attribute can change.
    ImmutableNoLonger = Safe "N0405",
    /// New values come from another generator of the same type.
    GeneratorSwapped = Safe "N0406",
}

impl ChangeCode {
    /// The code with this text.
    #[must_use]
    pub fn from_text(text: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|code| code.as_str() == text)
    }
}
