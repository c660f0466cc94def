/// Whether text is coloured with ANSI escapes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Color {
    /// For a terminal.
    Always,
    /// Plain text.
    Never,
}

/// Colours a few words, or leaves them plain.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Paint(Color);

impl Paint {
    pub(crate) fn new(color: Color) -> Self {
        Self(color)
    }

    pub(crate) fn bold(self, text: &str) -> String {
        self.with("1", text)
    }

    pub(crate) fn red(self, text: &str) -> String {
        self.with("1;31", text)
    }

    pub(crate) fn green(self, text: &str) -> String {
        self.with("32", text)
    }

    pub(crate) fn yellow(self, text: &str) -> String {
        self.with("33", text)
    }

    fn with(self, code: &str, text: &str) -> String {
        match self.0 {
            Color::Always => format!("\u{1b}[{code}m{text}\u{1b}[0m"),
            Color::Never => text.to_owned(),
        }
    }
}
