import { type Clock, systemClock } from '../clock/clock.ts';
import { loadChild } from './bundle.ts';
import { type Call, closed, defaultLimits, died, neverStarts, timedOut } from './call.ts';
import { type Child, type Reply, startChild } from './child-process.ts';
import { type Limits, type Sandbox, SandboxError } from './sandbox.ts';

export type ProcessSandboxOptions = {
  /** What `loadBundle` gives. */
  readonly bundle: string;
  readonly clock?: Clock;
  readonly log?: { warn(facts: object, message: string): void };
  /** For calls that name none. */
  readonly limits?: Partial<Limits>;
  /** A process without work ends after so long. Milliseconds, default 60,000. */
  readonly idleMs?: number;
  /** So long a call may keep the others of its process waiting. Then it goes on alone. Milliseconds, default 250. */
  readonly patienceMs?: number;
};

/** A queue and the process that works on it. `suspects` gets one call at a time, so that it is known which one did it. */
type Line = { readonly name: 'main' | 'suspects'; readonly width: number; waiting: Call[]; post: Post | undefined };

/** A process at work, and the timers over it. */
type Post = {
  readonly child: Child;
  readonly bornAt: number;
  line: Line | undefined;
  watchAt: number;
  unwatch: () => void;
  unidle: () => void;
};

/**
 * The sandbox in child processes. One works on all calls; a call that hangs or kills it is found by repeating, one by one in a second process, the few
 * that may have been begun (programs are pure), and its program stays with the suspects for a while. Every limit that code could evade is kept from outside: SIGKILL.
 */
export function createProcessSandbox(options: ProcessSandboxOptions): Sandbox {
  const clock = options.clock ?? systemClock;
  const defaults: Limits = { ...defaultLimits, ...options.limits };
  const { idleMs = 60_000, patienceMs = 250 } = options;
  const main: Line = { name: 'main', width: callsInFlight, waiting: [], post: undefined };
  const suspects: Line = { name: 'suspects', width: 1, waiting: [], post: undefined };
  const lines = [main, suspects];
  const posts = new Set<Post>();
  /** Programs that have hung or killed a process, and until when they run among the suspects. */
  const suspected = new Map<string, number>();
  let childCode: string | undefined;
  let isLoading = false;
  let isPumping = false;
  let isClosed = false;
  let failedStarts = 0;
  let calls = 0;
  let killed = 0;

  return {
    call(program, input, limits) {
      if (isClosed) return Promise.reject(closed());
      calls++;
      const all = limits ? { ...defaults, ...limits } : defaults;
      return new Promise((resolve, reject) => {
        const line = all.suspect || isSuspected(program.hash) ? suspects : main;
        line.waiting.push({ program, isolate: `${program.hash}/${all.memoryMb}`, input, limits: all, deaths: 0, resolve, reject });
        pumpSoon();
      });
    },
    stats: () => ({
      processes: posts.size,
      programs: [...posts].reduce((sum, post) => sum + post.child.programs, 0),
      calls,
      killed,
    }),
    async close() {
      isClosed = true;
      const all = [...posts];
      for (const call of [...lines.flatMap((line) => line.waiting.splice(0)), ...all.flatMap((post) => post.child.takeBack(0))])
        call.reject(closed());
      for (const post of all) post.child.kill();
      await Promise.all(all.map((post) => post.child.exited));
    },
  };

  /** Once per turn of the event loop, so that all calls of a turn share a write. */
  function pumpSoon(): void {
    if (isPumping) return;
    isPumping = true;
    setImmediate(() => {
      isPumping = false;
      for (const line of lines) pump(line);
    });
  }

  function pump(line: Line): void {
    if (line.waiting.length === 0 || isClosed) return;
    if (childCode === undefined) {
      loadCode();
      return;
    }
    line.post ??= start(line, childCode);
    const { child } = line.post;
    let count = 0;
    let input = child.inputInFlight;
    for (const call of line.waiting) {
      if (child.inFlight.length + count >= line.width || (input > 0 && input + call.input.length > inputInFlightAtMost)) break;
      input += call.input.length;
      count++;
    }
    if (count === 0) return;
    child.send(line.waiting.splice(0, count));
    watch(line.post);
  }

  function loadCode(): void {
    if (isLoading) return;
    isLoading = true;
    loadChild().then(
      (code) => {
        childCode = code;
        pumpSoon();
      },
      (error: unknown) => {
        isLoading = false;
        for (const call of lines.flatMap((line) => line.waiting.splice(0))) call.reject(neverStarts(String(error)));
      },
    );
  }

  function start(line: Line, child: string): Post {
    const post: Post = {
      child: startChild(
        { child, bundle: options.bundle },
        {
          now: () => clock.monotonic(),
          reply: settle,
          progress() {
            failedStarts = 0;
            // Taken off its line with the one call it hung on, which has just ended.
            if (!post.line && post.child.inFlight.length === 0) post.child.kill();
            if (post.line && post.line.waiting.length > 0) pumpSoon();
            watch(post);
          },
          gone: (words) => gone(post, words),
        },
      ),
      bornAt: clock.monotonic(),
      line,
      watchAt: Infinity,
      unwatch: () => {},
      unidle: () => {},
    };
    posts.add(post);
    stopWhenIdle(post, idleMs);
    return post;
  }

  function settle(call: Call, reply: Reply): void {
    if ('output' in reply) call.resolve(reply.output);
    else call.reject(new SandboxError(reply.failure, reply.message));
  }

  /** Looks at the process again when its first call may have kept it too long. One timer for many calls: it finds out itself whether it comes too early. */
  function watch(post: Post): void {
    const { child } = post;
    const first = child.inFlight[0];
    if (!first) return;
    const from = child.lastSign ?? post.bornAt + startMs;
    const isOverdue = clock.monotonic() - from >= patienceMs;
    const at = from + (isOverdue ? first.limits.timeoutMs : Math.min(patienceMs, first.limits.timeoutMs));
    if (at >= post.watchAt) return;
    post.unwatch();
    post.watchAt = at;
    post.unwatch = clock.after(Math.max(1, at - clock.monotonic()), () => {
      post.watchAt = Infinity;
      // The answer may lie in the pipe while this thread was busy: read first, then judge.
      setImmediate(() => judge(post));
    });
  }

  function judge(post: Post): void {
    const { child, line } = post;
    const first = child.inFlight[0];
    if (!first || !posts.has(post)) return;
    const waited = clock.monotonic() - (child.lastSign ?? post.bornAt + startMs);
    const isCertain = child.begun === 1;
    if (waited >= first.limits.timeoutMs && isCertain) {
      const others = child.takeBack(0).slice(1);
      suspect(first);
      killed++;
      options.log?.warn({ program: first.program.hash, timeoutMs: first.limits.timeoutMs }, 'sandbox call stopped: no answer in time');
      first.reject(timedOut(first));
      abandon(post);
      main.waiting.unshift(...others);
      pumpSoon();
      return;
    }
    const othersWait = child.inFlight.length > 1 || (line !== undefined && line.waiting.length > 0);
    if (waited >= Math.min(patienceMs, first.limits.timeoutMs) && line && othersWait) {
      if (!isCertain) {
        killed++;
        divide(child.begun, child.takeBack(0));
        abandon(post);
        pumpSoon();
        return;
      }
      if ([...posts].filter((other) => !other.line).length < aloneAtMost) {
        suspect(first);
        line.waiting.unshift(...child.takeBack(1));
        line.post = undefined;
        post.line = undefined;
        pumpSoon();
      }
    }
    watch(post);
  }

  /** The calls that may have been begun are repeated one by one; the others have only waited. */
  function divide(begun: number, unanswered: readonly Call[]): void {
    suspects.waiting.unshift(...unanswered.slice(0, begun));
    main.waiting.unshift(...unanswered.slice(begun));
  }

  function abandon(post: Post): void {
    if (post.line?.post === post) post.line.post = undefined;
    post.line = undefined;
    post.child.kill();
  }

  function gone(post: Post, words: string): void {
    posts.delete(post);
    post.unwatch();
    post.unidle();
    const neverListened = post.child.lastSign === undefined;
    const { begun } = post.child;
    const unanswered = post.child.takeBack(0);
    if (post.line?.post === post) post.line.post = undefined;
    if (isClosed || unanswered.length === 0) return;
    killed++;
    options.log?.warn({ unanswered: unanswered.length, words: words.slice(0, 500) }, 'sandbox process ended');
    if (neverListened) {
      failedStarts++;
      if (failedStarts >= startsAtMost) for (const call of unanswered) call.reject(neverStarts(words));
      else main.waiting.unshift(...unanswered);
    } else {
      for (const call of unanswered.slice(0, begun)) call.deaths++;
      const guilty = unanswered.filter((call) => call.deaths >= deathsAtMost);
      for (const call of guilty) {
        suspect(call);
        call.reject(died(words));
      }
      divide(
        begun - guilty.length,
        unanswered.filter((call) => call.deaths < deathsAtMost),
      );
    }
    pumpSoon();
  }

  function stopWhenIdle(post: Post, ms: number): void {
    post.unidle = clock.after(ms, () => {
      const left = (post.child.lastSign ?? post.bornAt) + idleMs - clock.monotonic();
      if (post.child.inFlight.length > 0 || left > 0) stopWhenIdle(post, Math.max(left, 1_000));
      else abandon(post);
    });
  }

  function suspect(call: Call): void {
    suspected.set(call.program.hash, clock.monotonic() + suspectedMs);
  }

  function isSuspected(hash: string): boolean {
    if (suspected.size === 0) return false;
    const until = suspected.get(hash);
    if (until !== undefined && until <= clock.monotonic()) suspected.delete(hash);
    return until !== undefined && suspected.has(hash);
  }
}

/** Enough to keep a process busy while its answers are on their way, few enough to be sent again. */
const callsInFlight = 256;
/** Characters; a single larger call is sent on its own. */
const inputInFlightAtMost = 4 * 1024 * 1024;
/** Processes that may go on with one hanging call each, besides the two lines. */
const aloneAtMost = 2;
/** A call that was there when two processes died is the one. */
const deathsAtMost = 2;
const suspectedMs = 60_000;
const startMs = 10_000;
const startsAtMost = 3;
