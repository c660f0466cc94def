//! The bookings: what they are, where they are stored, and the routes that reach them.

mod item;
mod routes;
mod table;

pub use item::{Booking, BookingByHost, BookingKey, BookingPatch, NewBooking};
pub use routes::router;
pub use table::BookingTable;
