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
  | { readonly kind: 'schedule'; readonly cron: string; readonly zone: string }
  | { readonly kind: 'manual' };

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
