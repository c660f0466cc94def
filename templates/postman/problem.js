// Each request below says in its own script which problem it has to meet. An ellipsis stands for the rest of a text.
const expected = pm.variables.get("problem");
if (expected) {
    pm.variables.set("problem", "");
    check(JSON.parse(expected));
}

function check(expected) {
    pm.test(`The status is ${expected.status}`, () => {
        pm.expect(pm.response.code).to.equal(expected.status);
    });
    pm.test("The problem says what is wrong", () => {
        pm.expect(pm.response.headers.get("Content-Type")).to.include("application/problem+json");
        const problem = pm.response.json();
        pm.expect(problem.status).to.equal(expected.status);
        pm.expect(shortened(problem.detail, expected.detail)).to.equal(expected.detail);
        for (const [pointer, detail] of Object.entries(expected.errors ?? {})) {
            const found = (problem.errors ?? []).filter((error) => error.pointer === pointer);
            pm.expect(found.map((error) => shortened(error.detail, detail)), pointer).to.include(detail);
        }
    });
}

function shortened(text, expected) {
    return expected.endsWith("…") ? text.slice(0, expected.length - 1) + "…" : text;
}
