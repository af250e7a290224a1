import type { z } from 'zod';
import type { EnvironmentPermission, InstallationPermission, Permission, Subject } from '../access/permissions.ts';
import type { Session } from '../access/sessions.ts';
import type { ErrorCode } from './error-codes.ts';
import type { Visible } from './http/visible.ts';
import type { Services } from './services.ts';

/** Where a request comes from. */
export type From = {
  /** The caller's network address, for limits on failed attempts. */
  readonly address: string;
  /** What the caller says it is: a browser and its version; at most 200 characters. */
  readonly agent: string;
  /** How the caller reached us: `https://crossdock.example.com`. */
  readonly origin: string;
  /** The query as it was sent, with its question mark; empty: there is none. */
  readonly search: string;
  readonly cookie: (name: string) => string | undefined;
};

export type Given<P, Q, B> = From & {
  readonly params: P;
  readonly query: Q;
  readonly body: B;
  readonly services: Services;
  /** Who asks. On `public` routes possibly nobody. */
  readonly session: Session;
  /** Leaves out what the route `shows` and the caller may not see, for counting; null: everything may be seen. Lists are seen to without it. */
  readonly visible: Visible | null;
};

/** What is asked of a route before its handler: everything but the handler's own affairs. */
type Asked<P, Q, B> = {
  readonly params: Parsed<P>;
  readonly query: Parsed<Q>;
  readonly body: Parsed<B>;
  readonly services: Services;
  readonly session: Session;
};

/** null: what is named does not exist, so the handler says that to whoever has the permission anywhere. */
type About<P, Q, B, S extends Subject> = (asked: Asked<P, Q, B>) => S | null | Promise<S | null>;

/** Another permission that a request needs beside the one of its route, because of what it asks for. */
export type Further = { readonly permission: Permission; readonly about: Subject };

/** Where an entry of a list belongs. `env` where the list is of several. */
export type Place = { readonly env?: string } & ({ readonly flow: string } | { readonly channel?: string | null });

/** What the caller must be allowed to do. A permission of an environment is nothing without the environment, so `about` must tell it. */
type Rights<P, Q, B> =
  | { readonly permission: 'public'; readonly about?: never }
  | { readonly permission: InstallationPermission; readonly about?: About<P, Q, B, { readonly channel?: string | null | undefined }> }
  | {
      readonly permission: EnvironmentPermission;
      readonly about: About<P, Q, B, { readonly env: string; readonly channel?: string | null | undefined }>;
    };

type Common<P, Q, B = undefined> = Rights<P, Q, B> & {
  /** Below `/api`, parameters as `:name`. */
  readonly path: `/${string}`;
  /** One line for people who read the API's description. */
  readonly summary: string;
  readonly also?: (asked: Asked<P, Q, B>) => readonly Further[] | Promise<readonly Further[]>;
  /**
   * Of a list or a stream: the flow or the channel that an entry belongs to, or several of which one is enough. Who may see some channels only is
   * sent those entries. A channel of null: only who may see all channels; null: everybody.
   */
  // biome-ignore lint/suspicious/noExplicitAny: an entry is what the route's own shape says; the route's author knows it
  readonly shows?: (entry: any) => Place | readonly Place[] | null;
  readonly params?: P;
  readonly query?: Q;
};

type Parsed<S> = S extends z.ZodType ? z.output<S> : undefined;

export type CallRoute<
  P extends z.ZodObject | undefined = z.ZodObject | undefined,
  Q extends z.ZodObject | undefined = z.ZodObject | undefined,
  B extends z.ZodType | undefined = z.ZodType | undefined,
  R extends z.ZodType | undefined = z.ZodType | undefined,
> = Common<P, Q, B> & {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly body?: B;
  /** Without it the answer has no body: 204. */
  readonly reply?: R;
  /** Default 200, without a reply 204. */
  readonly status?: 200 | 201 | 202 | 204;
  /** Errors that carry more than the common shape. */
  readonly failures?: Partial<Record<ErrorCode, z.ZodType>>;
  /** The reply is parsed by its schema, so nothing leaves that it does not name. */
  readonly handle: (given: Given<Parsed<P>, Parsed<Q>, Parsed<B>>) => Promise<Handled<R>> | Handled<R>;
};

/** What a handler of a route without a reply returns is not sent, save for the cookie. */
type Handled<R> = R extends z.ZodType ? z.input<R> | WithCookie<z.input<R>> | SeeOther : unknown;

type Stream<P extends z.ZodObject | undefined, Q extends z.ZodObject | undefined> = Common<P, Q> & {
  /** The union of what is sent: `{ event, data }`. */
  readonly events: z.ZodType;
  readonly open: (
    given: Given<Parsed<P>, Parsed<Q>, undefined>,
    send: (event: { readonly event: string; readonly data: unknown }) => void,
  ) => () => void;
};

/** A stream of server-sent events; `open` starts it and returns the way to stop. */
export type EventRoute<
  P extends z.ZodObject | undefined = z.ZodObject | undefined,
  Q extends z.ZodObject | undefined = z.ZodObject | undefined,
> = Stream<P, Q> & { readonly method: 'EVENTS' };

export type Route = CallRoute | EventRoute;

/** Types the handler by the schemas beside it. */
export function route<
  P extends z.ZodObject | undefined = undefined,
  Q extends z.ZodObject | undefined = undefined,
  B extends z.ZodType | undefined = undefined,
  R extends z.ZodType | undefined = undefined,
>(definition: CallRoute<P, Q, B, R>): CallRoute {
  return definition as unknown as CallRoute;
}

export function eventRoute<P extends z.ZodObject | undefined = undefined, Q extends z.ZodObject | undefined = undefined>(
  definition: Stream<P, Q>,
): EventRoute {
  return { ...definition, method: 'EVENTS' } as unknown as EventRoute;
}

/** A reply that also sets the session cookie, or with an empty secret removes it. */
export class WithCookie<T> {
  readonly value: T;
  readonly secret: string;
  /** Seconds. */
  readonly maxAge: number;
  /** Others beside it. */
  readonly cookies: readonly Cookie[];
  constructor(value: T, secret: string, maxAge = 30 * 24 * 3600, cookies: readonly Cookie[] = []) {
    this.value = value;
    this.secret = secret;
    this.maxAge = maxAge;
    this.cookies = cookies;
  }
}

/** An answer that sends the browser elsewhere, to a path of ours or another origin. */
export class SeeOther {
  readonly url: string;
  /** Cookies that are set on the way; an empty value removes one. */
  readonly cookies: readonly Cookie[];
  constructor(url: string, cookies: readonly Cookie[] = []) {
    this.url = url;
    this.cookies = cookies;
  }
}

/** `lax`: is also sent where another site led here. `maxAge` in seconds; left out, it ends with the browser. */
export type Cookie = {
  readonly name: string;
  readonly value: string;
  readonly path: string;
  readonly sameSite: 'strict' | 'lax';
  readonly maxAge?: number;
};
