import { type Collection, DuplicateKey, type Store } from '../store/store.ts';
import { type LiveDocument, singleSchema } from './deployment-documents.ts';
import { emptyState, type HistoryEntry, type LiveFlow, type LiveState } from './live-state.ts';

/** Brings deployments of before environments changed as a whole into one document each. Whoever is late finds nothing to do. */
export async function takeOverSingle(store: Store, documents: Collection<LiveDocument>): Promise<void> {
  const singles = store.collection(singleSchema);
  const { items } = await singles.find({ limit: 5000 });
  for (const env of new Set(items.map((document) => document.env))) {
    const ofEnv = items.filter((document) => document.env === env);
    const flows = Object.fromEntries(
      ofEnv.map(({ flow, version, since, by }): [string, LiveFlow] => [
        flow,
        { version, since, by, why: '', number: 1, promotion: null, pause: null },
      ]),
    );
    const news = ofEnv.map(
      ({ flow, version, since, by }): HistoryEntry => ({
        number: 1,
        env,
        flow,
        version,
        at: since,
        by,
        why: '',
        promotion: null,
        kind: 'deploy',
        configuration: null,
      }),
    );
    const state: LiveState = { ...emptyState, flows, numbers: Object.fromEntries(ofEnv.map(({ flow }) => [flow, 1])) };
    try {
      await documents.insert({ id: env, revision: 1, state: JSON.stringify(state), news: JSON.stringify(news) });
    } catch (error) {
      if (!(error instanceof DuplicateKey)) throw error;
    }
    for (const { id } of ofEnv) await singles.remove(id);
  }
}
