/// The three texts of a file, all with `\n` line ends.
#[derive(Debug, Clone, Copy)]
pub struct ThreeTexts<'a> {
    /// What was generated before.
    pub base: &'a str,
    /// What is on disk: the person's.
    pub ours: &'a str,
    /// What is generated now.
    pub theirs: &'a str,
}
