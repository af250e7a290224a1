/** Bodies above the inline threshold (claim check). Immutable: written once, read whole or as a stream, removed with their run. */
export type Blobs = {
  /** Resolves when the bytes are durable. Ids are chosen by the caller (`runId/token/name`) and written once; a repeat with the same id replaces. */
  put(id: string, bytes: Uint8Array | AsyncIterable<Uint8Array>): Promise<{ readonly bytes: number }>;
  /** null when there is none. */
  get(id: string): Promise<Uint8Array | null>;
  stream(id: string, from?: number): AsyncIterable<Uint8Array>;
  remove(idPrefix: string): Promise<void>;
  close(): Promise<void>;
};
