--- base
const HELP: &str = r#"
mod a;
mod c;
"#;
--- ours
const HELP: &str = r#"
mod a;
mod ours;
mod c;
"#;
--- theirs
const HELP: &str = r#"
mod a;
mod theirs;
mod c;
"#;
--- conflict
const HELP: &str = r#"
mod a;
<<<<<<< yours
mod ours;
||||||| generated before
=======
mod theirs;
>>>>>>> generated now
mod c;
"#;
