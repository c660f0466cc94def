# The steps of the gate, one by one. `.ci/run` is where they are written down: the gate needs no just.

# Everything that CI runs
ci:
    .ci/run

# Formatting and lints
lint:
    .ci/run lint

# The tests: `just test golden::items` runs those that have this in their names
test name="":
    cargo test --locked {{ if name == "" { "" } else { quote(name) } }}

# Accept every reviewed text as it is now: golden files, reports, merges, stories and console blocks
bless:
    TRYCMD=overwrite cargo test --locked --no-fail-fast --test cases --test it -- --skip generated::

# The shared code of projects, as a crate of its own
shared:
    .ci/run shared

# Build the package as it would be published
package:
    .ci/run package

# The tools that users run on a project, under target/tools
tools:
    .ci/run tools

# What an editor shows of a spec
editor: tools
    .ci/run editor

# A project of each spec under target/generated, and what the tools say about it
documents: tools
    .ci/run generate documents

# Each Postman collection against its project's local server
collections: tools
    .ci/run generate servers collections

# The page of the local server in Chromium, events under cargo-lambda, and the blocks of the workshop
page: tools
    .ci/run generate servers browser events workshop

# docs/picture.svg, from a real run
picture:
    cargo build --locked --release
    rm -rf target/picture
    mkdir -p target/picture
    python3 .ci/picture.py target/release/slsgen target/picture

# Some collections on other engines than the local server's own
engines: tools
    .ci/run generate servers engines

# The collection of one project against servers that lack a validation
weakened: tools
    .ci/run generate weakened

# Requests derived from the OpenAPI documents
fuzz: tools
    .ci/run generate servers fuzz

# Random specs: rendered, linted, and some of them built and called. `just prove 1000 7` proves more, from seed 7 on
prove count="20" seed="1": tools
    .ci/prove {{ count }} {{ seed }}

# What changes between random specs, for clients and for the stack
changes: tools
    .ci/run changes

# Requests that are drawn from openapi.yaml, to projects without a network: so many, in batches from this seed on
requests count="5000" seed="0":
    SLSGEN_REQUESTS={{ count }} SLSGEN_REQUESTS_SEED={{ seed }} cargo test --locked --test cases generated::requests::

# Specs that something happened to: so many, from this seed on
mutated-specs count="400" seed="0":
    SLSGEN_MUTATED_SPECS={{ count }} SLSGEN_MUTATED_SEED={{ seed }} cargo test --locked --test cases mutated_specs::

# Run `sam build` on one project
sam-build: tools
    .ci/run generate sam_build

# The embedded Cargo.lock anew, with the latest versions that the manifest allows
lock:
    .ci/lock

# The benchmarks
bench:
    cargo bench

# The whole process against `cp -r` of what it makes; needs hyperfine
speed:
    cargo build --locked --release
    rm -rf target/speed
    target/release/slsgen -q new --spec specs/items.yaml --out target/speed/made
    hyperfine --shell=none --warmup 20 --prepare 'rm -rf target/speed/copy' \
        'target/release/slsgen -q new --spec specs/items.yaml --out target/speed/copy' \
        'cp -r target/speed/made target/speed/copy'
