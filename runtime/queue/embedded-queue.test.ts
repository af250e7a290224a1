import { testClock } from '../clock/test-clock.ts';
import { describeQueue } from './conformance.ts';
import { embeddedQueue } from './embedded-queue.ts';

let clock = testClock();
describeQueue('the embedded queue', {
  async create() {
    clock = testClock();
    return embeddedQueue({ clock });
  },
  advance: async (ms) => clock.advance(ms),
});
