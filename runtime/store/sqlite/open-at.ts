import { join } from 'node:path';
import type { Store } from '../store.ts';
import { openSqliteStore } from './open-sqlite-store.ts';

/** The store in a folder, as the data folder holds it. */
export const openAt = (folder: string): Promise<Store> => openSqliteStore({ file: join(folder, 'crossdock.db') });
