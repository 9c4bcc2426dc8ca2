// Programs of others read in each report what is in it, and nothing that a server wrote is more than text to them.

import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { SIGN, startHostile } from '../harness/hostile.mjs';
import { path, read, skip } from '../harness/reader.mjs';
import { FAILS, linted, scanned, verified } from '../harness/report.mjs';

const SARIF_SCHEMA = path('../../../crates/report/tests/data/sarif-schema-2.1.0.json');
const JUNIT_SCHEMA = path('junit-10.xsd');
/** The level of each severity that is not a note. */
const LEVELS = new Map(Object.entries({ critical: 'error', high: 'error', medium: 'warning', error: 'error', warning: 'warning' }));
/** What a spreadsheet takes for a formula. */
const FORMULA = /^[=+\-@\t\r\n]/;
/** The elements that a report in Markdown is made of, and no others. */
const ELEMENTS = 'a code details h1 h2 h3 hr li p pre strong summary table tbody td th thead tr ul'.split(' ');

describe('readers', { skip }, () => {
  const made = {};
  before(async () => {
    made.hostile = await startHostile();
    made.folder = await mkdtemp(join(tmpdir(), 'corsmith-site-'));
    Object.assign(made, await scanned(made.folder, made.hostile, ['sarif', 'junit', 'markdown', 'csv']));
    made.all = made.reports.flatMap(({ findings, accepted }) => [...findings, ...accepted.map(({ finding }) => finding)]);
    made.silent = made.reports.filter(({ failure }) => failure !== null);
  });
  after(async () => {
    await made.hostile?.stop();
    if (made.folder !== undefined) await rm(made.folder, { recursive: true });
  });
  const file = (name) => join(made.folder, name);

  it('there is something to read', () => {
    assert.deepEqual([made.reports.length, made.silent.length], [3, 2]);
    assert.ok(made.all.length > 25, `${made.all.length} findings`);
    assert.ok(made.reports.some(({ mdn, policy_fixes: fixes }) => mdn !== null && fixes.length > 0), 'it has not every part');
    assert.ok(made.all.some(({ message }) => message.includes(SIGN)), 'nothing quotes the server');
  });

  it('sarif-tools counts the findings of a scan by level, and the schema of OASIS allows every member', async () => {
    const log = await read('sarif', file('scan.sarif'), SARIF_SCHEMA);
    assert.deepEqual(log.offences, []);
    assert.deepEqual(countsIn(log.summary), counted(made.all.map(({ severity }) => level(severity))));
    assertSame(
      log.records.map(({ severity, code, text }) => `${severity} ${code} ${unescaped(text).split('\n')[0]}`),
      made.all.map(({ severity, check, message }) => `${level(severity)} ${check} ${message}`),
    );
  });

  it('and those of a lint', async () => {
    const findings = await linted(made.folder);
    const log = await read('sarif', file('lint.sarif'), SARIF_SCHEMA);
    assert.deepEqual(log.offences, []);
    assert.deepEqual(countsIn(log.summary), counted(findings.map(({ severity }) => level(severity))));
    assert.ok(findings.length > 3, `${findings.length} findings`);
  });

  it('junitparser counts a test a check and a failure a grave finding, and the schema of Jenkins allows the file', async () => {
    const { offences, suites } = await read('junit', file('scan.junit'), JUNIT_SCHEMA);
    assert.deepEqual(offences, []);
    assertSums(suites);
    const results = (kind) => suites.flatMap(({ name, tests }) => (
      tests.filter(({ result }) => result === kind).map((test) => `${name}: ${test.name}`)
    ));
    const test = ({ topic, check, name, resource }) => `${resource.method} ${resource.url} ${topic}: ${check} ${name}`;
    const found = made.reports.flatMap(({ findings }) => findings);
    const grave = found.filter(({ severity }) => FAILS.includes(severity));
    assertSame(results('failure'), [...new Set(grave.map(test))]);
    assertSame(results('skipped'), made.reports.flatMap(({ accepted }) => accepted.map(({ finding }) => test(finding))));
    assertSame(results('error'), made.silent.map(({ target }) => `${target} scan: the target answers`));
    const [answered] = made.reports.filter((report) => !made.silent.includes(report));
    const ran = new Set(suites.flatMap(({ tests }) => tests.map(({ name }) => name.split(' ')[0])));
    assert.deepEqual(answered.checks.filter((check) => !ran.has(check)), []);
  });

  it('and of a policy that does not hold a test a request', async () => {
    const { compared, differences, failures } = await verified(made.folder, made.hostile);
    const { offences, suites } = await read('junit', file('verify.junit'), JUNIT_SCHEMA);
    assert.deepEqual(offences, []);
    assertSums(suites);
    const { tests, failures: failed } = suites[0].counts;
    const grave = differences.filter(({ harmless }) => !harmless).flatMap(({ answers }) => answers.map(({ name }) => name));
    assert.deepEqual([tests, failed, failures], [compared, new Set(grave).size, []]);
  });

  it('Python reads a row a finding in CSV, and no cell is a formula', async () => {
    const rows = await read('csv', file('scan.csv'));
    assertSame(
      rows.map(({ check, severity, url, message }) => `${check} ${severity} ${url} ${message}`),
      [
        ...made.silent.map(({ failure }) => `   no answer: ${failure}`),
        ...made.all.map(({ check, severity, resource, message }) => `${check} ${severity} ${resource.url} ${message}`),
      ],
    );
    const cells = rows.flatMap((row) => Object.values(row));
    assert.deepEqual(cells.filter((cell) => FORMULA.test(cell)), []);
    assert.ok(cells.some((cell) => cell.startsWith("'=HYPERLINK")), 'there is no formula to defuse');
  });

  it('haralyzer reads every request that was sent, and what was answered', async () => {
    const { version, exchanges } = await read('har', file('scan.har'));
    assert.equal(version, '1.2');
    assert.equal(exchanges.length, made.asked);
    const shown = ({ method, url, status }) => unlabelled(`${method} ${url} ${status ?? 0}`);
    const there = new Set(exchanges.map(shown));
    const cited = made.reports.flatMap((report) => report.exchanges).map(shown);
    assert.deepEqual(cited.filter((it) => !there.has(it)), []);
    const server = exchanges.flatMap(({ fields }) => fields).filter(([name]) => name === 'Server');
    assert.ok(server.length > 100 && server.every(([, value]) => value.startsWith(SIGN)), `${server.length} servers`);
  });

  it('markdown-it makes no element, attribute or link of what a server wrote', async () => {
    const { elements, comments, text } = await read('markdown', file('scan.markdown'));
    assert.deepEqual(elements.filter(([name]) => !ELEMENTS.includes(name)), []);
    const clauses = new Set(made.all.map(({ clause }) => clause));
    const isOurs = ([name, value]) => (name === 'href' ? clauses.has(value) : name === 'style' && /^text-align:\w+$/.test(value));
    const attributes = elements.flatMap(([, pairs]) => pairs);
    assert.deepEqual(attributes.filter((pair) => !isOurs(pair)), []);
    assert.ok(attributes.some(([name]) => name === 'href'), 'there are no links');
    // They keep names and addresses apart.
    assert.deepEqual(comments.filter((comment) => comment.trim() !== ''), []);
    const plain = (it) => unlabelled(it.replaceAll('`', ''));
    const shown = plain(text);
    assert.deepEqual(made.all.map(({ message }) => plain(message)).filter((message) => !shown.includes(message)), []);
  });
});

const level = (severity) => LEVELS.get(severity) ?? 'note';

/** How many of each level there are, without those of which there are none. */
function counted(levels) {
  const counts = {};
  for (const it of levels) counts[it] = (counts[it] ?? 0) + 1;
  return counts;
}

/** The same, of the lines of a summary that begin with a level. */
function countsIn(summary) {
  const lines = [...summary.matchAll(/^(\w+): (\d+)$/gm)].map(([, name, count]) => [name, Number(count)]);
  return Object.fromEntries(lines.filter(([, count]) => count > 0));
}

/** Of a message of SARIF, in which brackets are links (3.11.6). */
const unescaped = (text) => text.replaceAll(/\\([[\]\\])/g, '$1');

/** A text without the label of its scan: each format is of a scan of its own. Some words go, too, in all of them. */
const unlabelled = (text) => text.replaceAll(/\b(?:[a-z]{10}|[a-p]{32})\b/g, '#');

/** Asserts that both are the same lines, whatever their order and the labels of their scans. */
function assertSame(actual, expected) {
  const [seen, wanted] = [actual, expected].map((lines) => lines.map(unlabelled).sort());
  const without = (lines, others) => lines.filter((line) => !others.includes(line));
  assert.deepEqual({ lacks: without(wanted, seen), has: without(seen, wanted) }, { lacks: [], has: [] });
  assert.equal(seen.length, wanted.length);
}

/** What each suite says of its tests is so. */
function assertSums(suites) {
  assert.notEqual(suites.length, 0);
  for (const { name, counts, tests } of suites) {
    const of = (kind) => tests.filter(({ result }) => result === kind).length;
    const are = { tests: tests.length, failures: of('failure'), errors: of('error'), skipped: of('skipped') };
    assert.deepEqual(counts, are, name);
  }
}
