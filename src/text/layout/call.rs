//! Calls, chains of calls, and what they are assigned to.

use unicode_width::UnicodeWidthStr;

use super::{CALL_WIDTH, CHAIN_WIDTH, MAX_WIDTH, STEP, fits, list, pad};

/// A call: `head(args)tail`, where `head` may begin with what is assigned to, such as `name: required`.
pub(crate) fn call(indent: usize, head: &str, args: &[&str], tail: &str) -> String {
    let line = flat(indent, head, args, tail);
    if stay_flat(args) && fits(&line) {
        return line;
    }
    if let Some((name, callee)) = head.split_once(": ")
        && !opens(indent, head, tail)
    {
        return format!("{}{name}:\n{}", pad(indent), call(indent + STEP, callee, args, tail));
    }
    tall(indent, head, args, tail)
}

/// A call whose value is returned early: `return callee(arg);`. rustfmt keeps a column free.
pub(crate) fn returned(indent: usize, callee: &str, arg: &str) -> String {
    let head = format!("return {callee}");
    let line = flat(indent, &head, &[arg], ";");
    if line.width() < MAX_WIDTH { line } else { tall(indent, &head, &[arg], ";") }
}

/// A call whose value gets a name: `let name = callee(args)tail`, where `head` ends in `=`.
pub(crate) fn binding(indent: usize, head: &str, callee: &str, args: &[&str], tail: &str) -> String {
    let call = format!("{head} {callee}");
    let line = flat(indent, &call, args, tail);
    let receiver = callee.rsplit_once('.');
    let tries = if receiver.is_some() { tries(tail) } else { 0 };
    if stay_flat(args) && line.width() + 2 * tries <= MAX_WIDTH {
        return line;
    }
    let below = flat(indent + STEP, callee, args, tail);
    if stay_flat(args) && fits(&below) {
        return format!("{}{head}\n{below}", pad(indent));
    }
    match receiver {
        Some((receiver, method)) => Chain { head: &format!("{head} "), receiver, method }.tall(indent, args, tail),
        None if opens(indent, &call, tail) => tall(indent, &call, args, tail),
        None if opens(indent + STEP, callee, tail) => {
            format!("{}{head}\n{}", pad(indent), tall(indent + STEP, callee, args, tail))
        }
        None => match opened(indent, head, callee) {
            Some((opened, rest)) => opened + &self::call(indent, rest, args, tail),
            // Then rustfmt leaves it.
            None => line,
        },
    }
}

/// A method call on a receiver: `receiver.method(args)tail`, where `head` is what is assigned to, such as `name: `.
pub(crate) fn method(indent: usize, head: &str, receiver: &str, method: &str, args: &[&str], tail: &str) -> String {
    let line = flat(indent, &format!("{head}{receiver}.{method}"), args, tail);
    let tries = tries(tail);
    if stay_flat(args) && line.width() + 2 * tries <= MAX_WIDTH {
        return line;
    }
    if head.is_empty() && receiver.width() <= STEP {
        return tall(indent, &format!("{receiver}.{method}"), args, tail);
    }
    let chain = Chain { head, receiver, method };
    let below = flat(indent + STEP, &format!(".{method}"), args, tail);
    if stay_flat(args) && below.width() + tries <= MAX_WIDTH && chain.room(indent) >= 0 && !chain.is_odd(indent, tail) {
        return format!("{}{head}{receiver}\n{below}", pad(indent));
    }
    chain.tall(indent, args, tail)
}

/// A method call of which no more than the receiver stays on its line.
struct Chain<'a> {
    /// What stands before it: `name: `, `let name = ` or nothing.
    head: &'a str,
    receiver: &'a str,
    method: &'a str,
}

impl Chain<'_> {
    /// A line for each argument: after the head, below the receiver, or all below the head.
    fn tall(&self, indent: usize, args: &[&str], tail: &str) -> String {
        let Self { head, receiver, method } = self;
        let dotted = format!(".{method}");
        let width = i64::try_from(dotted.width() + "(".len()).unwrap_or(i64::MAX);
        if self.left(indent, tail) >= width {
            return tall(indent, &format!("{head}{receiver}{dotted}"), args, tail);
        }
        if self.room(indent) < 0 && !head.is_empty() {
            let below = self::method(indent + STEP, "", receiver, method, args, tail);
            return format!("{}{}\n{below}", pad(indent), head.trim_end());
        }
        let is_wide = args.iter().any(|arg| indent + 2 * STEP + arg.width() + ",".len() > MAX_WIDTH);
        let is_odd = is_wide || self.is_odd(indent, tail);
        let (inner, close) = (pad(indent + STEP), if is_odd { indent } else { indent + STEP });
        let rows = list::rows(close + STEP, args);
        format!("{}{head}{receiver}\n{inner}{dotted}(\n{rows}\n{}){tail}", pad(indent), pad(close))
    }

    /// The columns that the receiver leaves, but for the one of the comma or semicolon.
    fn room(&self, indent: usize) -> i64 {
        let used = indent + self.head.width() + self.receiver.width();
        i64::try_from(MAX_WIDTH - 1).unwrap_or(0) - i64::try_from(used).unwrap_or(i64::MAX)
    }

    /// The same, less the question marks.
    fn left(&self, indent: usize, tail: &str) -> i64 {
        self.room(indent) - i64::from(tail.starts_with('?'))
    }

    /// Where one column is left, rustfmt begins the arguments as if the method stood on the first line.
    fn is_odd(&self, indent: usize, tail: &str) -> bool {
        self.left(indent, tail) == 1
    }
}

/// A method whose value is awaited: `head.method(args).await;`. The last word of `head` is what it is called on.
pub(crate) fn chain(indent: usize, head: &str, method: &str, args: &[&str], tail: &str) -> String {
    let receiver = head.rsplit(' ').next().unwrap_or(head);
    let links = flat(0, &format!(".{method}"), args, tail);
    let line = format!("{}{head}{links};", pad(indent));
    if receiver.width() + links.width() + usize::from(tail.ends_with('?')) <= CHAIN_WIDTH && fits(&line) {
        return line;
    }
    let inner = pad(indent + STEP);
    let call = link(indent + STEP, method, args);
    // What begins a line keeps its first field beside it, as it is no wider than a step.
    let head = if receiver == head { head.to_owned() } else { head.replace('.', &format!("\n{inner}.")) };
    format!("{}{head}\n{call}\n{inner}{tail};", pad(indent))
}

/// A value that is built by calls of methods: `root.method(args).method(args)`.
pub(super) fn built(indent: usize, root: &str, calls: &[(&str, Vec<&str>)]) -> String {
    match calls {
        [(name, args)] => return method(indent, "", root, name, args, ""),
        [(first, args), (name, last)] if !stay_flat(last) => {
            let head = format!("{}.{name}", flat(0, &format!("{root}.{first}"), args, ""));
            if stay_flat(args) && head.width() < CHAIN_WIDTH {
                return tall(indent, &head, last, "");
            }
        }
        _ => {}
    }
    let whole = calls.iter().fold(root.to_owned(), |text, (name, args)| flat(0, &format!("{text}.{name}"), args, ""));
    if whole.width() <= CHAIN_WIDTH {
        return format!("{}{whole}", pad(indent));
    }
    let links: Vec<String> = calls.iter().map(|(name, args)| link(indent + STEP, name, args)).collect();
    format!("{}{root}\n{}", pad(indent), links.join("\n"))
}

/// A link of a tall chain: `.method(args)`.
fn link(indent: usize, method: &str, args: &[&str]) -> String {
    call(indent, &format!(".{method}"), args, "")
}

/// The initialiser of a field by another value's field: `name: owner.field,`.
pub(super) fn initialiser(indent: usize, name: &str, owner: &str, field: &str) -> String {
    let line = format!("{}{name}: {owner}.{field},", pad(indent));
    if fits(&line) {
        return line;
    }
    format!("{}{name}: {owner}\n{}.{field},", pad(indent), pad(indent + STEP))
}

/// An attribute with one argument, `#[name(argument)]`, on lines of at most this width.
pub(super) fn attribute(width: usize, indent: usize, name: &str, argument: &str) -> String {
    let line = format!("{}#[{name}({argument})]", pad(indent));
    if line.width() <= width {
        return line;
    }
    format!("{}#[{name}(\n{}{argument}\n{})]", pad(indent), pad(indent + STEP), pad(indent))
}

/// A path whose type argument stands on a line of its own, up to that line's end, and the rest of the path; none where
/// the argument fits beside the name, or on no line.
pub(super) fn opened<'a>(indent: usize, head: &str, path: &'a str) -> Option<(String, &'a str)> {
    let (start, end) = (path.find("::<")? + "::<".len(), path.rfind(">::")?);
    let line = format!("{}{head} {}", pad(indent), &path[..=end]);
    let inner = format!("{}{},", pad(indent + STEP), path.get(start..end)?);
    (!fits(&line) && fits(&inner))
        .then(|| (format!("{}{head} {}\n{inner}\n", pad(indent), &path[..start]), &path[end..]))
}

/// Whether a line can hold the head of a call and its opening parenthesis.
fn opens(indent: usize, head: &str, tail: &str) -> bool {
    indent + head.width() + "(".len() + tries(tail) <= MAX_WIDTH
}

/// The question marks after a method call, which rustfmt counts once more at each end of the line.
fn tries(tail: &str) -> usize {
    usize::from(tail.starts_with('?'))
}

/// Whether the arguments may share the line of the call. A single one always may.
fn stay_flat(args: &[&str]) -> bool {
    args.len() < 2 || args.join(", ").width() <= CALL_WIDTH
}

fn flat(indent: usize, head: &str, args: &[&str], tail: &str) -> String {
    format!("{}{head}({}){tail}", pad(indent), args.join(", "))
}

pub(super) fn tall(indent: usize, head: &str, args: &[&str], tail: &str) -> String {
    if args.is_empty() {
        return format!("{}{head}(\n{}){tail}", pad(indent), pad(indent));
    }
    format!("{}{head}(\n{}\n{}){tail}", pad(indent), list::rows(indent + STEP, args), pad(indent))
}
