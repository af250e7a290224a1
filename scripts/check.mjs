import { ensureInstalled, runScript, say } from './bootstrap.mjs';
import { runNode } from './run-node.mjs';
import { tool } from './tool.mjs';

// npm run check: everything is checked, also after a fault.
await runScript(async () => {
  await ensureInstalled();
  const checks = [
    ['format, lint, import cycles', [tool('@biomejs/biome', 'biome'), 'check', '--error-on-warnings', '--diagnostic-level=warn']],
    ['types', [tool('typescript', 'tsc'), '-p', '.']],
    ['dead code', [tool('knip')]],
  ];
  let failed = 0;
  for (const [name, arguments_] of checks) {
    const began = Date.now();
    const code = await runNode(arguments_);
    say(`${name}: ${code === 0 ? 'ok' : 'FAILED'} (${((Date.now() - began) / 1000).toFixed(1)} s)`);
    if (code !== 0) failed += 1;
  }
  return failed === 0 ? 0 : 1;
});
