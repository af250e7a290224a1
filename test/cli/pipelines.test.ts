import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { parsedWords } from '@crossdock/runtime/cli/crossdock';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';

const docs = fileURLToPath(new URL('../../docs/', import.meta.url));
const files = ['pipelines/github-actions.yml', 'pipelines/gitlab-ci.yml', 'git-and-pipelines.md'];

/** Every line that calls us, without what a shell does around it. */
function commandLines(text: string): string[] {
  const inText = [...text.matchAll(/`(crossdock [a-z][^`]*)`/g)];
  const onTheirOwn = [...text.matchAll(/^ *(?:- |run: |- run: )?(crossdock [a-z].*)$/gm)];
  return [...onTheirOwn, ...inText].map(([, line = '']) =>
    line
      .replace(/\s+#.*$/, '')
      .replace(/\s*\|.*$/, '')
      .trim(),
  );
}

/** As a shell takes words apart; what it would fill in stands for itself. */
function wordsOf(line: string): string[] {
  const filled = line.replaceAll(/\$\{\{[^}]*\}\}/g, 'x@1').replaceAll(/\$[A-Z_]+/g, 'x@1');
  return [...filled.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? '');
}

describe.each(files)('%s', (file) => {
  test('every call of crossdock in it is one that our own command line takes', async () => {
    const lines = commandLines(await readFile(docs + file, 'utf8'));
    expect(lines.length).toBeGreaterThan(4);
    for (const line of lines) expect(() => parsedWords(wordsOf(line).slice(1)), line).not.toThrow();
  });
});

test('a call that our command line does not take would be found', () => {
  expect(() => parsedWords(['plan', 'crossdock/test', '--enviroment', 'test'])).toThrow(/enviroment/);
  expect(() => parsedWords(['plant', 'crossdock/test'])).toThrow(/plant/);
});

test('the pipelines are YAML, and run what they say', async () => {
  const github = parse(await readFile(`${docs}pipelines/github-actions.yml`, 'utf8')) as { jobs: Record<string, unknown> };
  expect(Object.keys(github.jobs)).toEqual(['check', 'plan', 'apply', 'prod', 'drift']);
  const gitlab = parse(await readFile(`${docs}pipelines/gitlab-ci.yml`, 'utf8')) as { stages: string[] } & Record<
    string,
    { stage?: string }
  >;
  expect(gitlab.stages).toEqual(['check', 'plan', 'apply', 'prod']);
  for (const [name, job] of Object.entries(gitlab))
    if (name !== 'stages' && name !== 'default') expect(gitlab.stages, name).toContain((job as { stage?: string }).stage);
});

test('the exit codes on the page are those that the commands tell', async () => {
  const page = await readFile(`${docs}git-and-pipelines.md`, 'utf8');
  const { command } = parsedWords(['plan', 'x']);
  expect(command.help).toContain('Exit 5, with --detailed-exitcode');
  expect(page).toContain('differs, with `--detailed-exitcode`');
});
