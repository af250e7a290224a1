import { build } from 'esbuild';
import { describe, expect, test } from 'vitest';
import { libraryNames } from './contract/check-expression.ts';
import { functions } from './library/functions.ts';
import { definitionOf, definitions, upgradeConfig } from './registry.ts';
import { pureParts } from './sandbox-library.ts';

const root = import.meta.dirname;

describe('the registry', () => {
  test('has each major once, and finds it', () => {
    expect(new Set(definitions.map(({ type, version }) => `${type}@${version}`)).size).toBe(definitions.length);
    expect(definitionOf('routing.switch', 1)?.title).toBe('Switch');
    expect(definitionOf('routing.switch', 99)).toBeUndefined();
  });

  test('agrees with the sandbox library, function by function', () => {
    expect(Object.keys(pureParts)).toEqual(definitions.map(({ type, version }) => `${type}@${version}`));
    for (const definition of definitions) {
      const parts = pureParts[`${definition.type}@${definition.version}`];
      for (const name of ['run', 'setup', 'combining', 'open', 'prepare', 'complete'] as const)
        expect((parts as Record<string, unknown>)[name], `${definition.type} ${name}`).toBe((definition as Record<string, unknown>)[name]);
    }
  });

  test('the names an expression may use are those of the function library', () => {
    expect([...libraryNames].sort()).toEqual(Object.keys(functions).sort());
    for (const group of Object.values(functions)) expect(Object.isFrozen(group)).toBe(true);
  });

  test('leaves a configuration of the newest major alone and names a missing way', () => {
    expect(upgradeConfig('routing.log', 1, { message: 'x' })).toEqual({ message: 'x' });
    expect(() => upgradeConfig('routing.nothing', 1, {})).toThrow('There is no node type routing.nothing');
    expect(() => upgradeConfig('routing.log', 2, {})).toThrow('that runs version 2');
    expect(() => upgradeConfig('routing.log', 0, {})).toThrow('that runs version 0');
  });

  test('every icon exists', async () => {
    const icons: Record<string, unknown> = await import(
      '../designer/node_modules/@tabler/icons-react/dist/esm/tabler-icons-react.mjs' as string
    );
    for (const { type, icon } of definitions) {
      const name = `Icon${icon.replace(/(^|-)([a-z0-9])/g, (_, __, letter: string) => letter.toUpperCase())}`;
      expect(icons, `${type}: ${icon}`).toHaveProperty(name);
    }
  });
});

describe('the sandbox library', () => {
  test('bundles without zod, without Node, and small', async () => {
    const { metafile, outputFiles } = await build({
      entryPoints: [`${root}/sandbox-library.ts`],
      bundle: true,
      write: false,
      metafile: true,
      format: 'esm',
      platform: 'neutral',
      minify: true,
    });
    const inputs = Object.keys(metafile.inputs);
    expect(inputs.filter((path) => path.includes('node_modules'))).toEqual([]);
    expect(Object.values(metafile.outputs).flatMap((output) => output.imports)).toEqual([]);
    expect(outputFiles[0]?.contents.length).toBeLessThan(120_000);
  });
});
