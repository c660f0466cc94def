//! What the field calls the keys and the values of a spec: in DynamoDB and CloudFormation, JSON Schema and OpenAPI, SQL
//! and ORMs.
//!
//! Words stand here without the signs between their parts and in lower case, so that one row is `minLength`, `min_length`
//! and `MinLength`.

/// A word as the rows have it.
pub(super) fn plain(word: &str) -> String {
    let letters = word.chars().filter(|c| !matches!(c, '_' | '-' | ' ' | '.'));
    letters.flat_map(char::to_lowercase).collect()
}

/// The keys of a type of the format: each with the words for it.
type Rows = &'static [(&'static str, &'static str)];

const KEYS: &[(&str, Rows)] = &[
    (
        "Spec",
        &[
            ("name", "title project projectname service servicename app appname application stack stackname"),
            ("description", "desc summary about info documentation"),
            ("format", "version formatversion specversion schemaversion"),
            ("item", "itemname entityname model modelname typename singular"),
            ("owner", "owned ownedby ownership ownerfield tenant tenancy multitenant rls rowlevelsecurity"),
            ("table", "dynamodb dynamo ddb dynamodbtable dynamotable database db store"),
            ("attributes", "fields properties props columns attrs attribute field column members attributedefinitions"),
            ("routes", "paths endpoints route endpoint urls apis httproutes operations methods actions"),
            ("resources", "tables models entities collections schemas resource services aggregates"),
            ("api", "apigateway gateway http httpapi restapi rest"),
            ("function", "lambda fn lambdafunction handler compute"),
            ("stages", "environments environment envs env stage deployments"),
            ("policy", "policies changepolicy"),
            ("allow", "ignore silence suppress allowwarnings ignorewarnings disable"),
        ],
    ),
    (
        "ResourceSpec",
        &[
            ("item", "itemname entityname model modelname typename singular"),
            ("owner", "owned ownedby ownership ownerfield tenant tenancy multitenant rls rowlevelsecurity"),
            ("table", "dynamodb dynamo ddb dynamodbtable dynamotable database db store"),
            ("attributes", "fields properties props columns attrs attribute field column members attributedefinitions"),
            ("routes", "paths endpoints route endpoint urls apis httproutes operations methods actions"),
            ("renamed_from", RENAMED),
        ],
    ),
    (
        "TableSpec",
        &[
            ("name", "tablename title"),
            ("partition_key", PARTITION_KEY),
            ("sort_key", SORT_KEY),
            ("indexes", "index indices gsi gsis globalsecondaryindexes secondaryindexes globalindexes"),
            (
                "ttl",
                "timetolive timetolivespecification ttlattribute ttlfield expires expiry expiration expireafter expiresat",
            ),
            ("billing", "billingmode capacity capacitymode provisionedthroughput throughput"),
        ],
    ),
    (
        "IndexSpec",
        &[
            ("partition_key", PARTITION_KEY),
            ("sort_key", SORT_KEY),
            ("projection", "projectiontype project projected include includes nonkeyattributes"),
            ("local", "islocal"),
        ],
    ),
    ("IncludeSpec", &[("include", "includes attributes nonkeyattributes fields only")]),
    (
        "CapacitySpec",
        &[
            ("read", "rcu rcus reads readcapacity readcapacityunits readunits"),
            ("write", "wcu wcus writes writecapacity writecapacityunits writeunits"),
        ],
    ),
    (
        "AttributeSpec",
        &[
            ("type", "kind datatype attributetype typename is"),
            ("items", "of item element elements itemtype elementtype itemstype contains"),
            ("attributes", "properties props fields members columns"),
            ("required", "mandatory isrequired notnull nonnull nonnullable notempty presence"),
            ("default", "defaultvalue defaults initial initialvalue fallback"),
            ("enum", "values choices options oneof allowed allowedvalues possiblevalues enums"),
            ("min_length", "minlen minimumlength lengthmin minchars"),
            ("max_length", "maxlen maximumlength lengthmax maxchars length size"),
            ("pattern", "regex regexp regularexpression match matches"),
            ("minimum", "min minvalue gte ge atleast lowerbound"),
            ("maximum", "max maxvalue lte le atmost upperbound"),
            ("min_items", "minsize mincount minelements minimumitems"),
            ("max_items", "maxsize maxcount maxelements maximumitems"),
            ("stored", "storedas storeas storage storageformat"),
            ("description", "desc doc docs comment title help helptext label"),
            ("immutable", "readonly const constant final frozen fixed"),
            ("private", "hidden secret internal writeonly sensitive password"),
            ("generate", "generated generator autogenerate autogenerated auto"),
            ("renamed_from", RENAMED),
        ],
    ),
    (
        "OwnerSpec",
        &[
            ("attribute", "field by column property member name"),
            ("claim", "tokenclaim identityclaim subject from"),
            (
                "except_groups",
                "except exceptgroup exceptions groups group admins admingroups allowgroups unless bypass bypassgroups",
            ),
        ],
    ),
    (
        "RouteSpec",
        &[
            ("method", "verb httpmethod"),
            ("path", "url uri route endpoint"),
            ("operation", "action op operationid kind type"),
            ("index", "indexname useindex gsi lsi using"),
            ("filters", "filter filterby filterable where queryparameters queryparams query params parameters"),
            ("upsert", "createifmissing createifabsent create"),
            ("auth", AUTH),
            ("groups", "group roles role allowedgroups allowedroles permissions permission scopes"),
        ],
    ),
    (
        "ApiSpec",
        &[
            ("auth", AUTH),
            ("keys", "clients client key apikeys apikey apiclients consumers usageplans"),
            ("cors", "crossorigin crossoriginresourcesharing"),
            ("throttle", "throttling ratelimit ratelimits ratelimiting limits limit usageplan quota"),
            (
                "idempotency",
                "idempotencykey idempotencykeys idempotent idempotencyttl idempotencywindow deduplication dedupe",
            ),
        ],
    ),
    (
        "CorsSpec",
        &[
            ("origins", "origin alloworigin alloworigins allowedorigin allowedorigins domains hosts"),
            ("max_age", "maxageseconds age cache"),
        ],
    ),
    (
        "ThrottleSpec",
        &[("rate", "ratelimit rps requestspersecond persecond limit"), ("burst", "burstlimit bursts peak")],
    ),
    ("ClientSpec", &[("throttle", "throttling ratelimit ratelimits ratelimiting limits limit usageplan quota")]),
    (
        "FunctionSpec",
        &[
            ("memory", "memorysize memorymb mem ram"),
            ("timeout", "timeoutseconds timelimit"),
            ("architecture", "architectures arch cpu processor platform"),
        ],
    ),
    (
        "StageSpec",
        &[
            ("log_retention_days", "retention logretention retentionindays retentiondays logdays logretentionindays"),
            ("log_level", "level logging logs verbosity"),
            ("deletion_protection", "deletionprotectionenabled protect protected protection terminationprotection"),
            ("data", "retain removalpolicy deletionpolicy"),
            ("alarms", "alarm alerts monitoring"),
            ("alarm_email", "email notify notification alertemail alarmmail mail"),
            ("dashboard", "dashboards"),
            ("deploy", "deployment deploymentpreference strategy rollout"),
            ("throttle", "throttling ratelimit ratelimits limits limit"),
            ("cors", "crossorigin"),
        ],
    ),
    (
        "PolicySpec",
        &[("refuse", "deny block reject forbid disallow"), ("allow", "accept approve approved allowed ignore")],
    ),
];

const PARTITION_KEY: &str = "pk hash hashkey primarykey partition key id partitionkeyname hashkeyname";
const SORT_KEY: &str = "sk range rangekey sort sortby clusteringkey sortkeyname rangekeyname orderby";
const RENAMED: &str =
    "renamed oldname oldnames formername formernames formerly previously previousname was alias aliases";
const AUTH: &str = "authorization authorizer authentication authtype security securityschemes authorizers";

/// The words of a type of the format: each with other words for it.
const VALUES: &[(&str, Rows)] = &[
    (
        "Type",
        &[
            (
                "string",
                "str text varchar char nvarchar nchar character s email url uri phone hostname tinytext mediumtext longtext clob",
            ),
            (
                "integer",
                "int int8 int16 int32 int64 i8 i16 i32 i64 u8 u16 u32 long bigint smallint tinyint mediumint short biginteger smallinteger serial counter",
            ),
            ("number", "float float32 float64 f32 f64 double doubleprecision real"),
            ("decimal", "money numeric currency bigdecimal dec n price amount"),
            ("boolean", "bool bit flag"),
            ("timestamp", "datetime timestamptz timestampwithtimezone instant moment datetimetz zoneddatetime"),
            ("date", "day localdate fulldate"),
            ("uuid", "guid uniqueidentifier"),
            ("binary", "bytes byte blob bytea bytearray buffer varbinary base64 b file image"),
            ("json", "any jsonb mixed document dynamic jsonfield freeform"),
            ("list", "array arr arraylist vector vec sequence seq tuple l"),
            ("set", "hashset uniquelist"),
            ("map", "object obj dict dictionary hash hashmap record struct embedded m"),
        ],
    ),
    (
        "Generator",
        &[
            ("uuid_v4", "uuid4 randomuuid uuidrandom guid"),
            ("uuid_v7", "uuid uuid7 auto"),
            ("ulid", "nanoid ksuid cuid"),
            (
                "created",
                "now createdat create creation oncreate oninsert insert autonowadd currenttimestamp timestamp creationtime",
            ),
            ("updated", "updatedat update modified modifiedat lastmodified onupdate autonow touch"),
            ("version", "revision rev etag lock optimisticlock increment autoincrement counter"),
        ],
    ),
    (
        "AuthWord",
        &[
            ("none", "public open anonymous nothing no off noauth"),
            ("api_key", "key keys xapikey apikeys apikeyrequired"),
            ("iam", "awsiam sigv4 aws signature awssigv4"),
            ("cognito", "jwt bearer token oauth oauth2 openidconnect oidc cognitouserpools cognitouserpool userpool"),
        ],
    ),
    (
        "OperationWord",
        &[
            ("list", "index all scan find findall listall browse"),
            ("get", "read fetch show retrieve getbyid findone getitem"),
            ("query", "search filter lookup"),
            ("create", "add insert new post save putitem"),
            ("replace", "put overwrite set"),
            ("update", "patch modify edit change updateitem"),
            ("delete", "remove destroy del erase deleteitem"),
        ],
    ),
    ("Verb", &[("GET", "read"), ("POST", "create"), ("PUT", "replace"), ("PATCH", "update"), ("DELETE", "del remove")]),
    ("ProjectionWord", &[("all", "full everything"), ("keys_only", "keys key none onlykeys")]),
    ("BillingWord", &[("on_demand", "payperrequest demand request requests serverless")]),
    (
        "StoredWord",
        &[
            ("nanoseconds", "iso iso8601 rfc3339 text string nanos ns"),
            ("milliseconds", "millis ms isomillis"),
            ("seconds", "sec secs s"),
            ("epoch_seconds", "epoch unix unixtime unixtimestamp unixseconds number posix"),
            ("epoch_milliseconds", "epochmillis epochms unixmillis unixms javatime"),
        ],
    ),
    ("ArchitectureWord", &[("arm64", "arm aarch64 graviton graviton2"), ("x86_64", "x86 amd64 x64 intel")]),
    (
        "DataWord",
        &[
            ("kept", "keep retain retained true persistent snapshot"),
            ("disposable", "delete destroy deleted ephemeral temporary false discard dropped"),
        ],
    ),
    (
        "DeployWord",
        &[
            ("all_at_once", "all direct immediate once"),
            ("canary", "canary10percent5minutes gradual linear bluegreen rolling"),
        ],
    ),
    (
        "LogLevelWord",
        &[
            ("error", "err fatal critical severe"),
            ("warn", "warning"),
            ("info", "information notice default"),
            ("debug", "verbose"),
            ("trace", "all"),
        ],
    ),
    (
        "ClassWord",
        &[
            ("DATA", "dataloss stored"),
            ("EXPOSE", "exposure security"),
            ("OUTAGE", "downtime"),
            ("STEPS", "step"),
            ("API", "breaking client clients"),
            ("CODE", "rust"),
        ],
    ),
];

/// What people call one of the words of a type, and all of them.
pub(super) fn noun(of: &str) -> (&'static str, &'static str) {
    match of {
        "Type" => ("type", "types"),
        "Generator" => ("generator", "generators"),
        "AuthWord" => ("authorization", "authorizations"),
        "OperationWord" => ("operation", "operations"),
        "Verb" => ("method", "methods"),
        "ProjectionWord" => ("projection", "projections"),
        "BillingWord" => ("billing mode", "billing modes"),
        "StoredWord" => ("form of a timestamp", "forms of a timestamp"),
        "ArchitectureWord" => ("architecture", "architectures"),
        "LogLevelWord" => ("log level", "log levels"),
        "ClassWord" => ("class of changes", "classes of changes"),
        _ => ("value", "values"),
    }
}

/// The key of a type that a word means, by its own letters or as others call it.
pub(super) fn key(of: &str, word: &str, keys: impl Iterator<Item = &'static str>) -> Option<&'static str> {
    meant(KEYS, of, word, keys)
}

/// The word of a type that another means.
pub(super) fn value(of: &str, word: &str, words: &[&'static str]) -> Option<&'static str> {
    meant(VALUES, of, word, words.iter().copied())
}

/// The keys that a word means, wherever they stand.
pub(super) fn keys_anywhere(word: &str) -> Vec<&'static str> {
    let mut found = anywhere(KEYS, word).map(|(_, key)| key).collect::<Vec<_>>();
    found.sort_unstable();
    found.dedup();
    found
}

/// The words that a word means, wherever they stand, each with what such words are called.
pub(super) fn values_anywhere(word: &str) -> Vec<(&'static str, &'static str)> {
    anywhere(VALUES, word).map(|(of, value)| (noun(of).0, value)).collect()
}

fn anywhere(rows: &'static [(&'static str, Rows)], word: &str) -> impl Iterator<Item = (&'static str, &'static str)> {
    let word = plain(word);
    let all = rows.iter().flat_map(|(of, rows)| rows.iter().map(|(own, words)| (*of, *own, *words)));
    all.filter(move |(_, _, words)| words.split(' ').any(|known| known == word)).map(|(of, own, _)| (of, own))
}

fn meant(
    rows: &'static [(&str, Rows)],
    of: &str,
    word: &str,
    mut own: impl Iterator<Item = &'static str>,
) -> Option<&'static str> {
    let word = plain(word);
    own.find(|own| plain(own) == word).or_else(|| {
        let rows = rows.iter().find(|(name, _)| *name == of)?.1;
        rows.iter().find(|(_, words)| words.split(' ').any(|known| known == word)).map(|(own, _)| *own)
    })
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::{KEYS, VALUES, plain};
    use crate::spec::format::Allowed;

    #[test]
    fn the_rows_are_of_keys_that_the_format_has() {
        for (of, rows) in KEYS {
            let keys = Allowed::by_name(of).keys.unwrap_or_else(|| panic!("the format has no {of}"));
            let own: Vec<&str> = keys.names().collect();
            let unknown: Vec<_> = rows.iter().filter(|(key, _)| !own.contains(key)).collect();
            assert!(unknown.is_empty(), "{of}: {unknown:?}");
        }
    }

    #[test]
    fn a_word_means_one_thing_in_its_place() {
        for (of, rows) in KEYS.iter().chain(VALUES) {
            let mut seen = BTreeSet::new();
            let own: BTreeSet<String> = rows.iter().map(|(own, _)| plain(own)).collect();
            for word in rows.iter().flat_map(|(_, words)| words.split(' ')) {
                assert_eq!(word, plain(word), "{of}");
                assert!(seen.insert(word) && !own.contains(word), "{of}: `{word}` stands twice");
            }
        }
    }
}
