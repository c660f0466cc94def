use super::spec_location::{Form, SpecLocation};
use super::{ChangeCode, Finding, Fingerprint};
use crate::model::{Class, Resource};
use crate::source::Source;
use crate::spec::Outline;
use crate::text::rust_uses::Use;

/// The findings so far, and the texts that they point into.
pub(super) struct Report {
    /// None where the old state is no spec.
    old: Option<Outline>,
    new: Outline,
    findings: Vec<Finding>,
}

/// What is said of a change beside its code.
pub(super) struct Explanation<'a> {
    /// What changes.
    pub(super) message: String,
    /// What that means.
    pub(super) effect: &'a str,
    /// What to do.
    pub(super) help: &'a [&'a str],
}

/// What to do where nothing else is said.
fn usual_help(class: Class) -> &'static [&'static str] {
    match class {
        Class::Api => &["tell the clients before it is deployed"],
        Class::Code => &["`cargo check --all-targets` names each place"],
        Class::Data | Class::Expose | Class::Outage | Class::Steps | Class::Safe => &[],
    }
}

impl Report {
    pub(super) fn new(old: Option<&Source>, new: &Source) -> Self {
        Self { old: old.map(Outline::of), new: Outline::of(new), findings: Vec::new() }
    }

    /// Adds a finding; the values are those that make up its fingerprint.
    pub(super) fn add(&mut self, code: ChangeCode, location: &SpecLocation, values: [&str; 2], said: Explanation<'_>) {
        let [old, new] = values;
        let old_span = self.old.as_ref().zip(location.old.as_ref()).and_then(|(outline, path)| outline.find(path));
        let new_span = location.new.as_ref().and_then(|path| self.new.find(path));
        let help = if said.help.is_empty() { usual_help(code.class()) } else { said.help };
        self.findings.push(Finding {
            code,
            message: said.message,
            effect: said.effect.to_owned(),
            help: help.iter().map(|&line| line.to_owned()).collect(),
            old: old_span,
            // What neither spec writes out, as a stage that is there by default, is a matter of the whole spec.
            new: new_span.or_else(|| old_span.is_none().then(|| self.new.top())),
            fingerprint: Fingerprint::new(code, &location.names(), old, new),
            gone: Vec::new(),
        });
    }

    /// Adds a finding about names of Rust code that are gone, or mean something else.
    pub(super) fn add_gone(
        &mut self,
        code: ChangeCode,
        location: &SpecLocation,
        values: [&str; 2],
        gone: Vec<(String, Use)>,
        said: Explanation<'_>,
    ) {
        self.add(code, location, values, said);
        if let Some(finding) = self.findings.last_mut() {
            finding.gone = gone;
        }
    }

    /// By class, and in a class by place.
    pub(super) fn sorted(mut self) -> Vec<Finding> {
        self.findings.sort_by_key(|finding| {
            let place = finding.new.or(finding.old).map(|span| span.start);
            (finding.class(), place, finding.code)
        });
        self.findings
    }

    /// The place of a resource; either may be absent.
    pub(super) fn resource(&self, old: Option<&Resource>, new: Option<&Resource>) -> SpecLocation {
        let form = |outline: &Outline| if outline.has("resources") { Form::Several } else { Form::Single };
        let old_form = self.old.as_ref().map(form);
        let new_form = form(&self.new);
        let several = old_form == Some(Form::Several) || new_form == Form::Several;
        let name = new.or(old).map(|resource| resource.name.to_string());
        SpecLocation {
            old: old_form.zip(old).map(|(form, resource)| form.path(resource)),
            new: new.map(|resource| new_form.path(resource)),
            of: name.filter(|_| several),
        }
    }

    /// Whether both specs have their one resource at the top, which is called like the project.
    pub(super) fn is_single(&self) -> bool {
        !self.new.has("resources") && self.old.as_ref().is_some_and(|old| !old.has("resources"))
    }
}
