use anstyle::{AnsiColor, Style};

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
        self.with(Style::new().bold(), text)
    }

    pub(crate) fn red(self, text: &str) -> String {
        self.with(AnsiColor::Red.on_default().bold(), text)
    }

    pub(crate) fn green(self, text: &str) -> String {
        self.with(AnsiColor::Green.on_default(), text)
    }

    pub(crate) fn yellow(self, text: &str) -> String {
        self.with(AnsiColor::Yellow.on_default(), text)
    }

    fn with(self, style: Style, text: &str) -> String {
        match self.0 {
            Color::Always => format!("{style}{text}{style:#}"),
            Color::Never => text.to_owned(),
        }
    }
}
