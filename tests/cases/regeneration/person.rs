//! What people do to a generated project, drawn at random.

use std::fs;
use std::path::Path;

use crate::random::Random;

/// Changes some files; `upcoming` are those that the next update would make.
pub(crate) fn edit(random: &mut Random, project: &Path, generated: &[String], upcoming: &[String]) {
    for number in 0..random.below(9) {
        let path = &generated[random.below(generated.len())];
        let file = project.join(path);
        let is_in_a_link = || file.ancestors().take_while(|above| *above != project).any(Path::is_symlink);
        // Something that is no text file any more has been edited already.
        if let Ok(text) = fs::read_to_string(&file)
            && !is_in_a_link()
        {
            change(random, project, path, &text, number);
        }
    }
    if !upcoming.is_empty() && random.one_in(4) {
        write(&project.join(&upcoming[random.below(upcoming.len())]), "// In the way of what is to come\n");
    }
    if random.one_in(3) {
        write(&project.join("src/ours.rs"), "// Ours alone\n");
    }
    if random.one_in(6) {
        let all = random.one_in(2);
        check_out_with_crlf(project, |_| all || random.one_in(3));
    }
}

fn change(random: &mut Random, project: &Path, path: &str, text: &str, number: usize) {
    let file = &project.join(path);
    match random.below(16) {
        0..=3 => write(file, &inserted(random, path, text, number)),
        4..=6 => {
            let shorter = removed(random, text);
            write(file, &inserted(random, path, &shorter, number));
        }
        7 => write(file, &removed(random, text)),
        8 => write(file, &text.lines().map(|line| format!("{line}  \n")).collect::<Vec<_>>().concat()),
        9 => write(file, &text.replace("\r\n", "\n").replace('\n', "\r\n")),
        10 => fs::write(file, [text.as_bytes(), &[0xFF, b'\n']].concat()).expect("a file can be written"),
        11 => write(file, &format!("\u{feff}{text}")),
        12 => write(file, ""),
        13 => fs::remove_file(file).expect("a file can be removed"),
        14 => replace(random, project, file),
        _ => make_executable(file),
    }
}

/// A line in the file's own language, where that has comments.
fn line(path: &str, number: usize) -> String {
    match path.rsplit('.').next() {
        Some("rs") => format!("// A person's line {number}\n"),
        Some("json") => format!("  \"a person's line {number}\": true,\n"),
        _ => format!("# A person's line {number}\n"),
    }
}

fn inserted(random: &mut Random, path: &str, text: &str, number: usize) -> String {
    let added = line(path, number);
    let mut lines: Vec<&str> = text.split_inclusive('\n').collect();
    let place = if random.one_in(4) { lines.len() } else { random.below(lines.len() + 1) };
    lines.insert(place, &added);
    lines.concat()
}

fn removed(random: &mut Random, text: &str) -> String {
    let mut lines: Vec<&str> = text.split_inclusive('\n').collect();
    for _ in 0..random.up_to(&[1, 5]) {
        if !lines.is_empty() {
            lines.remove(random.below(lines.len()));
        }
    }
    lines.concat()
}

/// Puts a link or a folder where a file was, or moves its folder away and leaves a link to it.
fn replace(random: &mut Random, project: &Path, file: &Path) {
    let parent = file.parent().expect("it lies in a folder");
    match random.below(3) {
        0 => {
            let target = project.with_extension("outside");
            fs::rename(file, &target).expect("a file can be moved");
            link(&target, file);
        }
        1 => {
            let target = project.with_extension("outside");
            fs::rename(file, &target).expect("a file can be moved");
            write(&file.join("inside.txt"), "What a person keeps there\n");
        }
        _ if parent != project => {
            let target = project.with_extension("outside-folder");
            if !target.exists() {
                fs::rename(parent, &target).expect("a folder can be moved");
                link(&target, parent);
            }
        }
        _ => {}
    }
}

/// Git with `core.autocrlf`: the text files that are wanted, slsgen's own among them.
pub(crate) fn check_out_with_crlf(project: &Path, mut is_wanted: impl FnMut(&Path) -> bool) {
    let files = walkdir::WalkDir::new(project).into_iter().map(|entry| entry.expect("the project can be read"));
    for file in files.filter(|entry| entry.file_type().is_file()) {
        if let Ok(text) = fs::read_to_string(file.path())
            && is_wanted(file.path())
        {
            write(file.path(), &text.replace("\r\n", "\n").replace('\n', "\r\n"));
        }
    }
}

fn write(file: &Path, text: &str) {
    fs::create_dir_all(file.parent().expect("a file has a folder")).expect("a folder can be made");
    fs::write(file, text).expect("a file can be written");
}

#[cfg(unix)]
fn link(target: &Path, at: &Path) {
    std::os::unix::fs::symlink(target, at).expect("a link can be made");
}

#[cfg(not(unix))]
fn link(target: &Path, at: &Path) {
    fs::copy(target, at).expect("a file can be copied");
}

#[cfg(unix)]
fn make_executable(file: &Path) {
    use std::os::unix::fs::PermissionsExt;
    fs::set_permissions(file, fs::Permissions::from_mode(0o755)).expect("a mode can be set");
}

#[cfg(not(unix))]
fn make_executable(_file: &Path) {}
