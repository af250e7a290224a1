import { ensureInstalled, runScript } from './bootstrap.mjs';
import { ensureDesigner } from './build-designer.mjs';
import { runNode } from './run-node.mjs';

// npm start: installs and builds what is missing, then starts everything.
await runScript(async () => {
  await ensureInstalled();
  await ensureDesigner();
  return runNode(['runtime/server.ts', ...process.argv.slice(2)]);
});
