//! Each file of a renamed resource says where it was, so that what people wrote into it follows.

use std::collections::BTreeSet;

#[test]
fn the_files_of_a_renamed_resource_say_where_they_were() {
    let spec = include_str!("../../specs/music.yaml");
    let service = slsgen::load("music.yaml", spec.as_bytes()).service.expect("the spec is valid");
    let project = slsgen::render::render_new(&service, spec);
    let moved: BTreeSet<String> = project
        .files()
        .flat_map(|(path, file)| file.formerly.iter().map(move |from| format!("{from} → {path}")))
        .collect();
    let expected = [
        // Every project has it, with or without a rename.
        "examples/local.rs → examples/local/main.rs",
        "src/album_reviews/item.rs → src/opinions/item.rs",
        "src/album_reviews/mod.rs → src/opinions/mod.rs",
        "src/album_reviews/routes.rs → src/opinions/routes.rs",
        "src/album_reviews/table.rs → src/opinions/table.rs",
        "src/records/item.rs → src/albums/item.rs",
        "src/records/mod.rs → src/albums/mod.rs",
        "src/records/routes.rs → src/albums/routes.rs",
        "src/records/table.rs → src/albums/table.rs",
        "src/records/types.rs → src/albums/types.rs",
        "tests/api/album_reviews_routes.rs → tests/api/opinions_routes.rs",
        "tests/api/fixtures/album_reviews.json → tests/api/fixtures/opinions.json",
        "tests/api/fixtures/records.json → tests/api/fixtures/albums.json",
        "tests/api/records_routes.rs → tests/api/albums_routes.rs",
    ];
    assert_eq!(moved, expected.map(str::to_owned).into());
}
