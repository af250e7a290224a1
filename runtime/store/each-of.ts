import type { Collection, Document, Page } from './store.ts';

/** All documents of a collection, page by page. One that is written meanwhile may be met as it was or as it is. */
export async function* eachOf<D extends Document>(documents: Collection<D>): AsyncGenerator<D> {
  let after: string | null = null;
  do {
    const page: Page<D> = await documents.find({ limit: 500, after });
    yield* page.items;
    after = page.next;
  } while (after !== null);
}
