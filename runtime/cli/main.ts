import { cacheCompiledCode } from '../compile-cache.ts';
import type { Output } from './command.ts';

cacheCompiledCode();
// Loaded only now, so that the cache holds for all of it.
const { crossdock } = await import('./crossdock.ts');
// Whoever reads may stop reading, as `head` does; the command then ends as it would have.
process.stdout.on('error', () => {});
const output: Output = { out: (text) => process.stdout.write(text), err: (text) => process.stderr.write(text) };
process.exitCode = await crossdock(process.argv.slice(2), output, process.env);
