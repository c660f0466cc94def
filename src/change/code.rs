use crate::model::Class;

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
    /// A stage's stack and tables are left behind.
    StageRemoved = Data "D0107",
    /// A table that was left behind is to be made with another key.
    TableComesBack = Data "D0108",
    /// A person edited what is fixed in a table of the template.
    TableEdited = Data "D0109",

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
    /// Items expire by values that they were not meant to expire by.
    ExpiryOverStored = Data "D0307",
    /// The next write of a map drops a member that is stored.
    MemberRemoved = Data "D0308",
    /// What a spec before the last one stored is not of the new type.
    StoredEarlier = Data "D0309",
    /// Nobody sees a stored item that lacks its owner.
    StoredOfNobody = Data "D0310",

    // What callers, pages and operators may do that they could not.

    /// Callers have to present nothing any more.
    CredentialsGone = Expose "X0101",
    /// Callers have to present something else, so that others than before may call.
    CredentialsReplaced = Expose "X0102",
    /// Pages of any origin may call, or of origins that nobody can tell apart.
    CorsOpened = Expose "X0103",
    /// Pages of more origins may call.
    OriginsAdded = Expose "X0104",
    /// Stored values become visible.
    PrivateNoLonger = Expose "X0105",
    /// Tables can be deleted.
    DeletionProtectionOff = Expose "X0106",
    /// Tables and user pool are deleted with their stack.
    DataDisposable = Expose "X0107",
    /// Any number of requests is let through.
    ThrottleGone = Expose "X0108",
    /// Items no longer expire.
    TimeToLiveOff = Expose "X0109",
    /// A route lets callers do what they needed other credentials for.
    RouteExposed = Expose "X0110",
    /// A query shows attributes that its callers could not read.
    ProjectionExposed = Expose "X0111",
    /// What was private in a spec before the last one becomes visible.
    PrivateEarlier = Expose "X0112",
    /// Updates refuse fewer changes.
    PolicyWeakened = Expose "X0113",
    /// A person edited what keeps the items of a table in the template.
    GuardEdited = Expose "X0114",
    /// A stage comes back whose stack was left behind.
    StageComesBack = Expose "X0115",
    /// Callers in more groups, or in none, may call.
    GroupsWidened = Expose "X0116",
    /// Callers see the items of others.
    OwnerGone = Expose "X0117",
    /// Something else tells whose an item is.
    OwnerChanged = Expose "X0118",
    /// Members of more groups see the items of others.
    ExceptGroupsWidened = Expose "X0119",
    /// Items that had an owner in a spec before the last one become visible to others.
    OwnerEarlier = Expose "X0120",

    // What fails for a time.

    /// The function has less time or memory.
    FunctionWeakened = Outage "O0101",
    /// The function is built for another processor.
    ProcessorChanged = Outage "O0102",
    /// A route needs an index that the same deployment begins to make.
    IndexBeforeRoute = Outage "O0103",
    /// Callers need credentials that the deployment makes.
    CredentialsNew = Outage "O0104",
    /// A table takes fewer reads or writes.
    CapacityLowered = Outage "O0105",
    /// A variable of the function has another name.
    VariableRenamed = Outage "O0106",
    /// A route needs an index that is deleted and made again.
    IndexUnderRoute = Outage "O0107",
    /// An API key leaves the stack.
    ApiKeyRemoved = Outage "O0108",
    /// What tells of faults, or holds them back, goes.
    WatchRemoved = Outage "O0109",
    /// A group leaves the user pool with its members.
    GroupRemoved = Outage "O0110",

    // What takes several deployments.

    /// An index has to be deleted and created again.
    IndexRecreated = Steps "S0101",
    /// More than one index of a table comes or goes.
    SeveralIndexes = Steps "S0102",
    /// The time to live moves to another attribute.
    TimeToLiveMoved = Steps "S0103",
    /// A table that was left behind has to be imported.
    TableToImport = Steps "S0104",
    /// DynamoDB is still making or deleting an index.
    IndexBusy = Steps "S0105",

    // Clients: the API.

    /// What a caller must present is more, or something else.
    AuthChanged = Api "A0101",
    /// Fewer origins may call.
    CorsNarrowed = Api "A0102",
    /// Fewer requests are let through.
    ThrottleLowered = Api "A0103",
    /// Callers in fewer groups may call.
    GroupsNarrowed = Api "A0104",
    /// No request is known again by its `Idempotency-Key`.
    IdempotencyOff = Api "A0105",
    /// Requests are known again for a shorter time.
    IdempotencyShorter = Api "A0106",
    /// Callers see only their own items.
    OwnerNew = Api "A0107",
    /// Members of fewer groups see the items of others.
    ExceptGroupsNarrowed = Api "A0108",

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
    /// POST no longer says where the new item is.
    LocationGone = Api "A0207",
    /// POST says where the new item is.
    LocationAdded = Api "A0208",
    /// PUT also creates, and so has another status.
    UpsertOn = Api "A0209",
    /// The items of a query hold more attributes.
    ProjectionWidened = Api "A0210",
    /// An operation has another ID in OpenAPI.
    OperationIdChanged = Api "A0211",
    /// A parameter of a path has another name in OpenAPI.
    ParameterRenamed = Api "A0212",
    /// A route no longer answers with a status.
    StatusGone = Api "A0213",
    /// A route also answers with a status.
    StatusAdded = Api "A0214",

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
    /// Responses may hold more values than before.
    AnswerWidened = Api "A0314",
    /// An attribute has a default now.
    DefaultAdded = Api "A0315",
    /// There is an ETag now.
    VersionAdded = Api "A0316",

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

    /// Logs are kept for a shorter time.
    LogRetentionShorter = Safe "N0105",

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
    /// The same origins may call, and a browser asks at other times.
    CorsChanged = Safe "N0210",
    /// More requests are let through.
    ThrottleRaised = Safe "N0211",
    /// A deployed table differs from the spec of its stack.
    StackDiffers = Safe "N0212",
    /// A client has an API key.
    ClientAdded = Safe "N0213",
    /// Requests are known again by their `Idempotency-Key`.
    IdempotencyOn = Safe "N0215",
    /// Requests are known again for a longer time.
    IdempotencyLonger = Safe "N0216",

    // Nothing breaks: routes.

    /// A route is new.
    RouteAdded = Safe "N0301",
    /// A list or query takes more filters.
    FilterWidened = Safe "N0302",

    // Nothing breaks: attributes.

    /// An attribute is new.
    AttributeAdded = Safe "N0401",
    /// Requests may lack what they had to hold.
    RequiredNoLonger = Safe "N0402",
    /// Values are taken that were refused.
    ConstraintWidened = Safe "N0403",
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
