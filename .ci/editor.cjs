// What an editor shows of a spec, asked of the yaml-language-server: node .ci/editor.cjs SLSGEN FOLDER, where FOLDER is for
// the schema. The server reads no catalogue and no network: it knows the schema by a setting, or by a spec's first line.
const assert = require("node:assert/strict");
const { execFileSync, spawn } = require("node:child_process");
const fs = require("node:fs");
const path = require("node:path");
const { pathToFileURL } = require("node:url");
const rpc = require("vscode-jsonrpc/node");

const HEAD = "name: loans\ntable: { partition_key: id }\n";

async function main(slsgen, folder) {
  const run = (...words) => execFileSync(slsgen, words, { encoding: "utf8" });
  const file = path.resolve(folder, "slsgen.schema.json");
  fs.writeFileSync(file, run("schema"));
  const [schema, url] = [JSON.parse(fs.readFileSync(file)), pathToFileURL(file).href];
  const specs = fs.readdirSync("specs").map((name) => fs.readFileSync(`specs/${name}`, "utf8"));
  const starter = run("init", "-");

  await withEditor(folder, { [url]: "*.yaml" }, async (editor) => {
    await completesTypes(editor, schema);
    await completesKeys(editor, schema);
    await describesKeys(editor, schema);
    await underlinesInsideOfAnAttribute(editor);
    for (const spec of [...specs, withoutItsFirstLine(starter)]) await underlinesNothingButTypos(editor, spec);
  });
  await withEditor(folder, {}, async (editor) => {
    assert.ok(starter.startsWith(`# yaml-language-server: $schema=${schema.$id}\n`), "the starter names its schema");
    // A file beside the spec, as docs/editors.md tells people without a network, and one that lies elsewhere.
    for (const place of ["slsgen.schema.json", url]) {
      await underlinesNothingButTypos(editor, starter.replace(schema.$id, place));
    }
    const unnamed = withTypo(withoutItsFirstLine(starter));
    assert.deepEqual(await editor.underlined(unnamed), [], "nothing else names the schema");
  });
  console.log(`${specs.length} specs and the starter, ${schema.$defs.Type.enum.length} types`);
}

async function completesTypes(editor, schema) {
  const types = schema.$defs.Type.enum.toSorted();
  for (const attribute of ["\n    type: |", "{ type: s| }"]) {
    const proposed = await editor.completed(`${HEAD}attributes:\n  id: ${attribute}\n`);
    assert.deepEqual(proposed.toSorted(), types, attribute);
  }
}

async function completesKeys(editor, schema) {
  const keys = Object.keys(schema.$defs.AttributeSpec.properties).filter((key) => key !== "type");
  const proposed = await editor.completed(`${HEAD}attributes:\n  id:\n    type: uuid\n    |\n`);
  assert.deepEqual(proposed.toSorted(), keys.toSorted());
}

// What the key is for, and what each of its words means.
async function describesKeys(editor, schema) {
  const shown = await editor.hovered(`${HEAD}attributes:\n  id: { type: uuid, gen|erate: uuid_v7 }\n`);
  const { AttributeSpec, Generator } = schema.$defs;
  for (const text of [AttributeSpec.properties.generate.description, ...Generator.enumDescriptions]) {
    assert.ok(shown.includes(text), `${text} is not in:\n${shown}`);
  }
}

async function underlinesInsideOfAnAttribute(editor) {
  const typo = await editor.underlined(`${HEAD}attributes:\n  id: { type: uuid, requird: true }\n`);
  assert.deepEqual(typo, ["4: Property requird is not allowed."]);
}

async function underlinesNothingButTypos(editor, spec) {
  assert.deepEqual(await editor.underlined(spec), []);
  const typo = withTypo(spec);
  const line = typo.split("\n").indexOf("tabel: {}") + 1;
  assert.deepEqual(await editor.underlined(typo), [`${line}: Property tabel is not allowed.`]);
}

function withTypo(spec) {
  return spec.replace(/^name: .*$/m, "$&\ntabel: {}");
}

function withoutItsFirstLine(text) {
  return text.slice(text.indexOf("\n") + 1);
}

async function withEditor(folder, schemas, use) {
  const server = spawn("yaml-language-server", ["--stdio"], { stdio: ["pipe", "pipe", "inherit"] });
  const hurry = setTimeout(() => fail(new Error("no answer in a minute")), 60_000);
  try {
    const editor = new Editor(folder, server);
    await editor.begin(schemas);
    await use(editor);
  } finally {
    clearTimeout(hurry);
    server.kill();
  }
}

// Opens each text as a file of its own, in one folder. A `|` is where the cursor is.
class Editor {
  constructor(folder, server) {
    this.folder = path.resolve(folder);
    this.opened = 0;
    this.hear = new Map();
    this.server = rpc.createMessageConnection(
      new rpc.StreamMessageReader(server.stdout),
      new rpc.StreamMessageWriter(server.stdin),
    );
  }

  async begin(schemas) {
    const settings = { yaml: { schemas, schemaStore: { enable: false }, validate: true, completion: true, hover: true } };
    const configured = new Promise((resolve) => {
      this.server.onRequest("workspace/configuration", ({ items }) => {
        resolve();
        return items.map(({ section }) => settings[section] ?? null);
      });
    });
    this.server.onRequest("client/registerCapability", () => null);
    this.server.onNotification("textDocument/publishDiagnostics", (said) => this.hear.get(said.uri)(said.diagnostics));
    this.server.listen();
    const capabilities = { workspace: { configuration: true } };
    await this.server.sendRequest("initialize", { processId: process.pid, rootUri: null, capabilities });
    await this.server.sendNotification("initialized", {});
    await configured;
  }

  async completed(text) {
    const { items } = await this.ask("textDocument/completion", text);
    return items.map(({ label }) => label);
  }

  async hovered(text) {
    return (await this.ask("textDocument/hover", text)).contents.value;
  }

  // What the server says of which line, counted from one.
  async underlined(text) {
    const diagnostics = await this.open(text).diagnostics;
    return diagnostics.map(({ message, range }) => `${range.start.line + 1}: ${message}`);
  }

  ask(method, text) {
    const [before, after] = text.split("|");
    const lines = before.split("\n");
    const position = { line: lines.length - 1, character: lines.at(-1).length };
    return this.server.sendRequest(method, { textDocument: { uri: this.open(before + after).uri }, position });
  }

  open(text) {
    const uri = pathToFileURL(path.join(this.folder, `${this.opened++}.yaml`)).href;
    const diagnostics = new Promise((resolve) => this.hear.set(uri, resolve));
    this.server.sendNotification("textDocument/didOpen", { textDocument: { uri, languageId: "yaml", version: 1, text } });
    return { uri, diagnostics };
  }
}

function fail(error) {
  console.error(error);
  process.exit(1);
}

main(process.argv[2], process.argv[3]).catch(fail);
