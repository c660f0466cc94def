//! Origins of CORS, as browsers send them: a scheme, a host and perhaps a port (WHATWG URL, serializing a host).

use std::net::{Ipv4Addr, Ipv6Addr};

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::source::Spanned;

/// Reports what no browser sends; there are `of` origins.
pub(super) fn check(origin: &Spanned<String>, of: usize, problems: &mut Diagnostics) {
    let text = origin.value.as_str();
    let refused = |message: String| {
        Diagnostic::new(Code::BadOrigin, origin.span, message)
            .help("an origin is `*` alone, or like `https://shop.example` or `http://localhost:8080`")
    };
    if text == "*" {
        let message = || "`*` means every origin, so that no other one has a meaning".to_owned();
        problems.push_some((of > 1).then(|| refused(message())));
        return;
    }
    let problem = match parts(text) {
        None => Some(refused(format!("{text:?} is not an origin: it does not begin with `https://` or `http://`"))),
        Some((scheme, host, port)) => {
            let no_origin = |reason: String| refused(format!("{text:?} is not an origin: {reason}"));
            let unsent =
                |reason: String| refused(format!("no browser sends the origin {text:?}: {reason}")).newly_refused();
            refused_host(host)
                .or_else(|| port.and_then(refused_port))
                .map(no_origin)
                .or_else(|| unsent_host(host).or_else(|| port.and_then(|port| unsent_port(scheme, port))).map(unsent))
        }
    };
    problems.push_some(problem);
}

/// The scheme, the host and the port of an origin.
fn parts(text: &str) -> Option<(&str, &str, Option<&str>)> {
    let (scheme, authority) = text.split_once("://").filter(|(scheme, _)| matches!(*scheme, "https" | "http"))?;
    let end = authority.find(']').map_or(0, |bracket| bracket + 1);
    let colon = authority[end..].find(':').map(|colon| end + colon);
    Some(match colon {
        None => (scheme, authority, None),
        Some(colon) => (scheme, &authority[..colon], Some(&authority[colon + 1..])),
    })
}

fn refused_host(host: &str) -> Option<String> {
    let legal = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || "._-".contains(c);
    if let Some(address) = host.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
        let canonical = address.parse::<Ipv6Addr>().ok().map(|address| address.to_string());
        return (canonical.as_deref() != Some(address))
            .then(|| format!("`{host}` is not an IPv6 address in its short form"));
    }
    match host.chars().find(|&c| !legal(c)) {
        Some(c) => Some(format!("its host holds {c:?}")),
        None => host.is_empty().then(|| "it has no host".to_owned()),
    }
}

fn refused_port(port: &str) -> Option<String> {
    port.parse::<u16>().is_err().then(|| format!("{port:?} is not a port"))
}

fn unsent_host(host: &str) -> Option<String> {
    let name = host.strip_suffix('.').unwrap_or(host);
    if name.split('.').any(str::is_empty) {
        return Some("a part of its host is empty".to_owned());
    }
    let ends_in_number = name.rsplit('.').next().is_some_and(|last| last.bytes().all(|byte| byte.is_ascii_digit()));
    (ends_in_number && name.parse::<Ipv4Addr>().is_err()).then(|| format!("`{host}` is not an IPv4 address"))
}

fn unsent_port(scheme: &str, port: &str) -> Option<String> {
    let default = if scheme == "https" { "443" } else { "80" };
    if port == default {
        return Some(format!("{port} is the default port of {scheme}, which it leaves out"));
    }
    let number: Option<u16> = port.parse().ok().filter(|number| *number > 0);
    (number.map(|number| number.to_string()).as_deref() != Some(port)).then(|| format!("{port:?} is not a port"))
}
