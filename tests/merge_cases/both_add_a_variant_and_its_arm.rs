--- base
pub enum Error {
    NotFound,
}

impl Error {
    fn status(&self) -> u16 {
        match self {
            Self::NotFound => 404,
        }
    }
}
--- ours
pub enum Error {
    NotFound,
    Paid,
}

impl Error {
    fn status(&self) -> u16 {
        match self {
            Self::NotFound => 404,
            Self::Paid => 402,
        }
    }
}
--- theirs
pub enum Error {
    NotFound,
    Busy,
}

impl Error {
    fn status(&self) -> u16 {
        match self {
            Self::NotFound => 404,
            Self::Busy => 503,
        }
    }
}
--- merged
pub enum Error {
    NotFound,
    Busy,
    Paid,
}

impl Error {
    fn status(&self) -> u16 {
        match self {
            Self::NotFound => 404,
            Self::Busy => 503,
            Self::Paid => 402,
        }
    }
}
