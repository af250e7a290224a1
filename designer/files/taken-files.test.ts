import { expect, test } from 'vitest';
import { rootOf, takeFile } from './taken-files.ts';
import { writeZip } from './zip.ts';

test('the environment is found wherever in the folder it lies, the highest one first', () => {
  expect(rootOf(['dev/deployments.json', 'dev/flows/a.flow.json'])).toBe('dev/');
  expect(rootOf(['repo/crossdock/test/environment.json', 'repo/package.json'])).toBe('repo/crossdock/test/');
  expect(rootOf(['deployments.json'])).toBe('');
  expect(rootOf(['a/b/c/environment.json', 'a/environment.json'])).toBe('a/');
  expect(rootOf(['src/main.ts'])).toBe('');
});

test('of a ZIP only what is of an environment is taken', async () => {
  const packed = writeZip({
    'x/deployments.json': '{}',
    'x/flows/a.flow.json': '1',
    'x/README.md': 'r',
    'x/.git/config': 'g',
    'x/src/a.ts': 's',
    'y/flows/b.flow.json': '2',
  });
  expect(await takeFile(new File([packed], 'test.zip'))).toEqual({
    name: 'test.zip',
    files: { 'deployments.json': '{}', 'flows/a.flow.json': '1' },
  });
});

test('an export as JSON is taken, anything else is refused in words', async () => {
  expect(await takeFile(new File(['{"env":"dev","files":{"variables.json":"{}"}}'], 'dev.json'))).toMatchObject({
    files: { 'variables.json': '{}' },
  });
  await expect(takeFile(new File(['{"a":1}'], 'a.json'))).rejects.toThrow(/no export/);
  await expect(takeFile(new File(['hello'], 'a.zip'))).rejects.toThrow(/no ZIP/);
  await expect(takeFile(new File([writeZip({ 'src/a.ts': '' })], 'src.zip'))).rejects.toThrow(/nothing of an environment/);
});
