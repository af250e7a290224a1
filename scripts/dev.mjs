import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { ensureInstalled, node24, projectEnvironment, root, runScript, say } from './bootstrap.mjs';
import { ended } from './run-node.mjs';
import { tool } from './tool.mjs';

// npm run dev: the server starts again when its sources change, the designer's modules are replaced in the open page.
await runScript(async () => {
  await ensureInstalled();
  const server = `http://localhost:${process.env.PORT ?? 3000}`;
  const start = (arguments_, env) =>
    spawn(node24(), ['--disable-warning=ExperimentalWarning', ...arguments_], {
      cwd: root,
      stdio: 'inherit',
      env: projectEnvironment(env),
    });
  const children = [
    start(['--watch', '--watch-preserve-output', 'runtime/server.ts', ...process.argv.slice(2)], {}),
    start([tool('vite'), join(root, 'designer'), '--clearScreen', 'false'], { CROSSDOCK_SERVER: server }),
  ];
  say('open the designer at the address that Vite prints; take the token of the sign-in link along');
  // One that ends takes the other with it.
  const codes = children.map(async (child) => {
    const code = await ended(child);
    for (const other of children) if (other !== child && other.exitCode === null) other.kill('SIGTERM');
    return code;
  });
  return Math.max(...(await Promise.all(codes)));
});
