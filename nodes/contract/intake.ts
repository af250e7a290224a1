/** What a trigger accepted from outside, as text. */
export type Message = {
  readonly text: string;
  readonly contentType: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, string>>;
};

/** How a trigger hears of messages. Plain data: the intake reads it, the designer shows it. */
export type IntakeBinding =
  | { readonly kind: 'http'; readonly method: 'POST' | 'PUT' | 'GET'; readonly path: string; readonly auth: IntakeAuth }
  | {
      readonly kind: 'schedule';
      readonly timing: Timing;
      readonly misfire: Misfire /** Fetched at each due time: the message is the file. */;
      readonly download?: DownloadBinding;
    }
  | { readonly kind: 'poll'; readonly timing: Timing; readonly poll: PollBinding }
  | {
      readonly kind: 'file';
      /** Below the environment's folder. */
      readonly folder: string;
      /** `*` and `?` stand for other characters. */
      readonly pattern: string;
      readonly charset: string;
      readonly everyMs: number;
    }
  | { readonly kind: 'manual' };

/** A file that is fetched over a connection. `{date}` in the path is the day of the due time, UTC. */
export type DownloadBinding = { readonly connection: string; readonly path: string; readonly charset: string };

/** When a trigger is due. `every`: multiples of the interval since 1970-01-01 UTC (`clock`), or since the trigger first ran in its environment (`start`). */
export type Timing =
  | { readonly kind: 'cron'; readonly cron: string; readonly zone: string }
  | { readonly kind: 'every'; readonly ms: number; readonly from: 'clock' | 'start' };

/** What becomes of times that came while nobody could fire: none of them, one run for all of them, or a run for each (the newest 100). */
export const misfires = ['skip', 'run once', 'run all'] as const;
export type Misfire = (typeof misfires)[number];

/** How a poll reads. Templates see `watermark` and are evaluated in the sandbox, as are the key and the watermark of a record, which see `item`. */
export type PollBinding = {
  readonly connection: string;
  readonly request: {
    readonly path: string;
    readonly query: Readonly<Record<string, string>>;
    readonly headers: Readonly<Record<string, string>>;
  };
  readonly paging: PollPaging;
  /** Dotted path of the list within a page; empty when the page is the list. */
  readonly records: string;
  /** Names one record; empty: its content does. */
  readonly key: string;
  readonly watermark: PollWatermark;
  readonly emit: 'record' | 'page';
  /** How long a record counts as seen, ms. */
  readonly rememberMs: number;
};

export type PollPaging = { readonly pageLimit: number } & (
  | { readonly kind: 'off' }
  | { readonly kind: 'link'; readonly next: string }
  | { readonly kind: 'cursor'; readonly parameter: string; readonly next: string }
  | { readonly kind: 'page'; readonly parameter: string; readonly first: number }
);

export type PollWatermark =
  | { readonly kind: 'off' }
  /** The largest value of a record: an instant, a number or a text. */
  | {
      readonly kind: 'record';
      readonly value: string;
      readonly parameter: string;
      readonly type: 'time' | 'number' | 'text';
      /** Read again so much of what was read: seconds for a time, units for a number. */
      readonly overlap: number;
      readonly start: string;
    }
  /** What the last page answered says to go on from. */
  | { readonly kind: 'cursor'; readonly next: string; readonly parameter: string; readonly start: string };

/** Secrets live in the connection named, never in the document. Two are live during a rotation. */
export type IntakeAuth =
  | { readonly kind: 'none' }
  | { readonly kind: 'api-key'; readonly header: string; readonly connection: string }
  | {
      readonly kind: 'hmac';
      readonly connection: string;
      readonly header: string;
      readonly algorithm: 'sha1' | 'sha256' | 'sha512';
      readonly encoding: 'base64' | 'hex';
      /** `body`: the raw body (Shopify, GitHub). `standard-webhooks`: `id.timestamp.body`, several signatures `v1,...`, five minutes of tolerance. */
      readonly signs: 'body' | 'standard-webhooks';
      /** Stands before the signature in the header: `sha256=` for GitHub. */
      readonly prefix: string;
      /** The header by which the sender names one delivery, for duplicates when the flow has no key of its own. */
      readonly deliveryId?: string;
    };
