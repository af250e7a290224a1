import { expect, test } from 'vitest';
import { isMissingPart } from './is-missing-part.ts';

test.each([
  'Failed to fetch dynamically imported module: http://localhost:3000/assets/flow-editor-1.js',
  'error loading dynamically imported module: http://localhost:3000/assets/flow-editor-1.js',
  'Importing a module script failed.',
  'Unable to preload CSS for /assets/flow-editor-1.css',
])('%s means that the window is older than the server', (message) => {
  expect(isMissingPart(new TypeError(message))).toBe(true);
});

test('a fault of ours does not', () => {
  expect(isMissingPart(new TypeError("Cannot read properties of undefined (reading 'name')"))).toBe(false);
});
