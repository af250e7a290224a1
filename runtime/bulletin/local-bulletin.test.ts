import { describeBulletin } from './conformance.ts';
import { localBulletin } from './local-bulletin.ts';

describeBulletin('the bulletin of one process', {
  async create() {
    const bulletin = localBulletin();
    return [bulletin, bulletin];
  },
  pass: async () => {},
});
