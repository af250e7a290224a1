import type { z } from 'zod';
import type { ChunkPlace, Combining, CutRule } from './chunks.ts';
import type { Evaluated, Resolved } from './expression.ts';
import type { Http, HttpAnswer, HttpRequest } from './http.ts';
import type { IntakeBinding, Message } from './intake.ts';
import type { Item, Json } from './item.ts';
import type { WaitAsked } from './wait.ts';

/** Every node but a trigger also has the output `error`: items that failed leave there when it is wired. */
export const errorPort = 'error';
/** Every effect node also has the output `undo`: what is wired there is executed only when its effects are taken back. */
export const undoPort = 'undo';

export type Port = { readonly name: string; readonly title?: string; readonly help?: string };
/** Outputs that follow the configuration: one per entry of the array at `from`, named by the entry's field `name`; then the fixed ones. */
export type DerivedPorts = { readonly from: string; readonly name: string; readonly also?: readonly Port[] };
export type Ports = { readonly inputs: readonly Port[]; readonly outputs: readonly Port[] | DerivedPorts };

/** What a pure node needs beside its items, resolved when the version is compiled. */
export type ResourceRef = { readonly kind: 'contract'; readonly name: string };
/** A violation found by a compiled contract; `path` is written `lines[1].sku`. */
export type Violation = { readonly path: string; readonly message: string };
export type Resources = { contract(name: string): (json: Json) => readonly Violation[] };

export type RunInfo = {
  readonly id: string;
  readonly flow: string;
  readonly version: number;
  readonly env: string;
  readonly correlationId: string;
  /** The instant the message was accepted, ISO 8601 in UTC: the same at every retry and replay. */
  readonly now: string;
};

/** What a barrier is told about its inputs. */
export type Arrivals = { readonly expected: number; readonly present: number; readonly failed: number; readonly detached: number };

export type PureInput<C, S = undefined> = PureCall<Evaluated<C>, S>;

/** What `run` is given, with the type its evaluated configuration has. */
export type PureCall<E, S = undefined> = {
  readonly config: E;
  /** What `setup` made of the configuration, once per program. */
  readonly state: S;
  readonly node: { readonly id: string };
  /** The items on the first input port. */
  readonly items: readonly Item[];
  readonly inputs: Readonly<Record<string, readonly Item[]>>;
  readonly run: RunInfo;
  readonly arrivals: Arrivals;
  /** Set for the node that reads a chunk of a big text. */
  readonly chunk?: ChunkPlace | undefined;
  readonly resources: Resources;
  /** Records a fact about an item for the step report: which row fired, which case matched. */
  readonly note: (item: Item, fact: Json) => void;
  /** Loses this item only: it leaves on `error` or becomes an exception. The others go on. */
  readonly fail: (item: Item, error: Error) => void;
  /** Stores the answer of the run; the first one wins. Only `respond` nodes use it. */
  readonly respond: (answer: RunAnswer) => void;
};
export type Emitted = { readonly [port: string]: readonly Item[] };
export type RunAnswer = { readonly status: number; readonly headers: Readonly<Record<string, string>>; readonly body: Json };

/** What a node contributes to the intake when it stands right behind the trigger. */
export type DedupeRule = {
  readonly key: string | undefined;
  readonly windowSeconds: number;
  readonly onDifferentBody: 'ignore' | 'new-run' | 'exception';
};

type Common<C extends z.ZodObject> = {
  /** `category.name`, such as `routing.switch`; never changes. */
  readonly type: string;
  /** The major version; a new one when old documents need an upgrade. */
  readonly version: number;
  readonly title: string;
  /** One line for the palette. */
  readonly summary: string;
  /** Markdown: when to use it, what it does with failures, one hint from practice. */
  readonly help: string;
  /** A Tabler outline icon in kebab case, such as `arrows-split`. */
  readonly icon: string;
  readonly tile: 'outside' | 'transform' | 'rule' | 'routing' | 'distribution';
  /** The palette section. */
  readonly section: 'Triggers' | 'Systems' | 'Transform' | 'Rules' | 'Routing' | 'Distribution';
  /** The setting that matters, for the card: `{path}`, `{cases.length} cases`. Names are paths into the configuration. */
  readonly caption: string;
  readonly keywords?: readonly string[];
  readonly config: C;
  readonly ports: Ports;
  /** From a major to the next: `{ 1: (config) => config of version 2 }`. */
  readonly upgrades?: { readonly [fromVersion: number]: (config: Record<string, unknown>) => Record<string, unknown> };
};

/** Given these items and this configuration, the node emits that. Reference page, preview and test at once. */
export type PureExample = {
  readonly title: string;
  readonly config: Record<string, unknown>;
  readonly items: readonly Json[];
  /** Further input ports by name. */
  readonly inputs?: Readonly<Record<string, readonly Json[]>>;
  readonly emits: { readonly [port: string]: readonly Json[] };
  /** Error codes of the items that fail. */
  readonly fails?: readonly string[];
};

export type PureNode<C extends z.ZodObject = z.ZodObject, S = unknown> = Common<C> & {
  readonly kind: 'pure';
  /**
   * `item`: each item is handled on its own, so when `run` throws the engine calls again with one item at a time and loses only the culprits.
   * `all`: the items belong together (aggregate, merge); a throw fails the node.
   */
  readonly scope: 'item' | 'all' | ((config: z.output<C>) => 'item' | 'all');
  /** A barrier waits for all upstream nodes, is run even when items are missing, and is told in `arrivals`. */
  readonly barrier?: boolean;
  /** It is run also when nothing comes in: what it emits was given to it in a test. */
  readonly needsNoInput?: boolean;
  readonly resources?: (config: z.output<C>) => readonly ResourceRef[];
  readonly dedupe?: (config: z.output<C>) => DedupeRule;
  /** Reads records out of a text that may come in chunks, cut by this rule; null: with this configuration it must be whole. */
  readonly cut?: (config: z.output<C>) => CutRule | null;
  /** Of a barrier: how it works over chunks. Without it the barrier needs all items at once. */
  readonly combining?: Combining<Evaluated<z.output<C>>>;
  /** Compiled once per program, in the sandbox: parse paths, build tables. */
  readonly setup?: (config: Evaluated<z.output<C>>) => S;
  readonly run: (input: PureInput<z.output<C>, S>) => Emitted;
  readonly examples: readonly PureExample[];
};

export type EffectAnswer = {
  /** The answer's body as text: the host does not parse it. */
  readonly body: string;
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** The other side had seen the key before. */
  readonly seenBefore?: boolean;
  /** What the other side said about how much more it takes, where it is not in a header that is understood anyway. */
  readonly quota?: Quota;
};

/** A quota that refills by itself, such as Shopify's points: its connection slows down before it is used up. */
export type Quota = { readonly left: number; readonly of: number; readonly restoredPerSecond: number };

export type CallInput<C> = {
  /** Literal fields only; expressions were evaluated by `prepare`. */
  readonly config: C;
  readonly request: HttpRequest;
  readonly http: Http;
  readonly idempotencyKey: string;
  readonly attempt: number;
  readonly signal: AbortSignal;
};

export type EffectExample = {
  readonly title: string;
  readonly config: Record<string, unknown>;
  readonly item: Json;
  /** The request that `prepare` makes. */
  readonly request: HttpRequest;
  /** The other side's answer, and what `complete` makes of it. */
  readonly answer: { readonly status: number; readonly headers?: Readonly<Record<string, string>>; readonly body: string };
  readonly emits: { readonly [port: string]: readonly Json[] };
};

/** How an unknown outcome is settled. `key`: repeat with the same key, honoured for so long. `lookUp`: ask first. `none`: a person decides. */
export type Idempotency = { readonly key: { readonly lifetimeHours: number } } | { readonly lookUp: true } | 'none';

/** What came of a look-up. `unknown`: the other side could not say. */
export type LookedUp = { readonly found: EffectAnswer } | 'absent' | 'unknown';

/** One item of a batch: its request as `prepare` made it. */
export type BatchMember = { readonly request: HttpRequest };

export type BatchInput = Omit<CallInput<Readonly<Record<string, unknown>>>, 'request'> & { readonly members: readonly BatchMember[] };

/** What came of one member, in the order of the members. `again`: certainly nothing happened to it, because of another member; it goes into the next batch. */
export type BatchOutcome = { readonly answer: EffectAnswer } | { readonly error: Error } | 'again';

/**
 * Several items in one request. Which items, and in which order, is written down before it is sent, so that a repeat is the same request under the same key.
 */
export type Batch = {
  /** Items in one request at most. */
  readonly size: number;
  /** Only requests for which this is equal go together. Default: all do. */
  readonly groupBy?: (request: HttpRequest) => string;
  /** Requests for which this is equal never go together, but one batch after the other. */
  readonly distinctBy?: (request: HttpRequest) => string;
  /** In place of `call`. Throwing means the same for all members. */
  readonly call: (input: BatchInput) => Promise<readonly BatchOutcome[]>;
};

export type EffectNode<C extends z.ZodObject = z.ZodObject> = Common<C> & {
  /** `read` changes nothing outside and may always be repeated. */
  readonly kind: 'effect' | 'read';
  /** The only way to the outside: what is not listed is not given. */
  readonly needs: readonly ['http'];
  /** The vendor whose connection the field `connection` names, such as `erp`; `http` takes any. */
  readonly system: string;
  readonly idempotency: Idempotency | ((config: z.output<C>) => Idempotency);
  /** Pure, in the sandbox, before the call. Throwing loses the item; nothing was sent. */
  readonly prepare: (input: { readonly config: Resolved<z.output<C>>; readonly item: Item; readonly run: RunInfo }) => HttpRequest;
  /** On the host, with the connection's limits around it. Failing is throwing NodeError, RetryLater or OutcomeUnknown. */
  readonly call: (input: CallInput<z.output<C>>) => Promise<EffectAnswer>;
  /**
   * Asks whether an earlier call with this request took effect, before it is sent again after an outcome that is not known. Throws as `call` does. Used with
   * `idempotency: { lookUp: true }`, and with a key once its lifetime is over.
   */
  readonly lookUp?: (input: CallInput<z.output<C>>) => Promise<LookedUp>;
  /** Sends several items in one request; a single one too. */
  readonly batch?: Batch;
  /** Pure, in the sandbox, after the call. Several records on one port get child ids. */
  readonly complete: (input: {
    readonly config: Resolved<z.output<C>>;
    readonly item: Item;
    readonly answer: EffectAnswer;
    readonly run: RunInfo;
  }) => { readonly [port: string]: readonly Json[] };
  readonly examples: readonly EffectExample[];
};

export type WaitExample = {
  readonly title: string;
  readonly config: Record<string, unknown>;
  readonly item: Json;
  /** What `prepare` asks for. */
  readonly asks: WaitAsked;
  /** How it ended (`WaitOutcome`, as JSON), and what `complete` makes of it. */
  readonly answer: { readonly status: number; readonly headers?: Readonly<Record<string, string>>; readonly body: string };
  readonly emits: { readonly [port: string]: readonly Json[] };
};

/** Waits for something that comes from outside the run: a time, an event, a person, another flow. For days, holding no worker. */
export type WaitNode<C extends z.ZodObject = z.ZodObject> = Common<C> & {
  readonly kind: 'wait';
  /** Pure, in the sandbox, once per item. Throwing loses the item; nothing was asked. */
  readonly prepare: (input: { readonly config: Resolved<z.output<C>>; readonly item: Item; readonly run: RunInfo }) => WaitAsked;
  /** Pure, in the sandbox, once the wait is over. */
  readonly complete: EffectNode<C>['complete'];
  readonly examples: readonly WaitExample[];
};

export type TriggerNode<C extends z.ZodObject = z.ZodObject> = Common<C> & {
  readonly kind: 'trigger';
  readonly binding: (config: z.output<C>) => IntakeBinding;
  /** Pure, in the sandbox: what the message holds. A throw is an exception of the intake. */
  readonly open: (input: { readonly config: z.output<C>; readonly message: Message }) => readonly Json[];
  readonly examples: readonly {
    readonly title: string;
    readonly config: Record<string, unknown>;
    readonly message: Message;
    readonly emits: readonly Json[];
  }[];
};

export type NodeDefinition = PureNode | EffectNode | WaitNode | TriggerNode;

/** Checks the definition's types and freezes it. Each keeps its own configuration type; lists hold `NodeDefinition`. */
export function definePure<C extends z.ZodObject, S = undefined>(definition: Omit<PureNode<C, S>, 'kind'>): PureNode {
  return Object.freeze({ kind: 'pure', ...definition }) as unknown as PureNode;
}
export function defineEffect<C extends z.ZodObject>(definition: EffectNode<C>): EffectNode {
  return Object.freeze(definition) as unknown as EffectNode;
}
export function defineWait<C extends z.ZodObject>(definition: Omit<WaitNode<C>, 'kind'>): WaitNode {
  return Object.freeze({ kind: 'wait', ...definition }) as unknown as WaitNode;
}
export function defineTrigger<C extends z.ZodObject>(definition: Omit<TriggerNode<C>, 'kind'>): TriggerNode {
  return Object.freeze({ kind: 'trigger', ...definition }) as unknown as TriggerNode;
}

export type { HttpAnswer, HttpRequest };
