use super::modules::Files;

/// The rows of ARCHITECTURE.md's code map that name a part of `src/`, in their order.
pub(super) struct CodeMap {
    /// Each path with the number of its row.
    rows: Vec<(usize, String)>,
}

impl CodeMap {
    pub(super) fn of(architecture: &str) -> Self {
        let cells =
            architecture.lines().filter(|line| line.starts_with("| `src/")).filter_map(|row| row.split('|').nth(1));
        let paths = |(number, cell): (usize, &str)| -> Vec<(usize, String)> {
            let paths = cell.split('`').filter_map(|text| text.strip_prefix("src/"));
            paths.map(|path| (number, path.to_owned())).collect()
        };
        Self { rows: cells.enumerate().flat_map(paths).collect() }
    }

    /// The number of a room's row.
    pub(super) fn row(&self, room: &str) -> Option<usize> {
        self.rows.iter().find(|(_, path)| name(path) == room).map(|(number, _)| *number)
    }

    /// The rooms without a row or with two, and the rows without a room; each room comes with its file.
    pub(super) fn mismatches(&self, files: &Files, rooms: &[(String, String)]) -> Vec<String> {
        let without_row = rooms.iter().filter(|(room, _)| self.row(room).is_none()).map(|(_, file)| {
            let room = file.strip_suffix("mod.rs").unwrap_or(file);
            format!("`src/{room}` is a room without a row in ARCHITECTURE.md's code map.")
        });
        let is_there = |path: &str| {
            files.contains_key(path) || path.ends_with('/') && files.keys().any(|file| file.starts_with(path))
        };
        let is_room = |path: &str| is_there(path) && rooms.iter().any(|(room, _)| room == name(path));
        let without_room = self.rows.iter().filter(|(_, path)| !is_room(path));
        let without_room = without_room
            .map(|(_, path)| format!("`src/{path}` has a row in ARCHITECTURE.md's code map and is no room."));
        let is_first = |(at, path): &(usize, &String)| {
            self.rows.iter().position(|(_, other)| name(other) == name(path)) == Some(*at)
        };
        let twice = self.rows.iter().map(|(_, path)| path).enumerate().filter(|row| !is_first(row));
        let twice = twice.map(|(_, path)| format!("`src/{path}` has two rows in ARCHITECTURE.md's code map."));
        without_row.chain(without_room).chain(twice).collect()
    }
}

/// `plan/` and `plan.rs` → `plan`
fn name(path: &str) -> &str {
    path.strip_suffix(".rs").or(path.strip_suffix('/')).unwrap_or(path)
}
