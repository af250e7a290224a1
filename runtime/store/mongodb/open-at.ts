import type { Store } from '../store.ts';
import { openMongo } from './open-mongo.ts';

/** The store at an address that names its database, as another process opens it. */
export const openAt = async (url: string): Promise<Store> => (await openMongo({ url })).store;
