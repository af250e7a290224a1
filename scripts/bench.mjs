import { ensureInstalled, runScript } from './bootstrap.mjs';
import { ensureDesigner } from './build-designer.mjs';
import { runNode } from './run-node.mjs';

// npm run bench [-- --json]
await runScript(async () => {
  await ensureInstalled();
  await ensureDesigner();
  return runNode(['test/bench/main.ts', ...process.argv.slice(2)]);
});
