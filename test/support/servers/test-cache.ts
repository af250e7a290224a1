import { homedir } from 'node:os';
import { join } from 'node:path';

/** What tests fetch and build once and keep, outside of the work tree. */
export const testCache = join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'crossdock');
