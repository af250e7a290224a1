import type { z } from 'zod';
import type { Permission } from '../access/permissions.ts';
import type { Session } from '../access/sessions.ts';
import type { ErrorCode } from './error-codes.ts';
import type { Services } from './services.ts';

export type Given<P, Q, B> = {
  readonly params: P;
  readonly query: Q;
  readonly body: B;
  readonly services: Services;
  /** Who asks. On `public` routes possibly nobody. */
  readonly session: Session;
  /** The caller's network address, for limits on failed attempts. */
  readonly address: string;
};

/** What a request is about, as far as roles are given for it: an environment, the channel of a flow. Left out: the whole installation. */
export type Subject = { readonly env?: string | undefined; readonly channel?: string | null | undefined };

type About<P, Q, B> = (given: {
  readonly params: Parsed<P>;
  readonly query: Parsed<Q>;
  readonly body: Parsed<B>;
  readonly services: Services;
}) => Subject | Promise<Subject>;

type Common<P, Q, B = undefined> = {
  /** Below `/api`, parameters as `:name`. */
  readonly path: `/${string}`;
  /** One line for people who read the API's description. */
  readonly summary: string;
  /** What the caller must be allowed to do; `public` needs no session. */
  readonly permission: Permission | 'public';
  readonly about?: About<P, Q, B>;
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
type Handled<R> = R extends z.ZodType ? z.input<R> | WithCookie<z.input<R>> : unknown;

/** A stream of server-sent events; `open` starts it and returns the way to stop. */
export type EventRoute<
  P extends z.ZodObject | undefined = z.ZodObject | undefined,
  Q extends z.ZodObject | undefined = z.ZodObject | undefined,
> = Common<P, Q> & {
  readonly method: 'EVENTS';
  /** The union of what is sent: `{ event, data }`. */
  readonly events: z.ZodType;
  readonly open: (
    given: Given<Parsed<P>, Parsed<Q>, undefined>,
    send: (event: { readonly event: string; readonly data: unknown }) => void,
  ) => () => void;
};

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
  definition: Omit<EventRoute<P, Q>, 'method'>,
): EventRoute {
  return { ...definition, method: 'EVENTS' } as unknown as EventRoute;
}

/** A reply that also sets the session cookie, or with an empty secret removes it. */
export class WithCookie<T> {
  readonly value: T;
  readonly secret: string;
  constructor(value: T, secret: string) {
    this.value = value;
    this.secret = secret;
  }
}
