import type { WaitRequest } from '@crossdock/nodes/contract/wait';

/** What an item waits or waited for, as the ledger keeps it for people. */
export type Waiting = {
  readonly for: WaitRequest['for'];
  readonly since: number;
  /** What is asked of a person. */
  readonly title?: string;
  readonly role?: string;
  /** Of an event. */
  readonly name?: string;
  readonly key?: string;
  /** Of a called flow, and its run. */
  readonly flow?: string;
  readonly runId?: string;
  /** The wait document of an event or a person. */
  readonly id?: string;
};
