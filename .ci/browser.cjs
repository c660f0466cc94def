// What a person sees on the page of the local server of `items`: node .ci/browser.cjs URL [FOLDER], where FOLDER is for
// screenshots.
const assert = require("node:assert/strict");
const { chromium } = require("playwright-core");

const FLAGS = ["--disable-gpu", "--disable-quic", "--disable-background-networking", "--disable-component-update", "--disable-sync"];

async function main(url, folder) {
  const sandbox = process.getuid() === 0 ? ["--no-sandbox"] : [];
  const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: [...FLAGS, ...sandbox] });
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    const errors = [];
    page.on("pageerror", (error) => errors.push(error.message));
    page.on("console", (message) => message.type() === "error" && errors.push(message.text()));
    await page.goto(url);
    await creates(page);
    await page.screenshot({ path: `${folder}/page-request.png` });
    await isInTheTable(page);
    await page.screenshot({ path: `${folder}/page-tables.png` });
    await isRefused(page);
    await isTriedOut(page, `${folder}/page-docs.png`);
    assert.deepEqual(errors.filter((text) => !text.includes("403")), []);
  } finally {
    await browser.close();
  }
}

// The form of a route, open.
async function form(page, operation) {
  const form = page.locator("#routes details").filter({ has: page.getByText(operation, { exact: true }) });
  await form.waitFor();
  if (!(await form.evaluate((details) => details.open))) await form.locator("summary").click();
  return form;
}

// Creates an item by the form, and sees what happens behind it.
async function creates(page) {
  const create = await form(page, "create_item");
  const body = create.locator("textarea");
  assert.match(await body.inputValue(), /"name"/);
  await body.fill('{"name": "Chess", "price": 12.50, "category": "game"}');
  await create.getByRole("button", { name: "Send" }).click();
  const newest = page.locator("#list > li").first();
  await newest.getByText("PutItem").first().waitFor();
  await newest.locator("details").evaluateAll((panes) => panes.forEach((pane) => (pane.open = true)));
  const text = await newest.innerText();
  for (const seen of [
    '"httpMethod": "POST"',
    '"resource": "/items"',
    "attribute_not_exists(#a)",
    "INFO POST /items 201",
    '"statusCode": 201',
  ]) {
    assert.ok(text.includes(seen), `${seen} is not in:\n${text}`);
  }
}

async function isInTheTable(page) {
  await page.getByRole("button", { name: "Tables" }).click();
  const row = page.locator("#tables tr", { hasText: "Chess" });
  await row.waitFor();
  assert.match(await row.innerText(), /12\.5/);
}

// Without its key, a request ends at the gateway.
async function isRefused(page) {
  await page.getByRole("button", { name: "Requests" }).click();
  const list = await form(page, "list_items");
  await list.getByLabel("x-api-key").fill("");
  await list.getByRole("button", { name: "Send" }).click();
  await page.locator("#list > li", { hasText: "403" }).first().waitFor();
}

// In the OpenAPI console, the example of a body makes an item, without a word typed.
async function isTriedOut(page, screenshot) {
  await page.getByRole("link", { name: "OpenAPI console" }).click();
  const create = page.locator("#operations-items-create_item");
  await create.locator(".opblock-summary-control").click();
  await create.getByRole("button", { name: "Execute" }).click();
  await create.locator(".live-responses-table .response-col_status", { hasText: "201" }).waitFor();
  await create.locator(".live-responses-table").scrollIntoViewIfNeeded();
  await page.screenshot({ path: screenshot });
}

main(process.argv[2], process.argv[3] ?? ".").catch((error) => {
  console.error(error);
  process.exitCode = 1;
});
