#!/usr/bin/env node
import { join } from 'node:path';
import { ensureInstalled, root, runScript } from './bootstrap.mjs';
import { ensureDesigner } from './build-designer.mjs';
import { runNode } from './run-node.mjs';

// npx crossdock: the command line, in the caller's folder; only the command itself writes to the output.
await runScript(async () => {
  await ensureInstalled();
  const [command] = process.argv.slice(2);
  if (command === 'server') await ensureDesigner();
  return runNode([join(root, 'runtime', 'cli', 'main.ts'), ...process.argv.slice(2)], { cwd: process.cwd() });
});
