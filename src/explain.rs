//! A page for each code: what is wrong or follows, why, and what to do, with specs that show it.
//!
//! Promises that what a page shows is so: `tests/cases/explain.rs` tries each. `docs/codes.md` is all of them.

pub mod reference;

/// The pages by code, in the order of the document.
macro_rules! pages {
    ($($code:ident)+) => {
        const PAGES: &[(&str, &str)] =
            &[$((stringify!($code), include_str!(concat!("explain/", stringify!($code), ".md")))),+];
    };
}

pages! {
    E0001 E0002 E0003 E0004 E0005 E0006 E0007 E0008 E0009 E0010 E0011 E0012 E0013 E0015 E0016 E0017
    E0018 E0019 E0101 E0102 E0103 E0201 E0202 E0203 E0204 E0205 E0206 E0207 E0208 E0209 E0210 E0211
    E0212 E0213 E0301 E0302 E0303 E0304 E0305 E0306 E0307 E0308 E0309 E0310 E0311 E0312 E0313 E0401
    E0402 E0403 E0404 E0405 E0406 E0407 E0408 E0409 E0410 E0411 E0412 E0413 E0414 E0415 E0416 E0501
    E0502 E0503 E0504 E0505 E0506 E0507 E0508 E0509 E0510
    W0001 W0002 W0003 W0004 W0005 W0006 W0007 W0008 W0009 W0010 W0011 W0012 W0013 W0014 W0015 W0016
    W0017 W0018 W0019
    D0101 D0102 D0103 D0104 D0105 D0106 D0107 D0108 D0109 D0201 D0202 D0203 D0204 D0205 D0301 D0302
    D0303 D0304 D0305 D0306 D0307 D0308 D0309 D0310
    X0101 X0102 X0103 X0104 X0105 X0106 X0107 X0108 X0109 X0110 X0111 X0112 X0113 X0114 X0115 X0116
    X0117 X0118 X0119 X0120
    O0101 O0102 O0103 O0104 O0105 O0106 O0107 O0108 O0109 O0110
    S0101 S0102 S0103 S0104 S0105
    A0101 A0102 A0103 A0104 A0105 A0106 A0107 A0108 A0201 A0202 A0203 A0204 A0205 A0206 A0207 A0208
    A0209 A0210 A0211 A0212 A0213 A0214 A0301 A0302 A0303 A0304 A0305 A0306 A0307 A0308 A0309 A0310
    A0311 A0312 A0313 A0314 A0315 A0316 A0401 A0402 A0403 A0404
    C0101 C0102 C0201 C0202 C0203 C0204 C0205 C0301
    N0105 N0201 N0202 N0203 N0204 N0205 N0206 N0207 N0208 N0209 N0210 N0211 N0212 N0213 N0215 N0216
    N0301 N0302 N0401 N0402 N0403 N0405 N0406
    K0001 K0002 K0003 K0004 K0005 K0006 K0007 K0008 K0009 K0010 K0011 K0012 K0013 K0014
}

/// What each letter stands for.
const PARTS: [(char, &str); 10] = [
    ('E', "Errors of a spec"),
    ('W', "Warnings of a spec"),
    ('D', "DATA: stored data is lost or can't be read"),
    ('X', "EXPOSE: somebody can read or change more than before, or a guard is gone"),
    ('O', "OUTAGE: correct requests fail for a time"),
    ('S', "STEPS: CloudFormation can't do this in one deployment"),
    ('A', "API: a client may break"),
    ('C', "CODE: code that you wrote may not compile any more"),
    ('N', "SAFE: nothing breaks"),
    ('K', "What `slsgen check` finds"),
];

/// The page of a code, which may be followed by a fingerprint: `D0301-8f3a1c77`.
#[must_use]
pub fn page(code: &str) -> Option<&'static str> {
    let code = code.split('-').next()?;
    PAGES.iter().find(|(of, _)| of.eq_ignore_ascii_case(code)).map(|(_, page)| *page)
}

/// The codes that have a page.
pub fn codes() -> impl Iterator<Item = &'static str> {
    PAGES.iter().map(|(code, _)| *code)
}

/// Each code with its title, a line each.
#[must_use]
pub fn index() -> String {
    let mut index = String::new();
    for (letter, title) in PARTS {
        index.extend([title, "\n"]);
        for (_, page) in PAGES.iter().filter(|(code, _)| code.starts_with(letter)) {
            let heading = page.lines().next().unwrap_or_default();
            index.extend(["  ", heading.trim_start_matches("# "), "\n"]);
        }
    }
    index
}

/// All pages as one document.
#[must_use]
pub fn document() -> String {
    let mut text = "# Codes\n\nslsgen gives a code to each problem of a spec, each consequence of a change and each state of \
                    a project.\nA code never changes its meaning. `slsgen explain CODE` prints its page. A page shows only the keys \
                    of a spec\nthat matter.\n"
        .to_owned();
    for (letter, title) in PARTS {
        text.extend(["\n## ", title, "\n"]);
        for (_, page) in PAGES.iter().filter(|(code, _)| code.starts_with(letter)) {
            text.extend(["\n##", page.trim_end(), "\n"]);
        }
    }
    text
}
