use anstyle::{AnsiColor, Style};

use super::shown::Shown;

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

    pub(crate) fn bold(self, text: &Shown) -> Shown {
        self.with(Style::new().bold(), text)
    }

    pub(crate) fn red(self, text: &Shown) -> Shown {
        self.with(AnsiColor::Red.on_default().bold(), text)
    }

    pub(crate) fn green(self, text: &Shown) -> Shown {
        self.with(AnsiColor::Green.on_default(), text)
    }

    pub(crate) fn yellow(self, text: &Shown) -> Shown {
        self.with(AnsiColor::Yellow.on_default(), text)
    }

    fn with(self, style: Style, text: &Shown) -> Shown {
        match self.0 {
            Color::Always => Shown::of_escaped(format!("{style}{text}{style:#}")),
            Color::Never => text.clone(),
        }
    }
}
