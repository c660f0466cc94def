use super::file;

/// What a line holds, the line, and what becomes of it. What stays as it is has no other text.
const LINES: &[(&str, &str, Option<&str>)] = &[
    (
        "a signature",
        "    pub(super) fn check_the_name_of_an_author(value: &[AuthorOfABookInTheLibrary], problems: &mut Problems) {",
        Some(
            "    pub(super) fn check_the_name_of_an_author(
        value: &[AuthorOfABookInTheLibrary],
        problems: &mut Problems,
    ) {",
        ),
    ),
    (
        "a signature that fits",
        "    pub fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {",
        None,
    ),
    (
        "a type",
        "pub struct ALibraryOfBooksByAuthorsWhoseNamesAreLongerThanTheirBooksAndAnythingThatIsSaidOfThemAnywhere {",
        Some(
            "pub struct ALibraryOfBooksByAuthorsWhoseNamesAreLongerThanTheirBooksAndAnythingThatIsSaidOfThemAnywhere
{",
        ),
    ),
    (
        "an implementation",
        "impl<'de> Deserialize<'de> for ALibraryOfBooksByAuthorsWhoseNamesAreLongerThanAllOfTheirBooksTogether {",
        Some(
            "impl<'de> Deserialize<'de>
    for ALibraryOfBooksByAuthorsWhoseNamesAreLongerThanAllOfTheirBooksTogether
{",
        ),
    ),
    (
        "an early return",
        "                    return ABookOfTheLibraryThatNobodyEverReturnsInTimeOrAtAll::from_attributes_of_it(&item);",
        Some(
            "                    return ABookOfTheLibraryThatNobodyEverReturnsInTimeOrAtAll::from_attributes_of_it(
                        &item,
                    );",
        ),
    ),
    (
        "an array",
        r#"        let key = ["the_name_of_the_author", "the_year_of_the_book", "the_edition_of_it"];"#,
        Some(
            r#"        let key = [
            "the_name_of_the_author",
            "the_year_of_the_book",
            "the_edition_of_it",
        ];"#,
        ),
    ),
    (
        "a closure among arguments",
        r#"                merge(&mut update, &found, "the_size_of_the_book", stored.size.as_ref(), &patch.size, |_, _| {})?;"#,
        Some(
            r#"                merge(
                    &mut update,
                    &found,
                    "the_size_of_the_book",
                    stored.size.as_ref(),
                    &patch.size,
                    |_, _| {},
                )?;"#,
        ),
    ),
    (
        "an attribute",
        r#"    #[serde(default = "ALibraryOfBooksByAuthorsWhoseNamesAreLong::default_number_of_books_that_are_lent")]"#,
        Some(
            r#"    #[serde(
        default = "ALibraryOfBooksByAuthorsWhoseNamesAreLong::default_number_of_books_that_are_lent"
    )]"#,
        ),
    ),
    (
        "an arm",
        r#"            Self::WhatNobodyEverWantsToReadAgain => "what nobody who has read it once ever wants to read again","#,
        Some(
            r#"            Self::WhatNobodyEverWantsToReadAgain => {
                "what nobody who has read it once ever wants to read again"
            }"#,
        ),
    ),
    (
        "a field",
        "    pub the_books_that_somebody_has_lent_for_longer_than_a_year: Option<Vec<ABookThatSomebodyHasLent>>,",
        Some(
            "    pub the_books_that_somebody_has_lent_for_longer_than_a_year:
        Option<Vec<ABookThatSomebodyHasLent>>,",
        ),
    ),
    (
        "a field of a value",
        r#"            r#type: defaulted(members, "type of the binding of the book", Self::default_type_of_the_binding)?,"#,
        Some(
            r#"            r#type: defaulted(
                members,
                "type of the binding of the book",
                Self::default_type_of_the_binding,
            )?,"#,
        ),
    ),
    (
        "a call",
        r#"        put_some(&mut members, "number, of (the) books; {lent}", &self.number_of_the_books_lent);"#,
        Some(
            r#"        put_some(
            &mut members,
            "number, of (the) books; {lent}",
            &self.number_of_the_books_lent,
        );"#,
        ),
    ),
    (
        "an argument that is a chain, far to the right",
        "                                                                                each(value.chars().count(), 1);",
        Some(
            "                                                                                each(
                                                                                    value
                                                                                        .chars()
                                                                                        .count(),
                                                                                    1,
                                                                                );",
        ),
    ),
    (
        "a call of a method",
        r#"    filters.ordered::<WhenABookWasLent>("when_a_book_was_lent_to_somebody_who_still_has_it_nowx")?;"#,
        Some(
            r#"    filters
        .ordered::<WhenABookWasLent>("when_a_book_was_lent_to_somebody_who_still_has_it_nowx")?;"#,
        ),
    ),
    (
        "a call of a method of a short name",
        r#"    path.get_number("how_many_books_somebody_has_at_home_and_reads", MAX_PARTITION_KEY)?;"#,
        Some(
            r#"    path.get_number(
        "how_many_books_somebody_has_at_home_and_reads",
        MAX_PARTITION_KEY,
    )?;"#,
        ),
    ),
    (
        "a call that is awaited",
        "    app.hooks.before_replace_book(&request, &key, &mut replacement).await?;",
        Some(
            "    app.hooks
        .before_replace_book(&request, &key, &mut replacement)
        .await?;",
        ),
    ),
    (
        "what a branch awaits",
        "        table.query_by_author(&author, &KeyRange::Everything, reversed, filter, &paging).await?",
        Some(
            "        table
            .query_by_author(&author, &KeyRange::Everything, reversed, filter, &paging)
            .await?",
        ),
    ),
    (
        "a binding of what is awaited",
        "    let mut page = table.query_by_author(&partition, &range, descending, filter, &paging).await?;",
        Some(
            "    let mut page = table
        .query_by_author(&partition, &range, descending, filter, &paging)
        .await?;",
        ),
    ),
    (
        "a binding",
        r#"    let range = KeyRange::<NumberOfTheBooksLent>::from_query(&mut query, "number_of_the_books_that_are_lent")?;"#,
        Some(
            r#"    let range = KeyRange::<NumberOfTheBooksLent>::from_query(
        &mut query,
        "number_of_the_books_that_are_lent",
    )?;"#,
        ),
    ),
    (
        "a binding by a type that is too long for its line",
        r#"    let range = KeyRange::<WhatNobodyWhoHasReadItOnceOrTwiceEverWantsToReadAgainInHisWholeLifeOrAfter>::equal_to(&mut query, "again")?;"#,
        Some(
            r#"    let range = KeyRange::<
        WhatNobodyWhoHasReadItOnceOrTwiceEverWantsToReadAgainInHisWholeLifeOrAfter,
    >::equal_to(&mut query, "again")?;"#,
        ),
    ),
    (
        "a binding of a name by a type that is too long for its line",
        "    let range = KeyRange::<WhatNobodyWhoHasReadItOnceOrTwiceEverWantsToReadAgainInHisWholeLifeOrAfter>::Everything;",
        Some(
            "    let range = KeyRange::<
        WhatNobodyWhoHasReadItOnceOrTwiceEverWantsToReadAgainInHisWholeLifeOrAfter,
    >::Everything;",
        ),
    ),
    (
        "a binding by a type that leaves no room for a call",
        r#"    let range = KeyRange::<WhatNobodyWhoHasReadItOnceOrTwiceEverWantsToReadAgainInHisWholeLifeOr>::equal_to(&mut query, "again")?;"#,
        None,
    ),
    (
        "a binding of a name",
        "    let range = KeyRange::<WhatNobodyWhoHasReadItOnceOrTwiceEverWantsToReadAgainInHisWholeLife>::Everything;",
        Some(
            "    let range =
        KeyRange::<WhatNobodyWhoHasReadItOnceOrTwiceEverWantsToReadAgainInHisWholeLife>::Everything;",
        ),
    ),
    (
        "a constant",
        r#"        const PATTERN: &str = "^(what|nobody|who|has|read|it|once|or|twice) = (ever|wants|to|read|again);$";"#,
        Some(
            r#"        const PATTERN: &str =
            "^(what|nobody|who|has|read|it|once|or|twice) = (ever|wants|to|read|again);$";"#,
        ),
    ),
    (
        "a value that calls of one method build",
        r#"    Router::new().route("/books/{id}", get(get_book)).route("/books/{id}", delete(delete_book))"#,
        Some(
            r#"    Router::new()
        .route("/books/{id}", get(get_book))
        .route("/books/{id}", delete(delete_book))"#,
        ),
    ),
    (
        "whether one of several calls says yes",
        "        is_given(&self.what_is_lent_to_somebody_who_reads_it) || is_given(&self.what_nobody_has_lent_yet)",
        Some(
            "        is_given(&self.what_is_lent_to_somebody_who_reads_it)
            || is_given(&self.what_nobody_has_lent_yet)",
        ),
    ),
    (
        "a field of a value that another value has",
        "            the_books_that_somebody_has_lent_for_a_year: self.the_books_that_somebody_has_lent_for_a_year,",
        Some(
            "            the_books_that_somebody_has_lent_for_a_year: self
                .the_books_that_somebody_has_lent_for_a_year,",
        ),
    ),
    (
        "a field of a value that a function makes",
        "            what_somebody_who_has_read_it_once_or_twice_wants_to_read_again2: Uuid::new_of_version_7(),",
        Some(
            "            what_somebody_who_has_read_it_once_or_twice_wants_to_read_again2:
                Uuid::new_of_version_7(),",
        ),
    ),
    (
        "a field whose function just fits without its end",
        "            what_somebody_who_has_read_it_once_or_twice_wants_to_read_again: Uuid::new_of_version_7(),",
        Some(
            "            what_somebody_who_has_read_it_once_or_twice_wants_to_read_again: Uuid::new_of_version_7(
            ),",
        ),
    ),
    (
        "a field that a method gives, and whose name leaves room for the receiver alone",
        r#"            what_somebody_who_has_read_it_once_or_twice_wants_to_read_again_soonest: path.get("w", MAX_SORT_KEY)?,"#,
        Some(
            r#"            what_somebody_who_has_read_it_once_or_twice_wants_to_read_again_soonest: path
                .get("w", MAX_SORT_KEY)?,"#,
        ),
    ),
    (
        "a field whose name leaves no room for the receiver",
        r#"            what_somebody_who_has_read_it_once_or_twice_wants_to_read_again_this_evening_early: path.get("w", MAX_SORT_KEY)?,"#,
        Some(
            r#"            what_somebody_who_has_read_it_once_or_twice_wants_to_read_again_this_evening_early:
                path.get("w", MAX_SORT_KEY)?,"#,
        ),
    ),
    (
        "what a string becomes",
        r#"        "What somebody who has read it once or twice wants to read again, and what nobody wants.".to_owned()"#,
        Some(
            r#"        "What somebody who has read it once or twice wants to read again, and what nobody wants."
            .to_owned()"#,
        ),
    ),
    (
        "a field that is borrowed",
        "    let table = &app.what_somebody_who_has_read_it_once_or_twice_wants_to_read_again_this_evening_soon;",
        Some(
            "    let table =
        &app.what_somebody_who_has_read_it_once_or_twice_wants_to_read_again_this_evening_soon;",
        ),
    ),
    (
        "a constant whose name takes the line",
        r#"const WHAT_SOMEBODY_WHO_HAS_READ_IT_ONCE_OR_TWICE_WANTS_TO_READ_AGAIN_THIS_EVENING_OR_AT_SUNRISE: &str = "x";"#,
        Some(
            r#"const WHAT_SOMEBODY_WHO_HAS_READ_IT_ONCE_OR_TWICE_WANTS_TO_READ_AGAIN_THIS_EVENING_OR_AT_SUNRISE:
    &str = "x";"#,
        ),
    ),
    (
        "a link of a chain whose argument is too long",
        "        .merge(what_somebody_who_has_read_it_once_or_twice_wants_to_read_again_tonight_soon::router())",
        Some(
            "        .merge(
            what_somebody_who_has_read_it_once_or_twice_wants_to_read_again_tonight_soon::router(),
        )",
        ),
    ),
    (
        "calls of which each is too long",
        "        is_given(&self.what_somebody_who_has_read_it_once_or_twice_wants_to_read_again_this_evening_) || is_given(&self.b)",
        Some(
            "        is_given(
            &self.what_somebody_who_has_read_it_once_or_twice_wants_to_read_again_this_evening_,
        ) || is_given(&self.b)",
        ),
    ),
    (
        "a list of pairs",
        r#"pub(super) const EARLIER_NAMES: EarlierNames = &[("lent", "given, (away)"), ("reader", "who borrows"), ];"#,
        Some(
            r#"pub(super) const EARLIER_NAMES: EarlierNames =
    &[("lent", "given, (away)"), ("reader", "who borrows")];"#,
        ),
    ),
    (
        "a comment",
        "    // filters.ordered(what is lent, what is not, what was lent once and came back with a stain on it);",
        None,
    ),
    ("a macro", "    matches!(optional::<Expiry>(item, TTL), Ok(Some(expiry)) if expiry <= Expiry::now())", None),
    (
        "a part of a chain",
        "            .filter(the_books_that_somebody_has_lent, the_books_that_nobody_has_lent_yet, the_others)",
        None,
    ),
    (
        "a string",
        r#"            "update.set(a, b, c), update.set(a, b, c), update.set(a, b, c), update.set(a, b);","#,
        None,
    ),
    ("a condition", "        if let Err(error) = shelf.lend(&the_book_that_is_lent, &reader).await {", None),
    (
        "a closure",
        "    let kept = |item: &Attributes| required(item, SORT_KEY).is_ok_and(|key| range.keeps(&key));",
        None,
    ),
    (
        "a character",
        r#"        surround('"', &mut the_books_that_somebody_has_lent, the_books_that_nobody_has_lent_yet, '"');"#,
        Some(
            r#"        surround(
            '"',
            &mut the_books_that_somebody_has_lent,
            the_books_that_nobody_has_lent_yet,
            '"',
        );"#,
        ),
    ),
    (
        "a type of a field that fits below its name without its comma",
        "    pub the_one_who_lent_a_book_and_the_one_who_lent_a_book_and_the_one_who_lent_a_book_and_forgot: Change<Booooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooo>,",
        Some(
            "    pub the_one_who_lent_a_book_and_the_one_who_lent_a_book_and_the_one_who_lent_a_book_and_forgot:\n        Change<Booooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooo>,",
        ),
    ),
    (
        "a type of a field that is one letter longer",
        "    pub the_one_who_lent_a_book_and_the_one_who_lent_a_book_and_the_one_who_lent_a_book_and_forgot: Change<Boooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooo>,",
        Some(
            "    pub the_one_who_lent_a_book_and_the_one_who_lent_a_book_and_the_one_who_lent_a_book_and_forgot:\n        Change<\n            Boooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooo,\n        >,",
        ),
    ),
];

#[test]
fn a_line_is_laid_out_for_what_it_holds() {
    for (what, line, tall) in LINES {
        let line = format!("{line}\n");
        let expected = tall.map_or_else(|| line.clone(), |tall| format!("{tall}\n"));
        assert_eq!(file(&line), expected, "{what}");
        assert_eq!(file(&expected), expected, "{what} is laid out already");
    }
}

#[test]
fn a_block_that_holds_nothing_is_closed_where_it_is_opened() {
    assert_eq!(file("pub struct NewBook {\n}\n\nimpl NewBook {\n\n}\n"), "pub struct NewBook {}\n\nimpl NewBook {}\n");
}

#[test]
fn a_value_without_fields_is_closed_where_it_is_opened() {
    assert_eq!(file("    let value = Self {\n    };\n"), "    let value = Self {};\n");
}

#[test]
fn the_attribute_of_a_variant_fills_its_line_and_that_of_a_field_does_not() {
    let attribute = format!("    #[serde(rename = \"{}\")]\n", "a".repeat(75));
    let tall = format!("    #[serde(\n        rename = \"{}\"\n    )]\n", "a".repeat(75));
    let variant = format!("{attribute}    Variant,\n");
    assert_eq!(file(&variant), variant);
    let field = "    #[serde(skip)]\n    pub field: u8,\n";
    assert_eq!(file(&format!("{attribute}{field}")), format!("{tall}{field}"));
}

#[test]
fn a_value_of_short_fields_stands_on_one_line() {
    for (tall, flat) in [
        ("    Book {\n        id: Ulid::new(),\n    }\n", "    Book { id: Ulid::new() }\n"),
        (
            "    let item = Book {\n        a: 1,\n        at: now,\n    };\n",
            "    let item = Book { a: 1, at: now };\n",
        ),
    ] {
        assert_eq!(file(tall), flat);
        assert_eq!(file(flat), flat, "it is laid out already");
    }
    let wide = "    Book {\n        a: self.a,\n        b: self.b,\n    }\n";
    assert_eq!(file(wide), wide);
}

#[test]
fn blank_lines_stand_between_parts_alone() {
    let text =
        "\n\nimpl Book {\n\n    fn read() {}\n\n\n    fn lend() {\n        read();\n\n    }\n\n}\n\n\nmod shelf;\n\n";
    let laid = "impl Book {\n    fn read() {}\n\n    fn lend() {\n        read();\n    }\n}\n\nmod shelf;\n";
    assert_eq!(file(text), laid);
}

#[test]
fn a_block_of_imports_is_in_order_wherever_a_crate_sorts() {
    let text = "use shelf::Client;\nuse shelf::error::{\n    A, B,\n};\nuse accounts::App1;\npub use accounts::App;\nuse tokio::net;\n\nuse accounts::a;\n";
    let laid = "pub use accounts::App;\nuse accounts::App1;\nuse shelf::Client;\nuse shelf::error::{\n    A, B,\n};\nuse tokio::net;\n\nuse accounts::a;\n";
    assert_eq!(file(text), laid);
}

#[test]
fn a_value_is_below_its_name_where_that_takes_two_lines_less() {
    let name = format!("a{}", "_xx".repeat(25));
    let member =
        |name: &str| format!("{name}: members.read(\"aXxXxXxXxXxXxXxXxXxXxXxXxXxXxXxXxXxXxXxXxXxXxXxXxXx\")?,\n");
    let fields = format!("            {}            {}", member(&name), member("b"));
    let laid = format!(
        "        let value =
            Self {{
                {name}:
                    members.read(\"aXxXxXxXxXxXxXxXxXxXxXxXxXxXxXxXxXxXxXxXxXxXxXxXxXx\")?,
                b: members.read(\"aXxXxXxXxXxXxXxXxXxXxXxXxXxXxXxXxXxXxXxXxXxXxXxXxXx\")?,
            }};
"
    );
    assert_eq!(file(&format!("        let value = Self {{\n{fields}        }};\n")), laid);
    // A value that gets no name, and one whose lines are as many there.
    let unnamed = file(&format!("        Self {{\n{fields}        }}\n"));
    assert!(unnamed.starts_with("        Self {\n"), "{unnamed}");
    let short = fields.replace(&name, "a");
    let short = format!("        let value = Self {{\n{short}        }};\n");
    assert_eq!(file(&short), short);
}
